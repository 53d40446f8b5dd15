import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from './database.ts';
import { openNodeDatabase } from './node-duckdb.ts';

describe('the engine in Node', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openNodeDatabase();
  });
  afterAll(() => database.close());

  it('answers with typed rows', async () => {
    const rows = await database.query({
      name: 'answer',
      text: "SELECT 42 AS n, ? AS t, count(*) AS c, TIMESTAMP_MS '2024-01-01' AS at, NULL::BOOLEAN AS f FROM range(3)",
      values: ["it's"],
      columns: { n: 'integer', t: 'text', c: 'integer', at: 'time', f: 'flag?' },
    });
    expect(rows).toEqual([{ n: 42, t: "it's", c: 3, at: Date.UTC(2024, 0, 1), f: null }]);
  });
});
