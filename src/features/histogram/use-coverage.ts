import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { parseLogPath } from '#cloudtrail/log-path.ts';
import { TimeSlice } from '#lib/time-slice.ts';
import { gapScope, isInScope } from '#query/gap-scope.ts';
import type { GapScope } from '#query/gap-scope.ts';
import { gapsOf, gapThreshold, longPauses } from '#query/gaps.ts';
import type { Coverage, Gap } from '#query/gaps.ts';
import type { FileReport, Session, SessionState } from '#session/session.ts';
import { useRevision } from '#session/use-db-query.ts';
import { useSession, useSessionState } from '#session/use-session.ts';
import { useViewState } from '#view-state/use-view-state.ts';

/** ms: a folder of 100,000 files has as many names to read. */
const SLICE = 8;

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
  const { data } = useQuery({
    queryKey: ['db', revision, 'coverage', scope],
    queryFn: ({ signal }) => askCoverage(session, scope, signal),
    enabled: ready,
  });
  return data ?? null;
}

async function askCoverage(
  session: Session,
  scope: GapScope | null,
  signal: AbortSignal,
): Promise<Coverage | null> {
  const rows = await session.query(longPauses(scope), { signal, priority: 'surrounding' });
  const { totals, files } = session.getState();
  if (totals.firstTime === null || totals.lastTime === null) return null;
  const { usual, first, last } = rows[0] ?? { usual: null, first: null, last: null };
  const threshold = gapThreshold(usual);
  const pauses = rows.flatMap(({ from, to }): Gap[] => (from === null || to === null ? [] : [{ from, to }]));
  const deliveries = await deliveriesOf(files, scope, signal);
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

/** When the files that were read were delivered, as far as their names tell. */
async function deliveriesOf(
  files: readonly FileReport[],
  scope: GapScope | null,
  signal: AbortSignal,
): Promise<number[]> {
  const times = new Set<number>();
  const slice = new TimeSlice(SLICE);
  try {
    for (const file of files) {
      if (slice.isOver()) await slice.next();
      signal.throwIfAborted();
      if (file.status !== 'loaded') continue;
      const path = parseLogPath(file.name);
      if (path === null || path.deliveredAt === null) continue;
      if (isInScope(scope, { account: path.accountId, region: path.region })) times.add(path.deliveredAt);
    }
  } finally {
    slice.close();
  }
  return [...times];
}
