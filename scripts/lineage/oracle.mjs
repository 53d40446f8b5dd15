// @ts-check
/**
 * Sessions, chains and blast radii from raw CloudTrail records, worked out with no code of `src/`, to hold the application against:
 *
 *   node scripts/lineage/oracle.mjs <folder>…                        sessions, and how many are joined
 *   node scripts/lineage/oracle.mjs <folder>… --json                 the same in the form of truth.json
 *   node scripts/lineage/oracle.mjs <folder>… --key AKIA… [--since 2025-10-10T18:42:07Z]
 *   node scripts/lineage/oracle.mjs --check [--sessions 10000] [--seeds 3]   against the generated set: precision and recall
 *
 * Read are log files `{"Records":[…]}` and arrays of records, gzip or not.
 */

import { parseArgs } from 'node:util';
import { compare, compareReach } from './compare.mjs';
import { generateLineage } from './generate.mjs';
import { reach } from './reach.mjs';
import { readFolders, toRows } from './records.mjs';
import { buildLineage } from './sessions.mjs';

/** @param {import('./records.mjs').Row[]} rows @param {boolean} json */
function printSessions(rows, json) {
  const { sessions, truth } = buildLineage(rows);
  if (json) {
    console.log(JSON.stringify({ sessions: truth }, null, 1));
    return;
  }
  /** @type {Map<string, number>} */
  const tally = new Map();
  for (const { call, reason, rows: signed } of sessions.values()) {
    const type = JSON.stringify(Reflect.get(Object(signed[0]?.record), 'userIdentity')?.type);
    const line = `${type} ${call ? `joined to ${call.best.name} by ${reason}` : 'not joined'}`;
    tally.set(line, (tally.get(line) ?? 0) + 1);
  }
  console.log(`${rows.length} records, ${sessions.size} sessions`);
  for (const [line, count] of [...tally].sort((a, b) => b[1] - a[1]))
    console.log(`${String(count).padStart(8)}  ${line}`);
}

/** @param {import('./records.mjs').Row[]} rows @param {string} key @param {string | undefined} since */
function printReach(rows, key, since) {
  const start = since === undefined ? { key } : { key, since: Date.parse(since) };
  const { rows: reached, created } = reach(rows, buildLineage(rows), start);
  console.log(`${reached.length} events`);
  for (const thing of created)
    console.log(
      `${thing.kind} ${JSON.stringify(thing.name)}: ${thing.deletedBy ? 'deleted again' : 'still there'}`,
    );
}

/** @param {number} count @param {number} seeds @returns {boolean} without a fault */
function check(count, seeds) {
  let faultless = true;
  for (let seed = 1; seed <= seeds; seed++) {
    const { files, truth } = generateLineage({ sessions: count, seed: String(seed) });
    const rows = toRows(files.flatMap(({ json }) => JSON.parse(json).Records));
    const lineage = buildLineage(rows);
    const score = compare(truth.sessions, lineage.truth);
    const faults = [
      ...score.faults,
      ...truth.reach.flatMap((known) => {
        const since = known.start.since === null ? {} : { since: Date.parse(known.start.since) };
        const found = reach(rows, lineage, { key: known.start.key, ...since });
        const events = found.rows.flatMap(({ id }) => id ?? []);
        return compareReach(known, { events, created: found.created });
      }),
    ];
    console.log(
      `seed ${seed}: ${rows.length} records, ${score.sessions} sessions, ${score.knowable} knowable; ${score.made} joined, ` +
        `${score.right} right: precision ${score.precision}, recall ${score.recall}; ${faults.length} faults`,
    );
    for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`);
    faultless &&= faults.length === 0;
  }
  return faultless;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    key: { type: 'string' },
    since: { type: 'string' },
    sessions: { type: 'string', default: '10000' },
    seeds: { type: 'string', default: '3' },
  },
});
if (values.check) process.exitCode = check(Number(values.sessions), Number(values.seeds)) ? 0 : 1;
else if (positionals.length === 0) throw new Error('say where the logs are, or --check');
else if (values.key === undefined) printSessions(readFolders(positionals), values.json);
else printReach(readFolders(positionals), values.key, values.since);
