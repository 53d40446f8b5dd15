/**
 * The messages between the page and the engine's worker. Types only.
 *
 * The worker answers each `statement` and `insert` exactly once, with `done` or `failed` of the same id.
 */
import type { Cell } from './rows.ts';
import type { Columns } from './sql-query.ts';

export type ToEngine =
  /** `lockName`: the Web Lock to hold while alive, where the browser has locks. */
  | { readonly kind: 'open'; readonly lockName: string }
  | { readonly kind: 'engine-bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'engine-end' }
  /** `columns` null: the result is not wanted. */
  | {
      readonly kind: 'statement';
      readonly id: number;
      readonly sql: string;
      readonly columns: Columns | null;
    }
  | { readonly kind: 'insert'; readonly id: number; readonly table: string; readonly ipcStream: Uint8Array }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'ping' };

export type FromEngine =
  /** `locked`: the lock is held, so the page may wait for it to learn of our death. */
  | { readonly kind: 'ready'; readonly locked: boolean }
  | { readonly kind: 'start-failed'; readonly message: string }
  | { readonly kind: 'done'; readonly id: number; readonly cells: readonly Cell[][] }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: EngineFailure }
  | { readonly kind: 'pong' };

/** What went wrong with one call, fit to be sent between threads. */
export interface EngineFailure {
  readonly message: string;
  readonly outOfMemory: boolean;
  /** The engine's memory can no longer be trusted: it has to be thrown away. */
  readonly fatal: boolean;
}
