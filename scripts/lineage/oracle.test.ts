import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compare, compareReach } from './compare.mjs';
import { generateLineage } from './generate.mjs';
import { reach } from './reach.mjs';
import { moment, readFolders, text, toRows } from './records.mjs';
import { buildLineage } from './sessions.mjs';

const SAMPLE = fileURLToPath(new URL('../../public/sample/', import.meta.url));
const STORY = fileURLToPath(new URL('../../docs/sample-incident.md', import.meta.url));
const SESSIONS = process.env['TRAILSCOPE_SLOW'] === '1' ? 10_000 : 300;

function readGenerated(seed: string) {
  const { files, truth } = generateLineage({ sessions: SESSIONS, seed });
  const records = files.flatMap(({ json }) => {
    const log: unknown = JSON.parse(json);
    const list: unknown = Object.entries(log ?? {}).find(([name]) => name === 'Records')?.[1];
    return Array.isArray(list) ? list : [];
  });
  const rows = toRows(records);
  return { rows, truth, lineage: buildLineage(rows) };
}

describe.each(['1', '2', '3', '4', '5'])('the oracle over the generated set, seed %s', (seed) => {
  const { rows, truth, lineage } = readGenerated(seed);

  it('joins every session that can be joined, and invents nothing', () => {
    const score = compare(truth.sessions, lineage.truth);
    expect(score).toMatchObject({ precision: 1, recall: 1, faults: [] });
    expect(score.right).toBe(score.knowable);
  });

  it('finds all that came of a leaked key', () => {
    for (const known of truth.reach) {
      const since = known.start.since === null ? {} : { since: Date.parse(known.start.since) };
      const { rows: reached, created } = reach(rows, lineage, { key: known.start.key, ...since });
      expect(compareReach(known, { events: reached.flatMap(({ id }) => id ?? []), created })).toEqual([]);
    }
  });
});

describe('the generated set', () => {
  const { truth } = generateLineage({ sessions: 3000, seed: 'wide' });
  const { sessions } = truth;

  it('is the same for the same seed', () => {
    expect(generateLineage({ sessions: 50, seed: 'x' })).toEqual(
      generateLineage({ sessions: 50, seed: 'x' }),
    );
  });

  it('holds what can go wrong', () => {
    const stories = new Set(sessions.map(({ story }) => story));
    for (const story of [
      'hop, target',
      'hop, caller',
      'hop, none',
      'tie',
      'tie told apart by sourceIdentity',
      'the same ARN again',
      'twin, call lost',
      'hidden twin',
      'key hidden',
      'session without a key',
      'by expiry',
      'two open calls',
      'two sign-ins in one second',
      'switched, AssumeRole lost',
      'sign-in token',
      'service-linked, twice in a second',
      'forwarded',
      'person, left is portal',
      'person, left is console',
      'person, left is nothing',
      'forged cycle',
      'circle',
      'hostile',
    ])
      expect(stories).toContain(story);
    expect(Math.max(...sessions.map(({ depth }) => depth))).toBe(6);
    expect(sessions.filter(({ knowable }) => !knowable).length).toBeGreaterThan(200);
  });

  it('names each session once', () => {
    expect(new Set(sessions.map(({ session }) => session)).size).toBe(sessions.length);
  });
});

describe('a comparison', () => {
  const { truth, lineage } = readGenerated('1');
  const [victim] = lineage.truth.filter(({ issuedBy }) => issuedBy !== null);

  it('sees a join that is made up', () => {
    const forged = lineage.truth.map((one) => (one.knowable ? one : { ...one, issuedBy: 'made-up' }));
    expect(compare(truth.sessions, forged).precision).toBeLessThan(1);
  });

  it('sees a join that is missing', () => {
    const poor = lineage.truth.map((one) =>
      one === victim ? { ...one, issuedBy: null, parent: null } : one,
    );
    expect(compare(truth.sessions, poor).recall).toBeLessThan(1);
  });
});

describe('a moment', () => {
  it.each([
    ['2025-10-10T18:42:07Z', '2025-10-10T18:42:07.000Z'],
    ['20131102T010628Z', '2013-11-02T01:06:28.000Z'],
    ['Feb 12, 2025, 11:16:48 PM', '2025-02-12T23:16:48.000Z'],
    ['Jan 22, 2021 12:46:28 AM', '2021-01-22T00:46:28.000Z'],
    ['Jan 2, 2021, 12:00:00\u202fPM', '2021-01-02T12:00:00.000Z'],
  ])('%s is %s', (written, at) => {
    expect(new Date(moment(written)).toISOString()).toBe(at);
  });
  it('that is none is NaN', () => expect(moment('soon')).toBeNaN());
});

describe('the oracle over the sample', () => {
  const rows = readFolders([SAMPLE]);
  const since = Date.parse('2025-10-10T18:42:07Z');
  const { rows: reached, created } = reach(rows, buildLineage(rows), { key: 'AKIAEXAMPLECIDEPLOY1', since });

  it('reaches from the leaked key all that the intruder did, and nothing else', () => {
    const intruder = rows.filter(({ record }) => text(record, 'sourceIPAddress') === '198.51.100.77');
    expect(new Set(reached)).toEqual(new Set(intruder));
  });

  it('lists what the intruder created, as docs/sample-incident.md does', () => {
    const row = /^\| ([a-z ]+) \| (\S.*?) \| (2025-\S+Z \w+) \| (–|2025-\S+Z \w+) \|$/gm;
    const told = [...readFileSync(STORY, 'utf8').matchAll(row)].map(([, ...cells]) => cells.join(' | '));
    const byId = new Map(rows.map((one) => [one.id, `${text(one.record, 'eventTime')} ${one.name}`]));
    const found = created.map(({ kind, name, createdBy, deletedBy }) =>
      [kind.replace('-', ' '), name, byId.get(createdBy), byId.get(deletedBy) ?? '–'].join(' | '),
    );
    expect(told).toHaveLength(8);
    expect(found.toSorted()).toEqual(told.toSorted());
  });
});
