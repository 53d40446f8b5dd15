/** Questions about the events on a timeline: the matching ones in order of time, each with its lane, kept for all of them. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import type { Filter } from '#query/filter.ts';
import { raw } from '#query/sql-text.ts';
import type { Sql } from '#query/sql-text.ts';
import type { Matches } from '#query/matches.ts';
import { timelineRows, unkeptRows } from '#query/timeline-rows.ts';
import type { LaneKind } from '#query/timeline-rows.ts';
import type { Session } from './session.ts';
import { CALM_PACE } from './use-db-query.ts';
import type { Timed } from './use-db-query.ts';
import { askMatches, useMatchQuery } from './use-match-query.ts';
import { useSession } from './use-session.ts';

/** Which events, in which lanes. */
export interface TimelineOf {
  readonly filter: Filter;
  readonly kind: LaneKind;
  /** Whether the tables of who is behind whom are filled. */
  readonly hasLineage: boolean;
}

/** The relation that all questions read: kept, or while files are being read worked out each time. */
async function rowsOf(session: Session, { kind, hasLineage }: TimelineOf, matches: Matches): Promise<Sql> {
  if (session.getState().phase !== 'ready') return unkeptRows(matches, kind, hasLineage);
  return raw(await session.keep(timelineRows(matches, kind, hasLineage)));
}

interface TimelineQuestion<C extends Columns> {
  readonly key: readonly unknown[];
  readonly ask: (rows: Sql) => SqlQuery<C>;
  readonly priority?: 'visible' | 'surrounding';
}

/** Asks about the events on the timeline; null asks nothing. The previous answer stays meanwhile. */
export function useTimelineQuery<C extends Columns>(
  of: TimelineOf,
  question: TimelineQuestion<C> | null,
): UseQueryResult<Timed<RowOf<C>>> {
  const session = useSession();
  return useMatchQuery(
    question === null
      ? null
      : {
          filter: of.filter,
          pace: CALM_PACE,
          priority: question.priority ?? 'visible',
          key: [...question.key, of.kind, of.hasLineage],
          ask: async (matches) => question.ask(await rowsOf(session, of, matches)),
        },
  );
}

/** Once, about the kept rows, by the name of their table: in it `rowid` is the place in time. Not while loading. */
export function askTimeline<C extends Columns>(
  session: Session,
  of: TimelineOf,
  query: (table: string) => SqlQuery<C>,
  signal?: AbortSignal,
): Promise<RowOf<C>[]> {
  const ask = async (matches: Matches) =>
    query(await session.keep(timelineRows(matches, of.kind, of.hasLineage)));
  return askMatches(session, { filter: of.filter, ask }, signal);
}
