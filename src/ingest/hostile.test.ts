/** Files made to be slow: each must end within seconds, and cost no record that can be told from the rest. */
import { describe, expect, it } from 'vitest';
import { logText, recordTexts } from './testing/event-table.ts';
import { rowsOf } from './testing/rows.ts';
import { fileOf, runFiles } from './testing/run-files.ts';

/** Milliseconds; on a slow machine with two busy cores. */
const LIMIT = 30_000;

const [GOOD = '', LAST = ''] = recordTexts(`
  08:00:00 alice GetObject 192.0.2.10 -
  08:00:01 robin PutObject 192.0.2.10 -
`);
const START = `{"Records":[${GOOD},`;

interface Found {
  readonly names: readonly unknown[];
  readonly rejected: number;
}

async function load(content: string | Uint8Array, sizes: { arenaBytes?: number } = {}): Promise<Found> {
  const started = performance.now();
  const { batches, results } = await runFiles([fileOf(content)], sizes);
  expect(performance.now() - started).toBeLessThan(LIMIT);
  const rows = rowsOf(batches);
  expect(results[0]?.records).toBe(rows.length);
  expect(results[0]?.outcome).toBe('loaded');
  return { names: rows.map(({ eventName }) => eventName), rejected: results[0]?.rejectedCount ?? -1 };
}

const many = (piece: string, times: number): string => piece.repeat(times);
const SLOW = process.env['TRAILSCOPE_SLOW'] === '1';
/** A million in the long suite. Whatever takes quadratic time shows with a tenth of it, too. */
const MANY = SLOW ? 1_000_000 : 100_000;
/** Distinct keys and values. */
const DISTINCT = SLOW ? 100_000 : 30_000;

