/** Work that a stranger can make larger: twice as much of it takes about twice the time, never four times. */
import { describe, expect, it } from 'vitest';
import { findUrls } from '#cloudtrail/pasted-urls.ts';
import { readRefusal } from '#cloudtrail/access-denied.ts';
import { maskSecrets } from '#cloudtrail/secrets.ts';
import { escapeMarkdown } from '#features/story/story-markdown.ts';
import { fileOf, runFiles } from '#ingest/testing/run-files.ts';
import { compareRecords } from '#lib/compare-records.ts';
import { csvLine } from '#lib/csv.ts';
import { parseTree } from '#lib/json-tree.ts';
import { jsonLine } from '#lib/json-line.ts';
import { compileTest } from '#lib/value-test.ts';
import { wildcardMatcher, wildcardParts } from '#lib/wildcard.ts';
import { parseSearch } from '#query/search-syntax.ts';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { readLink } from '#view-state/link.ts';

const keys = (count: number): string =>
  `{${Array.from({ length: count }, (_, k) => `"key${k}":${k}`).join(',')}}`;
const deep = (levels: number): string => `${'{"a":['.repeat(levels)}1${']}'.repeat(levels)}`;
const start = '{"Records":[{"eventVersion":"1.08","eventName":"A","requestParameters":';
const load = async (value: string): Promise<void> => void (await runFiles([fileOf(`${start}${value}}]}`)]));

type Work = (size: number) => unknown;

/** By what is done: with a size, so that the smaller one takes some milliseconds. */
const WORK: Readonly<Record<string, readonly [size: number, work: Work]>> = {
  'JSON of very many levels, loaded': [100_000, (n) => load(deep(n))],
  'JSON of very many keys, loaded': [250_000, (n) => load(keys(n))],
  'JSON of very many levels, as a tree': [50_000, (n) => parseTree(deep(n))],
  'JSON of very many keys, compared': [
    20_000,
    (n) => compareRecords([parseTree(keys(n)), parseTree(keys(n))]),
  ],
  'JSON of very many keys, masked': [50_000, (n) => maskSecrets(keys(n))],
  'keys that look like numbers': [
    100_000,
    (n) => JSON.parse(`{${Array.from({ length: n }, (_, k) => `"${k * 4_096}":1`).join(',')}}`),
  ],
  'a record of line breaks': [2_000_000, (n) => jsonLine(new Uint8Array(n).fill(10))],
  'a pattern of asterisks': [
    20_000,
    (n) => wildcardMatcher(wildcardParts(`${'*a'.repeat(20)}*b`))('a'.repeat(n)),
  ],
  'a pattern of question marks': [
    100_000,
    (n) => wildcardMatcher(wildcardParts('*?'.repeat(30)))('a'.repeat(n)),
  ],
  'a long pattern': [
    5_000,
    (n) => compileTest({ kind: 'matches', pattern: 'a*'.repeat(n) })('a'.repeat(1_000)),
  ],
  'a search of brackets': [4_000, (n) => parseSearch('('.repeat(n))],
  'a search of signs': [4_000, (n) => parseSearch('-'.repeat(n))],
  'a search of words': [4_000, (n) => parseSearch('a:b OR '.repeat(n / 8))],
  'a link of entries': [40_000, (n) => readLink('compare=e:x&'.repeat(n / 12))],
  'addresses in a text': [200_000, (n) => findUrls('https://a'.repeat(n / 9))],
  'brackets behind an address': [200_000, (n) => findUrls(`https://a.example/${')'.repeat(n)}`)],
  'a refusal without end': [
    100_000,
    (n) => readRefusal('User: a is not authorized to perform: '.repeat(n / 38)),
  ],
  'marks that turn text around': [200_000, (n) => visibleText('\u202e'.repeat(n))],
  'a long name that is cut': [1_000_000, (n) => cutMiddle('😀'.repeat(n / 2), 60)],
  'Markdown of signs': [200_000, (n) => escapeMarkdown('[(`<:'.repeat(n / 5))],
  'a cell of formulas': [200_000, (n) => csvLine([';=\t'.repeat(n / 3)])],
};

async function timeOf(work: Work, size: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 3; run++) {
    const started = process.cpuUsage();
    await work(size);
    times.push(process.cpuUsage(started).user / 1_000);
  }
  return Math.min(...times);
}

describe('what can be made larger', () => {
  it.each(Object.entries(WORK))(
    '%s: takes no more than in proportion',
    { timeout: 60_000, retry: 3 },
    async (_, [size, work]) => {
      await work(size);
      const [one, four] = [await timeOf(work, size), await timeOf(work, 4 * size)];
      // Four times the work: 4 is in proportion, 16 would be a square. Below some ms nothing can be told.
      expect(four).toBeLessThan(12 * Math.max(one, 6));
    },
  );
});
