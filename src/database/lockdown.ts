/**
 * The engine's own locks: the statements that begin every session, and the settings it is opened with.
 * The worker's jail (`lib/jail.ts`) is the second wall; each holds without the other.
 */
import type { DuckDBConfig } from '@duckdb/duckdb-wasm';
import { createAllSql } from './schema.ts';

/**
 * Milliseconds of work between two looks at the mailbox. Cancelling takes about this long, and an insert waits about
 * this long behind a running query; most queries end within one slice.
 */
export const SLICE_MS = 40;

export const ENGINE_CONFIG: DuckDBConfig = {
  path: ':memory:',
  query: { queryPollingInterval: SLICE_MS },
};

/** Below the 4 GB that WebAssembly can address, with room for what DuckDB does not count. */
export const MEMORY_LIMIT_BYTES = 3_200_000_000;

/** Every statement that makes a fresh engine ours, in this order. */
export function startStatements(memoryLimitBytes: number): string[] {
  return [
    // An autoload that fails leaves duckdb-wasm 1.32.0 corrupt ("table index is out of bounds"): off before all else.
    'SET autoinstall_known_extensions=false',
    'SET autoload_known_extensions=false',
    'SET allow_community_extensions=false',
    // A page of 100 whole rows: 109 → 13 ms.
    'SET late_materialization_max_rows=1000',
    // Compression makes text search three times slower, so it happens only at an explicit CHECKPOINT.
    "SET checkpoint_threshold='1TB'",
    `SET memory_limit='${memoryLimitBytes}B'`,
    'SET enable_external_access=false',
    ...createAllSql(),
    'SET lock_configuration=true',
  ];
}
