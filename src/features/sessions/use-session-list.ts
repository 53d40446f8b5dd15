import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { inSlices } from '#lib/time-slice.ts';
import type { TimeSlice } from '#lib/time-slice.ts';
import { isEmptyFilter } from '#query/filter.ts';
import type { Filter } from '#query/filter.ts';
import { filterKey } from '#query/format-filter.ts';
import { identityCounts } from '#query/session-counts.ts';
import type { Session } from '#session/session.ts';
import { useRevision } from '#session/use-db-query.ts';
import { askMatches } from '#session/use-match-query.ts';
import { phaseOf, useSession, useSessionState } from '#session/use-session.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { isFound, readFind } from './session-find.ts';
import type { SessionFind } from './session-find.ts';
import { compareSessions, orderOf } from './session-order.ts';
import { sessionRows } from './session-rows.ts';
import type { SessionRow, SessionRows } from './session-rows.ts';
import { sortInSlices } from '#lib/sliced-sort.ts';

/** ms: a set may hold a million sessions. */
export const SLICE = 8;

export interface SessionList {
  /** As searched for, in order. */
  readonly rows: readonly SessionRow[];
  /** Sessions and keys with matching events, before the search. */
  readonly matching: number;
  /** Of the whole set. */
  readonly total: number;
}

/** Which sessions and keys have matching events. */
function rowsQuery(session: Session, revision: number, filter: Filter) {
  return queryOptions({
    queryKey: ['db', revision, 'session-rows', filterKey(filter)],
    queryFn: async ({ signal }): Promise<SessionRows> => {
      const [lineage, counts] = await Promise.all([
        session.lineage({ signal }),
        askMatches(session, { filter, ask: identityCounts }, signal),
      ]);
      return inSlices(SLICE, (slice) => sessionRows(lineage, counts, isEmptyFilter(filter), slice));
    },
  });
}

/** The list on the screen. The one before stays while the next is worked out. */
export function useSessionList(): UseQueryResult<SessionList> {
  const session = useSession();
  const client = useQueryClient();
  const revision = useRevision();
  const isReady = useSessionState(phaseOf) === 'ready';
  const [{ filter, find, listOrder }] = useViewState();
  const order = orderOf(listOrder);
  return useQuery({
    queryKey: ['db', revision, 'session-list', filterKey(filter), find, order.column, order.descending],
    queryFn: async ({ signal }): Promise<SessionList> => {
      const { rows, total } = await client.ensureQueryData(rowsQuery(session, revision, filter));
      signal.throwIfAborted();
      return inSlices(SLICE, async (slice) => {
        const found = await searched(rows, readFind(find), slice);
        signal.throwIfAborted();
        return {
          rows: await sortInSlices(found, compareSessions(order), slice),
          matching: rows.length,
          total,
        };
      });
    },
    enabled: isReady,
    placeholderData: keepPreviousData,
  });
}

async function searched(
  rows: readonly SessionRow[],
  find: SessionFind,
  slice: TimeSlice,
): Promise<readonly SessionRow[]> {
  const found: SessionRow[] = [];
  for (const row of rows) {
    if (slice.isOver()) await slice.next();
    if (isFound(row.credential, find)) found.push(row);
  }
  return found;
}
