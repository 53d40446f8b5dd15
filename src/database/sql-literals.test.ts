import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, QueryError } from './database.ts';
import { openNodeDatabase } from './node-duckdb.ts';
import { literal, renderSql } from './sql-literals.ts';
import { MAX_VALUE_LENGTH, type SqlValue } from './sql-query.ts';

describe('renderSql', () => {
  it('puts each value in its place', () => {
    expect(renderSql('SELECT ?, ? , ?,?', ["it's", 7, null, true])).toBe("SELECT 'it''s', (7) , NULL,TRUE");
  });

  it.each([
    ['a text', "SELECT '?', 'it''s ?'"],
    ['a quoted name', 'SELECT 1 AS "what?", 2 AS "a""?"'],
    ['a line comment', 'SELECT 1 -- really?\n'],
    ['a line comment at the end', 'SELECT 1 -- really?'],
    ['a block comment', "SELECT 1 /* what's ? \n ? */"],
  ])('counts no place inside %s', (_, text) => {
    expect(renderSql(text, [])).toBe(text);
  });

  it('does not look for places in the values it has written', () => {
    expect(renderSql('SELECT ?, ?', ["' ? --", '$1 ?'])).toBe("SELECT ''' ? --', '$1 ?'");
  });

  it.each([
    ['too few values', '?', []],
    ['too many values', '?', [1, 2]],
  ])('refuses %s', (_, text, values) => {
    expect(() => renderSql(text, values)).toThrow('1 places');
  });

  it.each([
    'SELECT $$ ? $$',
    'SELECT $a$?$a$',
    "SELECT e'\\' ?'",
    "SELECT 'open ?",
    'SELECT "open ?',
    '/* ?',
  ])('refuses what it cannot follow: %s', (text) => {
    expect(() => renderSql(text, ['x'])).toThrow('may not contain');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %s', (value) => {
    expect(() => literal(value)).toThrow('cannot be bound');
  });

  it('takes the longest text and refuses a longer one', () => {
    expect(literal('x'.repeat(MAX_VALUE_LENGTH))).toHaveLength(MAX_VALUE_LENGTH + 2);
    expect(() => literal('x'.repeat(MAX_VALUE_LENGTH + 1))).toThrow(
      'The filter holds a text of 10,001 characters; 10,000 are the most.',
    );
  });
});

describe('values in the engine', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openNodeDatabase();
  });
  afterAll(() => database.close());

  /** The value as the engine has understood it. */
  async function echo(value: SqlValue, kind: 'text?' | 'number?' | 'flag?'): Promise<unknown> {
    const query = { name: 'echo', text: 'SELECT ? AS v -- ?', values: [value], columns: { v: kind } };
    const [row] = await database.query(query);
    return row?.v;
  }

  const hostile = [
    "'",
    "''",
    "'; DROP TABLE event; --",
    '--',
    '/*',
    '%',
    '_',
    '\0',
    'a\0b\0',
    "\0'\0",
    '\u{f0000}\0\u{f0001}',
    '\\',
    "\\'",
    '$1',
    '$$',
    '?',
    '"',
    '😀',
    '\u202e\u200b',
    '\r\n\t',
    '\uFEFFbom',
    '',
  ];

  it.each(hostile)('gives back %j', async (value) => {
    expect(await echo(value, 'text?')).toBe(value);
  });

  it('gives back a text of the greatest length, also when it is all NUL or all quotes', async () => {
    for (const unit of ['x', '\0', "'", '\0x', '😀'])
      expect(await echo(unit.repeat(MAX_VALUE_LENGTH / unit.length), 'text?')).toBe(
        unit.repeat(MAX_VALUE_LENGTH / unit.length),
      );
  });

  it('writes U+FFFD for half a surrogate pair', async () => {
    expect(await echo('a\ud83db\ude00', 'text?')).toBe('a\uFFFDb\uFFFD');
    expect(await echo('\ud83d\0', 'text?')).toBe('\uFFFD\0');
  });

  it('gives back any text', async () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom("'", '\0', '?', '\\', '-', '*', '/', '$'),
        fc.string({ unit: 'binary', maxLength: 1 }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        expect(await echo(value, 'text?')).toBe(value.replace(/\p{Surrogate}/gu, '\uFFFD'));
      }),
      { numRuns: 300 },
    );
  });

  it('gives back any number, also behind a minus', async () => {
    const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger());
    await fc.assert(
      fc.asyncProperty(number, async (value) => {
        expect(await echo(value, 'number?')).toBe(value === 0 ? 0 : value);
      }),
      { numRuns: 300 },
    );
    const columns = { v: 'integer' } as const;
    const rows = await database.query({ name: 'minus', text: 'SELECT 1 -? AS v', values: [-1], columns });
    expect(rows).toEqual([{ v: 2 }]);
  });

  it('gives back flags and null', async () => {
    expect(await echo(true, 'flag?')).toBe(true);
    expect(await echo(false, 'flag?')).toBe(false);
    expect(await echo(null, 'number?')).toBe(null);
  });

  it.each(hostile)('matches %j in LIKE, IN and a regular expression as a text', async (value) => {
    const text =
      "SELECT (v = ? AND v IN (?, 'x') AND contains('<' || v || '>', ?)) AS same FROM (SELECT ? AS v)";
    const query = {
      name: 'same',
      text,
      values: [value, value, value, value],
      columns: { same: 'flag' },
    } as const;
    expect(await database.query(query)).toEqual([{ same: true }]);
  });

  it('tells the query and its text when a value cannot be bound', async () => {
    const query = {
      name: 'long',
      text: 'SELECT ? AS v',
      values: ['x'.repeat(10_001)],
      columns: { v: 'text' },
    } as const;
    const error: unknown = await database.query(query).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(QueryError);
    expect(error).toMatchObject({
      sql: 'SELECT ? AS v',
      message: expect.stringContaining('The filter holds a text of 10,001 characters'),
    });
  });
});
