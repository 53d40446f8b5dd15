import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { gapScope, isInScope } from '#query/gap-scope.ts';
import type { GapScope } from '#query/gap-scope.ts';
import { gapsOf, gapThreshold, longPauses } from '#query/gaps.ts';
import type { Coverage, Gap } from '#query/gaps.ts';
import { deliveriesQuery } from '#session/use-deliveries.ts';
import type { Session, SessionState } from '#session/session.ts';
import { useRevision } from '#session/use-db-query.ts';
import { useSession, useSessionState } from '#session/use-session.ts';
import { useViewState } from '#view-state/use-view-state.ts';

const isReady = (state: SessionState): boolean => state.phase === 'ready';

/**
 * What time the loaded files cover, asked once for each state of the data and each choice of accounts and regions; null until
 * it is known.
 */
export function useCoverage(): Coverage | null {
  const [{ filter }] = useViewState();
  const scope = useMemo(() => gapScope(filter), [filter]);
  const session = useSession();
  const ready = useSessionState(isReady);
  const revision = useRevision();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['db', revision, 'coverage', scope],
    queryFn: async ({ signal }) => {
      const { all } = await client.ensureQueryData(deliveriesQuery(session, revision));
      const own = all.filter((one) => isInScope(scope, one)).map(({ at }) => at);
      return askCoverage(session, scope, [...new Set(own)], signal);
    },
    enabled: ready,
  });
  return data ?? null;
}

async function askCoverage(
  session: Session,
  scope: GapScope | null,
  deliveries: readonly number[],
  signal: AbortSignal,
): Promise<Coverage | null> {
  const rows = await session.query(longPauses(scope), { signal, priority: 'surrounding' });
  const { totals } = session.getState();
  if (totals.firstTime === null || totals.lastTime === null) return null;
  const { usual, first, last } = rows[0] ?? { usual: null, first: null, last: null };
  const threshold = gapThreshold(usual);
  const pauses = rows.flatMap(({ from, to }): Gap[] => (from === null || to === null ? [] : [{ from, to }]));
  return {
    first: first ?? deliveries.reduce((least, at) => Math.min(least, at), Infinity),
    last: deliveries.reduce(
      (latest, at) => Math.max(latest, at),
      last ?? (deliveries.length > 0 ? -Infinity : Infinity),
    ),
    gaps: gapsOf(pauses, deliveries, threshold),
    threshold,
    isScoped: scope !== null,
  };
}
