import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import { useEffect, useState } from 'react';
import { noteTime } from './note-time.ts';
import type { SessionState } from './session.ts';
import { useSession, useSessionState } from './use-session.ts';

/** Rows and how long the engine took for them. */
export interface Timed<T> {
  readonly rows: readonly T[];
  readonly milliseconds: number;
}

type Priority = 'visible' | 'surrounding' | 'background';

interface DbQuery<C extends Columns> {
  readonly revision: number;
  /** What tells this question from others of the same revision. */
  readonly key: readonly unknown[];
  readonly ask: (signal: AbortSignal) => Promise<RowOf<C>[]>;
}

/** Options for TanStack Query: answers hold for a revision, so they never go stale by themselves. */
export function dbQueryOptions<C extends Columns>({ revision, key, ask }: DbQuery<C>) {
  return queryOptions({
    queryKey: ['db', revision, ...key],
    queryFn: ({ signal }) => timed(key, () => ask(signal)),
  });
}

/** For questions whose rows are of no single shape. */
export async function timed<T>(key: readonly unknown[], ask: () => Promise<readonly T[]>): Promise<Timed<T>> {
  const start = performance.now();
  const rows = await ask();
  const milliseconds = performance.now() - start;
  const [kind, , what] = key;
  noteTime(`database: ${String(kind === 'match' ? what : kind)}`, start);
  return { rows, milliseconds };
}

const LOADING_PACE = 1_000;
/** For what counts over all events: each question takes time from reading. */
export const CALM_PACE = 3_000;

const revisionOf = (state: SessionState): number => state.revision;
const isLoading = (state: SessionState): boolean => state.phase === 'loading';

/** The data set's revision; while files are being read it is passed on once in so many ms, so that reading stays fast. */
export function useRevision(pace = LOADING_PACE): number {
  const now = useSessionState(revisionOf);
  const loading = useSessionState(isLoading);
  const [passed, setPassed] = useState({ revision: now, at: 0 });
  useEffect(() => {
    if (now === passed.revision) return undefined;
    const wait = loading ? passed.at + pace - performance.now() : 0;
    const timer = window.setTimeout(
      () => setPassed({ revision: now, at: performance.now() }),
      Math.max(0, wait),
    );
    return () => window.clearTimeout(timer);
  }, [now, loading, passed, pace]);
  return loading ? passed.revision : now;
}

/** Asks the database; null asks nothing. `keep` leaves the previous answer on screen while the next one is on its way. */
export function useDbQuery<C extends Columns>(
  query: SqlQuery<C> | null,
  options: { readonly keep?: boolean; readonly priority?: Priority } = {},
): UseQueryResult<Timed<RowOf<C>>> {
  const session = useSession();
  const revision = useRevision();
  const priority = options.priority ?? 'visible';
  return useQuery({
    ...dbQueryOptions<C>({
      revision,
      key: query === null ? ['nothing'] : [query.name, query.text, ...query.values],
      ask: (signal) => (query === null ? Promise.resolve([]) : session.query(query, { signal, priority })),
    }),
    enabled: query !== null,
    ...(options.keep === true ? { placeholderData: keepPreviousData } : {}),
  });
}
