/**
 * The worker's side of `engine-protocol.ts`: starts the engine from the bytes it is sent, answers calls, and looks into
 * its mailbox between two slices of a running statement.
 */
import { holdLock } from '#lib/life-lock.ts';
import { decodeCells } from './decode.ts';
import { deferred } from './deferred.ts';
import { describeFailure, Engine } from './engine.ts';
import type { FromEngine, ToEngine } from './engine-protocol.ts';
import { wasmResponse } from './engine-source.ts';
import { instantiate } from './instantiate.ts';
import type { Columns } from './sql-query.ts';

type Post = (message: FromEngine) => void;

export class EngineServer {
  readonly #post: Post;
  readonly #engine = deferred<Engine>();
  readonly #source = byteQueue();
  readonly #turn = turnTaker();
  #running: number | null = null;

  constructor(post: Post) {
    this.#post = post;
    // A failed start is told by `start-failed`; nobody else need hear of it.
    this.#engine.promise.catch(() => undefined);
  }

  receive(message: ToEngine): void {
    switch (message.kind) {
      case 'open':
        void this.#open(message.lockName);
        break;
      case 'engine-bytes':
        this.#source.push(message.bytes);
        break;
      case 'engine-end':
        this.#source.end();
        break;
      case 'statement':
        void this.#answer(message.id, (engine) =>
          this.#execute(engine, message.id, message.sql, message.columns),
        );
        break;
      case 'insert':
        void this.#answer(message.id, (engine) => {
          const rows = engine.insert(message.table, message.ipcStream);
          return [[rows]];
        });
        break;
      case 'cancel':
        if (message.id === this.#running) void this.#engine.promise.then((engine) => engine.cancel());
        break;
      case 'ping':
        this.#post({ kind: 'pong' });
        break;
    }
  }

  async #open(lockName: string): Promise<void> {
    try {
      const bindings = await instantiate(await wasmResponse(this.#source.stream));
      this.#engine.resolve(new Engine(bindings));
      this.#post({ kind: 'ready', locked: await holdLock(lockName) });
    } catch (error) {
      this.#engine.reject(error);
      this.#post({ kind: 'start-failed', message: describeFailure(error).message });
    }
  }

  async #answer(id: number, call: (engine: Engine) => Cells | Promise<Cells>): Promise<void> {
    try {
      const cells = await call(await this.#engine.promise);
      this.#post({ kind: 'done', id, cells });
    } catch (error) {
      this.#post({ kind: 'failed', id, failure: describeFailure(error) });
    }
  }

  async #execute(engine: Engine, id: number, sql: string, columns: Columns | null): Promise<Cells> {
    this.#running = id;
    try {
      const result = await engine.execute(sql, this.#turn);
      return columns === null ? [] : decodeCells(columns, result);
    } finally {
      this.#running = null;
    }
  }
}

type Cells = ReturnType<typeof decodeCells>;

/** Bytes pushed in by messages, read as a stream. */
function byteQueue() {
  const ready = deferred<ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>>();
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({ start: ready.resolve });
  return {
    stream,
    push: (bytes: Uint8Array<ArrayBuffer>): void => void ready.promise.then((c) => c.enqueue(bytes)),
    end: (): void => void ready.promise.then((c) => c.close()),
  };
}

/**
 * A promise for the next turn of the event loop, after the messages that wait already. Through a message of our own:
 * a nested `setTimeout` would cost 4 ms each time.
 */
function turnTaker(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  let wake: () => void = () => undefined;
  port1.onmessage = () => wake();
  return () =>
    new Promise((resolve) => {
      wake = resolve;
      port2.postMessage(null);
    });
}
