import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manyRows, sampleStream } from './arrow-stream.fixture.ts';
import { type Database, DatabaseLost, QueryError } from './database.ts';
import { engineMemoryQuery } from './engine-memory.ts';
import { openNodeDatabase } from './node-duckdb.ts';
import { type ColumnType, createTableSql, EVENT_TABLE, SMALL_TABLES } from './schema.ts';
import type { Columns, RowOf } from './sql-query.ts';

const RUNAWAY = 'SELECT count(*) AS n FROM range(100000) a(x), range(100000) b(y) WHERE (x * y) % 7 = 3';

let database: Database;
beforeAll(async () => {
  database = await openNodeDatabase();
});
afterAll(() => database.close());

function ask<C extends Columns>(text: string, columns: C): Promise<RowOf<C>[]> {
  return database.query({ name: 'test', text, values: [], columns });
}

const count = async (table: string): Promise<number | undefined> =>
  (await ask(`SELECT count(*) AS n FROM ${table}`, { n: 'integer' }))[0]?.n;

const failure = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);

describe('a fresh database', () => {
  it.each([EVENT_TABLE, ...Object.values(SMALL_TABLES)].map((table) => table.name))(
    'has the empty table %s',
    async (name) => {
      expect(await count(name)).toBe(0);
    },
  );

  it('has the view events', async () => {
    expect(await count('events')).toBe(0);
  });

  it('says how much memory it holds', async () => {
    const [row] = await database.query(engineMemoryQuery);
    expect(row?.bytes).toBeGreaterThanOrEqual(0);
  });
});

