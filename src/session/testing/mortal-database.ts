/** A real engine that a test can take away, as when its worker dies: every call, running or to come, then rejects. */
import { type Database, DatabaseLost } from '#database/database.ts';

export interface Mortal {
  readonly database: Database;
  readonly kill: (message: string) => void;
}

export function mortal(engine: Database): Mortal {
  const death = new AbortController();
  const lost = new Promise<never>((_, reject) => {
    death.signal.addEventListener('abort', () => reject(death.signal.reason));
  });
  lost.catch(() => undefined);
  const alive = async <T>(call: () => Promise<T>): Promise<T> => {
    death.signal.throwIfAborted();
    return Promise.race([call(), lost]);
  };
  return {
    database: {
      query: (query, options) => alive(() => engine.query(query, options)),
      run: (sql, options) => alive(() => engine.run(sql, options)),
      insert: (table, ipc, options) => alive(() => engine.insert(table, ipc, options)),
      lost,
      close: () => engine.close(),
    },
    kill: (message) => death.abort(new DatabaseLost(message)),
  };
}
