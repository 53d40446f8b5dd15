import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import type { Filter } from '#query/filter.ts';
import { filterKey } from '#query/format-filter.ts';
import type { Matches } from '#query/matches.ts';
import { overviewCalls } from '#query/overview-calls.ts';
import type { CallRow } from '#query/overview-calls.ts';
import { overviewCells, overviewTotals, principalIds } from '#query/overview-cells.ts';
import type { Cells, OVERVIEW_TOTALS_COLUMNS } from '#query/overview-cells.ts';
import { overviewSignals, SIGNAL_IDS, signalKinds } from '#query/overview-signals.ts';
import type { SignalRow } from '#query/overview-signals.ts';
import { overviewValues } from '#query/overview-values.ts';
import type { ValueRow } from '#query/overview-values.ts';
import type { Session } from './session.ts';
import { timed, useRevision } from './use-db-query.ts';
import { askMatches } from './use-match-query.ts';
import { phaseOf, useSession, useSessionState } from './use-session.ts';

/** A mark where the latest overview was asked for; whoever shows it takes it away. */
export const OVERVIEW_ASKED = 'overview: asked';

export interface Overview {
  readonly totals: RowOf<typeof OVERVIEW_TOTALS_COLUMNS> | undefined;
  readonly signals: readonly SignalRow[];
  readonly calls: readonly CallRow[];
  readonly values: readonly ValueRow[];
  /** When it was asked for, as `performance.now` counts, for measuring until it stands. */
  readonly asked: number;
}

/**
 * All that the overview counts of what matches, at once, so that its tiles do not come one after the other. Not while files
 * are read: each batch would throw it away, and the load would wait for it. The previous answer stays until the next.
 */
export function useOverview(filter: Filter): UseQueryResult<Overview> {
  const session = useSession();
  const revision = useRevision();
  const ready = useSessionState(phaseOf) === 'ready';
  return useQuery({
    queryKey: ['db', revision, 'overview', filterKey(filter)],
    queryFn: ({ signal }) => overviewOf(session, filter, signal),
    enabled: ready,
    placeholderData: keepPreviousData,
  });
}

/** Each question is measured by its name: `database: overview-signals`. */
async function overviewOf(session: Session, filter: Filter, signal: AbortSignal): Promise<Overview> {
  performance.clearMarks(OVERVIEW_ASKED);
  const asked = performance.mark(OVERVIEW_ASKED).startTime;
  const keep = (query: SqlQuery): Promise<string> => session.keep(query, { signal });
  const ask = async <C extends Columns>(
    of: (cells: Cells, matches: Matches) => SqlQuery<C> | Promise<SqlQuery<C>>,
    name: string,
  ): Promise<readonly RowOf<C>[]> => {
    const question = {
      filter,
      ask: async (matches: Matches) => {
        const principals = await keep(principalIds());
        return of(await keep(overviewCells(matches, principals)), matches);
      },
    };
    return (await timed([name], () => askMatches(session, question, signal))).rows;
  };
  // The cells first, by themselves: the others then find them kept.
  const totals = await ask(overviewTotals, 'overview-totals');
  const [signals, calls, values] = await Promise.all([
    ask(
      async (cells, matches) => overviewSignals(cells, matches, SIGNAL_IDS, await keep(signalKinds())),
      'overview-signals',
    ),
    ask((cells) => overviewCalls(cells), 'overview-calls'),
    ask((_, matches) => overviewValues(matches), 'overview-values'),
  ]);
  return { totals: totals[0], signals, calls, values, asked };
}
