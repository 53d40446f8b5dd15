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

/** What the settings have to be once the engine is open. */
const LOCKED: Readonly<Record<string, string>> = {
  enable_external_access: 'false',
  lock_configuration: 'true',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
};

/** What an engine of ours refuses, by its sentence. None of these would reach anything, were it not refused. */
const REFUSED: readonly (readonly [sql: string, by: RegExp])[] = [
  ["SELECT * FROM glob('*')", /disabled by configuration/],
  ["SELECT * FROM read_text('trailscope-probe')", /disabled by configuration/],
  ["ATTACH 'trailscope-probe.db' AS probe", /disabled by configuration/],
  ["COPY (SELECT 1) TO 'trailscope-probe.csv'", /disabled by configuration/],
  ['SET enable_external_access=true', /locked/],
  ['SET lock_configuration=false', /locked/],
];

/**
 * Tries the locks, as each start does: a new version of the engine may name a setting otherwise, or forget one. Throws
 * unless every setting is as it should be and every attempt is refused for the right reason; then no data goes in.
 * `run` throws what the engine says, and answers a setting as text.
 */
export function demandLocked(run: (sql: string) => unknown, settingOf: (name: string) => string): void {
  for (const [name, value] of Object.entries(LOCKED)) {
    const found = settingOf(name);
    if (found !== value) throw notLocked(`${name} is ${found}`);
  }
  for (const [sql, by] of REFUSED) {
    const said = refusalOf(run, sql);
    if (said === null) throw notLocked(`it took: ${sql}`);
    if (!by.test(said)) throw notLocked(`“${sql}” was refused for another reason: ${said}`);
  }
}

function refusalOf(run: (sql: string) => unknown, sql: string): string | null {
  try {
    run(sql);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function notLocked(what: string): Error {
  return new Error(`the engine is not locked, so it is not used (${what})`);
}
