// @ts-check
// Logs whose sessions are known because they were made up:
//   node scripts/lineage/generate.mjs --sessions 10000 --seed 1 --out /tmp/lineage
// writes log files as S3 holds them, and truth.json. The truth is noted while each session is made; nobody works it out.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chain, circle } from './chains.mjs';
import { rootSignIn, startConsole, switchRole, twoSignIns } from './consoles.mjs';
import { intrusion } from './intrusion.mjs';
import {
  again,
  byCreation,
  byExpiry,
  forgedCycle,
  forwarded,
  hiddenTwin,
  hostile,
  lostTwin,
  noise,
  serviceLinked,
  tie,
} from './traps.mjs';
import { createTrail } from './trail.mjs';

/** @typedef {import('./trail.mjs').Trail} Trail */

/** How often each story is told. @type {[number, (trail: Trail) => unknown][]} */
const STORIES = [
  [40, chain],
  [8, startConsole],
  [3, twoSignIns],
  [6, switchRole],
  [1, rootSignIn],
  [8, byCreation],
  [4, tie],
  [4, again],
  [3, lostTwin],
  [2, hiddenTwin],
  [4, byExpiry],
  [5, serviceLinked],
  [4, forwarded],
  [1, forgedCycle],
  [2, circle],
  [3, hostile],
  [3, noise],
];
const BAG = STORIES.flatMap(([share, story]) => Array.from({ length: share }, () => story));
const INTRUSIONS = 3;
/** Of a hundred records so many are delivered twice. */
const TWICE = 2;

/** @param {Trail} trail @returns {Map<string, string[]>} path → records, in no order of time */
function toFiles(trail) {
  /** @type {Map<string, string[]>} */
  const files = new Map();
  for (const { account, region, time, json } of trail.entries) {
    const day = new Date(time * 1000).toISOString().slice(0, 10);
    const folder = `AWSLogs/${account}/CloudTrail/${region}/${day.replaceAll('-', '/')}`;
    const twice = json.includes('"eventID":') && trail.random.int(1, 100) <= TWICE;
    for (let copy = twice ? 2 : 1; copy > 0; copy--) {
      const name = `${account}_CloudTrail_${region}_${day.replaceAll('-', '')}T2355Z_EXAMPLE${copy}00000000.json.gz`;
      const path = `${folder}/${name}`;
      const list = files.get(path) ?? [];
      list.splice(trail.random.int(0, list.length), 0, json);
      files.set(path, list);
    }
  }
  return files;
}

/**
 * @param {{ sessions?: number, seed?: string }} [options]
 * @returns {{ files: { path: string, json: string }[], truth: { sessions: import('./trail.mjs').KnownSession[],
 *   reach: import('./intrusion.mjs').KnownReach[] } }}
 */
export function generateLineage({ sessions = 10_000, seed = '1' } = {}) {
  const trail = createTrail(seed);
  const reach = Array.from({ length: INTRUSIONS }, () => intrusion(trail));
  while (trail.sessions.length < sessions) trail.random.pick(BAG)(trail);
  const files = [...toFiles(trail)].map(([path, records]) => ({
    path,
    json: `{"Records":[${records.join(',')}]}`,
  }));
  return { files, truth: { sessions: trail.sessions, reach } };
}

function main() {
  const { values } = parseArgs({
    options: {
      sessions: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
    },
  });
  if (values.out === undefined) throw new Error('say where to: --out <folder>');
  const { files, truth } = generateLineage({ sessions: Number(values.sessions), seed: values.seed });
  rmSync(join(values.out, 'AWSLogs'), { recursive: true, force: true });
  for (const { path, json } of files) {
    const target = join(values.out, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, gzipSync(json));
  }
  writeFileSync(join(values.out, 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`);
  console.log(`${values.out}: ${truth.sessions.length} sessions in ${files.length} files`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main();
