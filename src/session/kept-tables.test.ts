import { describe, expect, it } from 'vitest';
import type { Database } from '#database/database.ts';
import { KeptTables } from './kept-tables.ts';

/** Statements end when they are told to, or when their signal is aborted. */
function slowDatabase() {
  const statements: { readonly sql: string; readonly finish: () => void }[] = [];
  const database: Database = {
    query: () => Promise.reject(new Error('Nothing is asked here.')),
    run: (sql, options) =>
      new Promise<void>((resolve, reject) => {
        statements.push({ sql, finish: resolve });
        options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
      }),
    insert: () => Promise.resolve(null),
    lost: new Promise(() => undefined),
    close: () => undefined,
  };
  return { database, statements };
}

const outcome = (table: Promise<string>): Promise<string> => table.catch((error: Error) => error.message);

describe('a table that is being made', () => {
  it('is given up when the only one who waits has gone', async () => {
    const { database, statements } = slowDatabase();
    const kept = new KeptTables();
    const asked = new AbortController();
    const table = kept.keep(database, 'SELECT 1', { signal: asked.signal });
    asked.abort(new Error('a newer question'));
    expect(await outcome(table)).toBe('a newer question');
    const again = kept.keep(database, 'SELECT 1');
    await Promise.resolve();
    expect(statements).toHaveLength(2);
    statements[1]?.finish();
    expect(await outcome(again)).toBe('kept_2');
  });

  it('is finished while somebody still waits', async () => {
    const { database, statements } = slowDatabase();
    const kept = new KeptTables();
    const [first, second] = [new AbortController(), new AbortController()];
    const table = kept.keep(database, 'SELECT 1', { signal: first.signal });
    const same = kept.keep(database, 'SELECT 1', { signal: second.signal });
    first.abort(new Error('a newer question'));
    await Promise.resolve();
    statements[0]?.finish();
    expect(await outcome(same)).toBe('kept_1');
    expect(await outcome(table)).toBe('kept_1');
    second.abort();
    expect(await outcome(kept.keep(database, 'SELECT 1'))).toBe('kept_1');
    expect(statements).toHaveLength(1);
  });

  it('is finished for one who cannot give up', async () => {
    const { database, statements } = slowDatabase();
    const kept = new KeptTables();
    const asked = new AbortController();
    const table = kept.keep(database, 'SELECT 1');
    const same = kept.keep(database, 'SELECT 1', { signal: asked.signal });
    asked.abort(new Error('a newer question'));
    await Promise.resolve();
    statements[0]?.finish();
    expect([await outcome(table), await outcome(same)]).toEqual(['kept_1', 'kept_1']);
  });
});