describe('insert', () => {
  const written: Record<ColumnType, { type: string; rows: (string | null)[] }> = {
    int32: { type: 'INTEGER', rows: ['1', null, '-2147483648'] },
    uint32: { type: 'UINTEGER', rows: ['1', null, '4294967295'] },
    uint8: { type: 'UTINYINT', rows: ['1', null, '255'] },
    int64: { type: 'BIGINT', rows: ['1', null, '-9223372036854775808'] },
    timestamp: { type: 'TIMESTAMP_MS', rows: ['2023-12-31 23:59:59.999', null, '1969-12-31 23:59:59.999'] },
    uuid: {
      type: 'UUID',
      rows: ['00112233-4455-6677-8899-aabbccddeeff', null, 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    },
    text: { type: 'VARCHAR', rows: ['it’s', null, '\0😀'] },
    flag: { type: 'BOOLEAN', rows: ['true', null, 'false'] },
  };

  it.each(Object.entries(written))('brings %s as it is', async (type, expected) => {
    const column = Object.values(EVENT_TABLE.columns).find((c) => c.type === type) ?? {
      name: 'f',
      type: 'flag',
    };
    const table = { name: `one_${type}`, columns: [{ name: 'v', type: column.type }] };
    await database.run(createTableSql(table));
    await database.insert(table.name, sampleStream(table.columns));
    const rows = await ask(`SELECT typeof(v) AS type, v::VARCHAR AS v FROM ${table.name}`, {
      type: 'text',
      v: 'text?',
    });
    expect(rows).toEqual(expected.rows.map((v) => ({ type: expected.type, v })));
  });

  it('fills the event table, every column', async () => {
    await database.run('DELETE FROM event');
    await database.insert('event', sampleStream(EVENT_TABLE.columns));
    expect(await count('event')).toBe(3);
    const [row] = await ask('SELECT "eventID" AS id, "eventTime" AS t FROM events LIMIT 1', {
      id: 'text',
      t: 'time',
    });
    expect(row).toEqual({ id: '00112233-4455-6677-8899-aabbccddeeff', t: 1704067199999 });
  });

  it('answers how many rows the table has then', async () => {
    await database.run('CREATE TABLE "count""ed" (v INTEGER)');
    const stream = (): Uint8Array => sampleStream([{ name: 'v', type: 'int32' }]);
    expect(await database.insert('count"ed', stream())).toBe(3);
    expect(await database.insert('count"ed', stream())).toBe(6);
  });

  it('empties the buffer it is given', async () => {
    const stream = sampleStream(SMALL_TABLES.region.columns);
    await database.insert('region', stream);
    expect(stream).toHaveLength(0);
  });

  it('keeps the order in which inserts were called', async () => {
    await database.run('CREATE TABLE in_order (v INTEGER)');
    const columns = [{ name: 'v', type: 'int32' }] as const;
    const inserts = Array.from({ length: 5 }, () => database.insert('in_order', sampleStream(columns)));
    await Promise.all(inserts);
    const rows = await ask('SELECT v FROM in_order', { v: 'integer?' });
    expect(rows.map((row) => row.v)).toEqual(Array.from({ length: 5 }, () => [1, null, -2147483648]).flat());
  });

  it('refuses a stream that was cut off, and takes the next', async () => {
    await database.run('CREATE TABLE cut (v INTEGER)');
    const columns = [{ name: 'v', type: 'int32' }] as const;
    const whole = sampleStream(columns);
    for (const length of [0, 1, 8, whole.length >> 1, whole.length - 1]) {
      const error = await failure(database.insert('cut', whole.slice(0, length)));
      expect(error, `${length} bytes`).toBeInstanceOf(QueryError);
    }
    await database.insert('cut', whole);
    expect(await count('cut')).toBe(3);
  });

  it('refuses other columns and an unknown table, and takes the next', async () => {
    await database.run('CREATE TABLE strict (v INTEGER)');
    const wrong = [{ name: 'v', type: 'text' }] as const;
    expect(await failure(database.insert('strict', sampleStream(wrong)))).toBeInstanceOf(QueryError);
    expect(await failure(database.insert('nowhere', sampleStream(wrong)))).toBeInstanceOf(QueryError);
    await database.insert('strict', sampleStream([{ name: 'v', type: 'int32' }]));
    expect(await count('strict')).toBe(3);
  });

  it('goes on while a statement runs', async () => {
    await database.run('CREATE TABLE beside (v INTEGER)');
    const controller = new AbortController();
    const running = failure(database.run(RUNAWAY, { signal: controller.signal }));
    for (let n = 0; n < 5; n++) await database.insert('beside', sampleStream([{ name: 'v', type: 'int32' }]));
    controller.abort();
    await running;
    expect(await count('beside')).toBe(15);
  });
});

describe('a full memory', () => {
  it('refuses the insert, keeps what is there, and takes more after a CHECKPOINT', async () => {
    const small = await openNodeDatabase({ memoryLimitBytes: 150_000_000 });
    const columns = { n: 'integer' } as const;
    const rows = { name: 'rows', text: 'SELECT count(*) AS n FROM event', values: [], columns } as const;
    const fill = async (): Promise<unknown> => {
      for (;;) {
        const error = await failure(small.insert('event', manyRows(EVENT_TABLE.columns, 20_000)));
        if (error instanceof Error) return error;
      }
    };
    expect(await fill()).toMatchObject({ name: 'QueryError', outOfMemory: true });
    const [before] = await small.query(rows);
    expect(before?.n).toBeGreaterThan(20_000);
    await small.run('CHECKPOINT');
    await small.insert('event', manyRows(EVENT_TABLE.columns, 20_000));
    const [after] = await small.query(rows);
    expect(after?.n).toBe(Number(before?.n) + 20_000);
    small.close();
  });
});

describe('statements', () => {
  it('can be cancelled, after which the next is served soon', { retry: 3 }, async () => {
    const signal = AbortSignal.timeout(100);
    const cancelled = failure(database.run(RUNAWAY, { signal }));
    expect(await cancelled).toBe(signal.reason);
    const before = performance.now();
    expect(await ask('SELECT 1 AS n', { n: 'integer' })).toEqual([{ n: 1 }]);
    expect(performance.now() - before).toBeLessThan(1000);
  });

  it('are not run when they were cancelled while waiting', async () => {
    const running = failure(database.run(RUNAWAY, { signal: AbortSignal.timeout(100) }));
    const controller = new AbortController();
    const waiting = failure(database.run('CREATE TABLE never (v INTEGER)', { signal: controller.signal }));
    controller.abort(new Error('enough'));
    expect(await waiting).toMatchObject({ message: 'enough' });
    await running;
    expect(await failure(count('never'))).toBeInstanceOf(QueryError);
  });

  it('carry their SQL and name in their errors', async () => {
    const query = {
      name: 'broken',
      text: 'SELECT nothing AS v',
      values: [],
      columns: { v: 'text' },
    } as const;
    const error = await failure(database.query(query));
    expect(error).toBeInstanceOf(QueryError);
    expect(error).toMatchObject({ sql: query.text, outOfMemory: false });
    expect(error).toHaveProperty('message', expect.stringMatching(/^broken: Binder Error/));
    const parserError = await failure(database.run('SELEC'));
    expect(parserError).toMatchObject({ name: 'QueryError', sql: 'SELEC' });
    expect(parserError).toHaveProperty('message', expect.stringMatching(/^Parser Error: syntax error/));
  });

  it('compress only at an explicit CHECKPOINT', async () => {
    await database.run("CREATE TABLE big AS SELECT range AS a, 'the same text' AS b FROM range(300000)");
    await database.run('DELETE FROM big WHERE a % 2 = 0');
    const compressions = async (): Promise<string[]> =>
      (await ask("SELECT DISTINCT compression AS v FROM pragma_storage_info('big')", { v: 'text' })).map(
        (row) => row.v,
      );
    expect(await compressions()).toEqual(['Uncompressed']);
    await database.run('CHECKPOINT');
    expect(await compressions()).not.toContain('Uncompressed');
    await database.run('DROP TABLE big');
  });
});

describe('a closed database', () => {
  it('rejects what runs and what comes', async () => {
    const other = await openNodeDatabase();
    const running = failure(other.run(RUNAWAY));
    other.close();
    expect(await running).toBeInstanceOf(DatabaseLost);
    expect(await failure(other.run('SELECT 1'))).toBeInstanceOf(DatabaseLost);
  });
});
