import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import type { Filter } from '#query/filter.ts';
import { filterKey } from '#query/format-filter.ts';
import { lineageNeeds } from '#query/lineage-needs.ts';
import { countMatches, prepareMatches, unkept } from '#query/matches.ts';
import type { Matches } from '#query/matches.ts';
import type { Session } from './session.ts';
import { dbQueryOptions, useRevision } from './use-db-query.ts';
import type { Timed } from './use-db-query.ts';
import { useSession } from './use-session.ts';

type Priority = 'visible' | 'surrounding' | 'background';

/** A question about the events that a filter leaves. */
export interface MatchQuestion<C extends Columns> {
  readonly filter: Filter;
  /** What tells this question from others about the same filter. */
  readonly key: readonly unknown[];
  readonly ask: (matches: Matches) => SqlQuery<C> | Promise<SqlQuery<C>>;
  readonly priority?: Priority;
  /** ms between two askings while files are being read. Default: a second. */
  readonly pace?: number;
}

/**
 * Asks the session about the matching events. The filter is applied once for all questions (`query/matches.ts`); while
 * files are being read nothing is kept, and each question applies it for itself.
 */
export async function askMatches<C extends Columns>(
  session: Session,
  { filter, ask, priority = 'visible' }: Omit<MatchQuestion<C>, 'key'>,
  signal?: AbortSignal,
): Promise<RowOf<C>[]> {
  const options = { priority, ...(signal === undefined ? {} : { signal }) };
  const once = async (): Promise<RowOf<C>[]> => {
    const matches = await matchesOf(session, filter, options);
    return session.query(await ask(matches), options);
  };
  try {
    return await once();
  } catch (error) {
    // A table that was kept may have made room for others between the two steps.
    if (!isGone(error) || signal?.aborted === true) throw error;
    return once();
  }
}

/** The matches, kept where rows can be kept. Waits for what the session has to work out before the filter can be applied. */
export async function matchesOf(
  session: Session,
  filter: Filter,
  options: { readonly signal?: AbortSignal; readonly priority?: Priority } = {},
): Promise<Matches> {
  await fillTables(session, filter, options);
  if (session.getState().phase !== 'ready') return unkept(filter);
  return prepareMatches(filter, (query) => session.keep(query, options));
}

async function fillTables(
  session: Session,
  filter: Filter,
  options: { readonly signal?: AbortSignal },
): Promise<void> {
  const { lineage, roots } = lineageNeeds(filter);
  const { phase } = session.getState();
  // Of no events there is nothing to wait for.
  if (phase === 'empty' || phase === 'failed') return;
  if (lineage) await session.lineage(options);
  await Promise.all(roots.map((root) => session.reach(root, options)));
}

function isGone(error: unknown): boolean {
  return error instanceof Error && /kept_\d+ does not exist/.test(error.message);
}

export function matchQueryOptions<C extends Columns>(
  session: Session,
  revision: number,
  { key, ...question }: MatchQuestion<C>,
) {
  return dbQueryOptions<C>({
    revision,
    key: ['match', filterKey(question.filter), ...key],
    ask: (signal) => askMatches(session, question, signal),
  });
}

/** As `useDbQuery`, about the matching events; null asks nothing. The previous answer stays while the next is on its way. */
export function useMatchQuery<C extends Columns>(
  question: MatchQuestion<C> | null,
): UseQueryResult<Timed<RowOf<C>>> {
  const session = useSession();
  const revision = useRevision(question?.pace);
  return useQuery({
    ...matchQueryOptions<C>(session, revision, question ?? NOTHING_ASKED),
    enabled: question !== null,
    placeholderData: keepPreviousData,
  });
}

const NOTHING_ASKED: MatchQuestion<never> = {
  filter: { clauses: [], from: null, to: null },
  key: ['nothing'],
  ask: () => Promise.reject(new Error('Nothing was asked.')),
};

/** How many events match; undefined until it is known. */
export function useMatchCount(filter: Filter): number | undefined {
  const { data } = useMatchQuery({ filter, key: ['count'], ask: countMatches });
  return data?.rows[0]?.count;
}

/** The same, and undefined while only the count of the filter before is known. */
export function useOwnMatchCount(filter: Filter): number | undefined {
  const { data, isPlaceholderData } = useMatchQuery({ filter, key: ['count'], ask: countMatches });
  return isPlaceholderData ? undefined : data?.rows[0]?.count;
}
