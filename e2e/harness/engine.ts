/**
 * A page that holds nothing but the engine, so that a test can run SQL in it as it stands in the product: same worker,
 * same jail, same policy. The product itself has no such door.
 */
import { manyRows, sampleStream } from '../../src/database/arrow-stream.fixture.ts';
import { type Database, QueryError } from '../../src/database/database.ts';
import { type OpenOptions, openDatabase } from '../../src/database/duckdb.ts';
import { EVENT_TABLE } from '../../src/database/schema.ts';
import { ownWorkerOnly, refuseMarkup } from '../../src/lib/page-policy.ts';

interface Told {
  readonly name: string;
  readonly message: string;
  readonly outOfMemory: boolean;
}

/** An error's own fields, which do not survive the way to the test otherwise. */
function tell(error: unknown): Told {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error), outOfMemory: false };
  const outOfMemory = error instanceof QueryError && error.outOfMemory;
  return { name: error.name, message: error.message, outOfMemory };
}

const told = (call: Promise<unknown>): Promise<Told | null> => call.then(() => null, tell);

class Harness {
  #database: Database | null = null;
  #lost: Promise<Told | null> | null = null;

  start(options: OpenOptions): Promise<Told | null> {
    return told(
      openDatabase(options).then((database) => {
        this.#database = database;
        this.#lost = told(database.lost);
      }),
    );
  }

  get database(): Database {
    if (this.#database === null) throw new Error('start first');
    return this.#database;
  }

  run(sql: string): Promise<Told | null> {
    return told(this.database.run(sql));
  }

  number(sql: string): Promise<number | Told> {
    const query = { name: 'number', text: sql, values: [], columns: { n: 'number' } } as const;
    return this.database.query(query).then(([row]) => row?.n ?? Number.NaN, tell);
  }

  /** Three events. */
  insert(): Promise<Told | null> {
    return told(this.database.insert('event', sampleStream(EVENT_TABLE.columns)));
  }

  /** Inserts events until that fails. */
  async fill(): Promise<Told | null> {
    const batch = manyRows(EVENT_TABLE.columns, 20_000);
    for (;;) {
      const failure = await told(this.database.insert('event', batch.slice()));
      if (failure !== null) return failure;
    }
  }

  /** Cancels a statement after `delay` ms; the times until its promise rejected and until the engine was free, in ms. */
  async cancel(sql: string, delay: number): Promise<{ rejected: number; free: number }> {
    const controller = new AbortController();
    const running = told(this.database.run(sql, { signal: controller.signal }));
    await new Promise((resolve) => setTimeout(resolve, delay));
    const from = performance.now();
    controller.abort();
    await running;
    const rejected = performance.now() - from;
    await this.database.run('SELECT 1');
    return { rejected, free: performance.now() - from };
  }

  /** Begins a statement that nobody waits for yet; `pending` tells how it and the database ended. */
  begin(sql: string): void {
    this.#begun = this.run(sql);
  }

  #begun: Promise<Told | null> | null = null;

  async pending(): Promise<{ statement: Told | null; lost: Told | null }> {
    return { statement: await this.#begun, lost: await this.#lost };
  }
}

declare global {
  interface Window {
    harness: Harness;
  }
}

window.trustedTypes?.createPolicy('default', {
  createHTML: refuseMarkup,
  createScriptURL: (url) => ownWorkerOnly(url),
});
window.harness = new Harness();
