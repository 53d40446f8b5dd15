import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleStream } from './arrow-stream.fixture.ts';
import { decodeCells } from './decode.ts';
import { type Database, QueryError } from './database.ts';
import { openNodeDatabase } from './node-duckdb.ts';
import { toRows } from './rows.ts';
import type { ColumnKind, Columns, RowOf } from './sql-query.ts';

let database: Database;
beforeAll(async () => {
  database = await openNodeDatabase();
});
afterAll(() => database.close());

function ask<C extends Columns>(text: string, columns: C): Promise<RowOf<C>[]> {
  return database.query({ name: 'test', text, values: [], columns });
}

describe('decoding', () => {
  it.each<[string, ColumnKind, unknown]>([
    ["'é😀' || chr(0)", 'text', 'é😀\0'],
    ["''", 'text', ''],
    ['NULL::VARCHAR', 'text?', null],
    ["'2f5c6b1e-0000-4000-8000-000000000001'::UUID", 'text', '2f5c6b1e-0000-4000-8000-000000000001'],
    ["'a'::ENUM('a', 'b')::VARCHAR", 'text', 'a'],
    ['255::UTINYINT', 'integer', 255],
    ['4294967295::UINTEGER', 'integer', 4294967295],
    ['9007199254740991', 'integer', 9007199254740991],
    ['(-9007199254740991)', 'integer', -9007199254740991],
    ['NULL::INTEGER', 'integer?', null],
    ['0.1::DOUBLE', 'number', 0.1],
    ['1::BIGINT', 'number', 1],
    ["'NaN'::DOUBLE", 'number', Number.NaN],
    ["TIMESTAMP_MS '1969-12-31 23:59:59.999'", 'time', -1],
    ["TIMESTAMP_MS '9999-12-31 23:59:59.999'", 'time', Date.UTC(9999, 11, 31, 23, 59, 59, 999)],
    ['NULL::TIMESTAMP_MS', 'time?', null],
    ['true', 'flag', true],
    ['NULL::BOOLEAN', 'flag?', null],
  ])('reads %s as %s', async (sql, kind, value) => {
    expect(await ask(`SELECT ${sql} AS v`, { v: kind })).toEqual([{ v: value }]);
  });

  it.each<[string, ColumnKind, string]>([
    ['1', 'text', 'declared text but arrived as Int32'],
    ["'1'", 'integer', 'declared integer but arrived as Utf8'],
    ['1.5::DOUBLE', 'integer', 'declared integer but arrived as Float64'],
    ['1.5', 'number', 'declared number but arrived as Decimal'],
    ['sum(range)', 'number', 'declared number but arrived as'],
    ["TIMESTAMP '2024-01-01'", 'time', 'declared time but arrived as Timestamp<MICROSECOND>'],
    ['1', 'flag', 'declared flag but arrived as Int32'],
    ['NULL::VARCHAR', 'text', 'declared text but holds NULL'],
    ['9007199254740993', 'integer', 'holds 9007199254740993, which JavaScript cannot hold exactly'],
  ])('refuses %s as %s', async (sql, kind, message) => {
    const error: unknown = await ask(`SELECT ${sql} AS v FROM range(1)`, { v: kind }).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(QueryError);
    expect(error).toHaveProperty('message', expect.stringContaining(message));
  });

  it.each([
    ['a missing column', 'SELECT 1 AS a', 'the result has the columns a, declared are a, b'],
    ['another name', 'SELECT 1 AS a, 2 AS c', 'the result has the columns a, c, declared are a, b'],
    ['one too many', 'SELECT 1 AS a, 2 AS b, 3 AS c', 'the result has the columns a, b, c'],
  ])('refuses %s', async (_, text, message) => {
    await expect(ask(text, { a: 'integer', b: 'integer' })).rejects.toThrow(message);
  });

  it('matches columns by name, whatever their order', async () => {
    expect(await ask("SELECT 'x' AS b, 1 AS a", { a: 'integer', b: 'text' })).toEqual([{ a: 1, b: 'x' }]);
  });

  it('answers no rows with an empty list', async () => {
    expect(await ask('SELECT 1 AS a WHERE false', { a: 'integer' })).toEqual([]);
  });

  it('reads results of many batches, ASCII or not, with NULLs between', async () => {
    const text = `SELECT range AS i, CASE WHEN range % 3 = 0 THEN NULL WHEN range > 4000 THEN 'é' || range
      ELSE 'e' || range END AS t FROM range(10000) ORDER BY range`;
    const rows = await ask(text, { i: 'integer', t: 'text?' });
    const expected = Array.from({ length: 10_000 }, (_, i) => ({
      i,
      t: i % 3 === 0 ? null : `${i > 4000 ? 'é' : 'e'}${i}`,
    }));
    expect(rows).toEqual(expected);
  });

  it('reads a stream as apache-arrow writes it', () => {
    const stream = sampleStream([
      { name: 't', type: 'text' },
      { name: 'n', type: 'uint32' },
    ]);
    const columns = { n: 'integer?', t: 'text?' } as const;
    expect(toRows(columns, decodeCells(columns, stream))).toEqual([
      { n: 1, t: 'it’s' },
      { n: null, t: null },
      { n: 4294967295, t: '\0😀' },
    ]);
  });

  it('takes 5,000 rows of ten columns in well under a frame or two', { retry: 3 }, async () => {
    const names = Array.from({ length: 10 }, (_, n) => `c${n}`);
    const columns = Object.fromEntries(names.map((name) => [name, 'text' as const]));
    const list = names.map((name) => `'some text of usual length ' || range AS ${name}`).join(', ');
    await ask(`SELECT ${list} FROM range(5000)`, columns);
    const before = performance.now();
    const rows = await ask(`SELECT ${list} FROM range(5000)`, columns);
    const spent = performance.now() - before;
    expect(rows).toHaveLength(5000);
    // About 40 ms here, the query included; ten times that would be a mistake, not a slow machine.
    expect(spent).toBeLessThan(500);
  });
});
