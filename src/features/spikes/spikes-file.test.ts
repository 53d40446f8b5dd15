import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Explained } from '#query/spike-attribution.ts';
import { SPIKE_CSV_COLUMNS, spikesCsv, spikesJson } from './spikes-file.ts';
import { spikeOf } from './spikes.fixture.ts';

const DOCUMENT = readFileSync(new URL('../../../docs/spikes-export.md', import.meta.url), 'utf8');

const HOSTILE = '=cmd|"/c calc"!A1';
const spike = spikeOf({ series: { ...spikeOf().series, name: HOSTILE } });
const explained: Explained = {
  attributions: [
    {
      attribute: 'principal',
      spike: {
        values: [
          { value: 'ops-helper', count: 1_200, perMinute: 240 },
          { value: null, count: 3, perMinute: 0.6 },
        ],
        other: { count: 1, perMinute: 0.2 },
      },
      baseline: { values: [], other: { count: 0, perMinute: 0 } },
    },
  ],
  cause: { attribute: 'principal', value: 'ops-helper', share: 1, within: 1_200, before: 0 },
  onResource: { attribute: 'resource', value: 'bucket/2025/', share: 0.9, within: 1_080, before: 0 },
};
const entry = { spike, isExpected: true, explained };
const report = {
  range: { from: spike.start - 86_400_000, to: spike.end },
  hours: 336,
  unbroken: 336,
  outside: 2,
  series: 412,
  left: 7,
  tests: 9_000,
  spikes: [spike],
  more: 3,
  others: 0,
};
const source = {
  dataSet: 'the sample',
  fingerprint: '3f9c1f5e0c7f4d0e',
  filter: 'outcome:denied',
  from: null,
  to: null,
  sensitivity: 'normal',
  reads: false,
  kinds: ['call'],
};

/** Names of members in the tables of the document. */
const documented = new Set([...DOCUMENT.matchAll(/`([A-Za-z_]+)`/g)].map(([, name]) => name));

function membersOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(membersOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...membersOf(member)]);
}

describe('spikes as JSON', () => {
  const text = spikesJson([entry], report, source);

  it('say where they came from, what was looked at and what was not', () => {
    expect(JSON.parse(text)).toMatchObject({
      format: 'trailscope-spikes',
      version: 1,
      ...source,
      series: 412,
      seriesNotLookedAt: 7,
      eventsNotLookedAt: 2,
      spikesFound: 4,
      listed: 1,
    });
  });

  it('hold each spike with its figures and who made its calls', () => {
    expect(JSON.parse(text)).toMatchObject({
      spikes: [
        {
          rank: 1,
          kind: 'call',
          name: HOSTILE,
          start: '2025-10-10T20:33:00Z',
          end: '2025-10-10T20:38:00Z',
          peak: '2025-10-10T20:34:00Z',
          observed: 1_204,
          expected: 0.02,
          ratio: 60_200,
          markedAsExpected: true,
          cause: { attribute: 'principal', value: 'ops-helper', share: 1 },
          attributions: [{ attribute: 'principal', spike: explained.attributions[0]?.spike }],
        },
      ],
    });
  });

  it('have no member that is not promised', () => {
    expect(membersOf(JSON.parse(text)).filter((name) => !documented.has(name))).toEqual([]);
  });
});

describe('spikes as CSV', () => {
  it('have the promised columns', () => {
    expect(SPIKE_CSV_COLUMNS.filter((name) => !documented.has(name))).toEqual([]);
  });

  it('have a line for each, in which nothing is run', () => {
    const [head, line, end] = spikesCsv([entry]).split('\r\n');
    expect(head?.split(',')).toEqual(SPIKE_CSV_COLUMNS);
    expect(line).toContain(`,"'=cmd|""/c calc""!A1",`);
    expect(line).toContain(',ops-helper,0.9966');
    expect(end).toBe('');
  });

  it('say nothing of attributes that are fixed in a series', () => {
    const [, line] = spikesCsv([
      { ...entry, explained: { attributions: [], cause: null, onResource: null } },
    ]).split('\r\n');
    expect(line).toMatch(/true,+$/);
  });
});
