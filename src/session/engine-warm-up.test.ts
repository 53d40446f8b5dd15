/** Nothing of the warm-up stays, whenever it is ended. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '#database/database.ts';
import { openNodeDatabase } from '#database/node-duckdb.ts';
import { EngineWarmUp } from './engine-warm-up.ts';
import { balancedBooks, log, openSession, records } from './testing/workbench.ts';

let engine: Database;
beforeAll(async () => {
  engine = await openNodeDatabase();
});
afterAll(() => engine.close());

const CONTENTS = {
  name: 'contents',
  text: `SELECT table_name AS name, estimated_size::int AS rows, temporary FROM duckdb_tables()
    UNION ALL SELECT view_name, 0, temporary FROM duckdb_views() WHERE NOT internal ORDER BY ALL`,
  values: [],
  columns: { name: 'text', rows: 'integer', temporary: 'flag' },
} as const;

it.each([
  ['insert', 3],
  ['query', 5],
  ['run', 8],
] as const)('when it is ended at %s number %i', async (kind, call) => {
  const fresh = await engine.query(CONTENTS);
  expect(fresh.every(({ rows }) => rows === 0)).toBe(true);
  let calls = 0;
  const ended: Promise<void>[] = [];
  const count = (which: string): void => {
    // One turn late: the first call comes while the warm-up is being made.
    if (which === kind && ++calls === call) queueMicrotask(() => ended.push(warmUp.stop()));
  };
  const warmUp = new EngineWarmUp({
    lost: engine.lost,
    close: () => undefined,
    query: (query, options) => {
      count('query');
      return engine.query(query, options);
    },
    run: (sql, options) => {
      count('run');
      return engine.run(sql, options);
    },
    insert: (table, ipc, options) => {
      count('insert');
      return engine.insert(table, ipc, options);
    },
  });
  await expect.poll(() => ended, { timeout: 20_000 }).toHaveLength(1);
  await Promise.all(ended);
  expect(await engine.query(CONTENTS)).toEqual(fresh);
});

it('when a load begins at once', async () => {
  const { session } = openSession({ openDatabase: () => Promise.resolve(engine), warmUp: true });
  await session.addFiles([log('a', records(0, 50))]);
  expect(session.getState()).toMatchObject({ phase: 'ready', problem: null });
  expect(await balancedBooks(session)).toEqual(['a loaded: 50 = 50 + 0 + 0']);
  expect(session.getState().totals).toMatchObject({ duplicates: 0, conflicts: 0 });
});