describe('hostile files', () => {
  it.each([
    ['records that are never closed', many('{"eventVersion":', MANY)],
    ['opening brackets', many('[', MANY)],
    ['opening braces', many('{', MANY)],
    ['logs inside logs', many('{"Records":[', MANY)],
    ['whole logs inside logs', `${many('{"Records":[', MANY)}${many(']}', MANY)}`],
    ['closing brackets', many(']}', MANY)],
    ['quotes', many('"', MANY + 1)],
    ['backslashes', `"${many('\\', MANY)}`],
    ['empty keys', many('{"":', MANY)],
    ['ends of records', many('},{', MANY)],
    ['commas', many(',', 5 * MANY)],
    ['record marks in strings', many('"{\\"eventVersion\\":', MANY)],
    ['NUL bytes', many('\0', 5 * MANY)],
    ['a string that is never closed', `{"eventVersion":"${many('x', 30 * MANY)}`],
    ['a list that is never closed', `{"eventVersion":[${many('1,', 10 * MANY)}`],
    ['broken records', many('{"eventVersion":"1.08,"eventName":"x"},', MANY)],
    ['nested look-alikes', `${many('{"eventVersion":"1","eventName":', 100_000)}1${many('}', 100_000)}`],
  ])('bears a mass of %s', { timeout: 60_000 }, async (_, mass) => {
    const { names } = await load(`${START}${mass}`);
    expect(names[0]).toBe('GetObject');
    expect(names.length).toBeLessThanOrEqual(2);
  });

  it.each([
    ['NUL bytes', many('\0', MANY)],
    ['closing brackets', many(']}', 1000)],
    ['commas', many(',', MANY)],
    ['quotes', `${many('"', 1001)}x`],
    ['opening brackets', many('[', 1000)],
    ['broken records', many('{"eventVersion":"1.08,"eventName":"x"},', 1000)],
    ['white space', many(' \r\n\t', MANY)],
    ['numbers', many('1,', MANY)],
  ])('finds the record behind %s', async (_, mass) => {
    expect((await load(`${START}${mass}${LAST}]}`)).names).toEqual(['GetObject', 'PutObject']);
  });

  it('finds every record in lists that are never closed', { timeout: 60_000 }, async () => {
    expect((await load(many(`{"Records":[${GOOD},[`, 1) + many(`${LAST},[`, MANY / 5))).names.length).toBe(
      MANY / 5 + 1,
    );
  });

  it('reads values of very many levels', { timeout: 60_000 }, async () => {
    for (const field of ['requestParameters', 'userIdentity', 'unheardOf', 'eventName']) {
      const deep = `{"eventVersion":"1.08","${field}":${many('[', MANY)}${many(']', MANY)}}`;
      expect((await load(`${START}${deep},${LAST}]}`)).names.length).toBe(3);
    }
    const deep = `{"eventVersion":"1.08","userIdentity":${many('{"a":', MANY)}1${many('}', MANY)}}`;
    expect((await load(`${START}${deep},${LAST}]}`)).names.length).toBe(3);
  });

  it('passes over white space larger than its memory, wherever it stands', async () => {
    const space = many(' ', 3_000_000);
    const small = { arenaBytes: 1 << 20 };
    const there = ['GetObject', 'PutObject'];
    expect(
      (await load(`{"Records":[${GOOD},${space}${LAST}${space}]${space}}${space}`, small)).names,
    ).toEqual(there);
    expect((await load(`{"Records":[${GOOD}${space},${LAST}],${space}"x":1}`, small)).names).toEqual(there);
    expect((await load(`{"Records":[${GOOD},x{${space}"a":1},${LAST}]}`, small)).names).toEqual(there);
    expect((await load(`{"Records":[${GOOD},{${space}"a":1},${LAST}]}`, small)).names).toEqual(there);
    expect((await load(`{"Records":[${GOOD},${LAST}]}{${space}"x":1}`, small)).names).toEqual(there);
  });

  it('bears very many distinct keys in one record, and in as many records', { timeout: 60_000 }, async () => {
    const keys = Array.from({ length: DISTINCT }, (_, k) => `"key${k}":${k}`);
    expect((await load(`${START}{"eventVersion":"1.08",${keys.join(',')}},${LAST}]}`)).names.length).toBe(3);
    const records = keys.map((key) => `{"eventVersion":"1.08",${key}}`);
    expect((await load(logText([GOOD, ...records, LAST]))).names.length).toBe(DISTINCT + 2);
  });

  it('bears very many distinct values in every dictionary', { timeout: 60_000 }, async () => {
    const records = Array.from({ length: DISTINCT }, (_, k) =>
      JSON.stringify({
        eventVersion: `1.${k}`,
        userIdentity: { type: 'AssumedRole', principalId: `AROAEXAMPLE:session-${k}` },
        eventTime: '2025-10-01T00:00:00Z',
        eventName: `Name${k}`,
        sourceIPAddress: `10.${k >> 16}.${(k >> 8) & 255}.${k & 255}`,
        userAgent: `agent/${k}`,
      }),
    );
    const started = performance.now();
    const { batches } = await runFiles([fileOf(logText(records))]);
    expect(performance.now() - started).toBeLessThan(LIMIT);
    const fresh = batches.flatMap(({ newValues }) => newValues);
    const valuesOf = (name: string): unknown[] =>
      fresh
        .filter(({ dictionary }) => dictionary === name)
        .flatMap(({ rows }) => rows.map((row) => row[1] ?? row[0]));
    expect(valuesOf('action')).toEqual(records.map((_, k) => `Name${k}`));
    for (const name of ['identity', 'source_address', 'user_agent', 'call_context']) {
      expect(valuesOf(name).length).toBe(DISTINCT);
    }
  });

  it('knows a value again whose bytes are not even a number', { timeout: 60_000 }, async () => {
    // Eight such bytes read as a double are NaN, which equals nothing.
    const odd = Buffer.from(many('\xff', 24), 'latin1');
    const record = Buffer.concat([
      Buffer.from('{"eventVersion":"1.08","userAgent":"'),
      odd,
      Buffer.from('"},'),
    ]);
    const bytes = Buffer.concat([
      Buffer.from(START),
      ...Array.from({ length: 50_000 }, () => record),
      Buffer.from(`${LAST}]}`),
    ]);
    const started = performance.now();
    const { batches, results } = await runFiles([fileOf(bytes)]);
    expect(performance.now() - started).toBeLessThan(LIMIT);
    expect(results[0]?.records).toBe(50_002);
    const agents = batches.flatMap(({ newValues }) =>
      newValues.filter(({ dictionary }) => dictionary === 'user_agent'),
    );
    expect(agents.flatMap(({ rows }) => rows)).toEqual([['\ufffd'.repeat(24), 'Other']]);
  });
});
