import { useQuery } from '@tanstack/react-query';
import { parseLogPath } from '#cloudtrail/log-path.ts';
import { TimeSlice } from '#lib/time-slice.ts';
import { gapsOf, gapThreshold, longPauses } from '#query/gaps.ts';
import type { Coverage, Gap } from '#query/gaps.ts';
import type { FileReport, Session, SessionState } from '#session/session.ts';
import { useRevision } from '#session/use-db-query.ts';
import { useSession, useSessionState } from '#session/use-session.ts';

/** ms: a folder of 100,000 files has as many names to read. */
const SLICE = 8;

const isReady = (state: SessionState): boolean => state.phase === 'ready';

/** What time the loaded files cover, asked once for each state of the data; null until it is known. */
export function useCoverage(): Coverage | null {
  const session = useSession();
  const ready = useSessionState(isReady);
  const revision = useRevision();
  const { data } = useQuery({
    queryKey: ['db', revision, 'coverage'],
    queryFn: ({ signal }) => askCoverage(session, signal),
    enabled: ready,
  });
  return data ?? null;
}

async function askCoverage(session: Session, signal: AbortSignal): Promise<Coverage | null> {
  const rows = await session.query(longPauses(), { signal, priority: 'surrounding' });
  const { totals, files } = session.getState();
  if (totals.firstTime === null || totals.lastTime === null) return null;
  const threshold = gapThreshold(rows[0]?.usual ?? null);
  const pauses = rows.flatMap(({ from, to }): Gap[] => (from === null || to === null ? [] : [{ from, to }]));
  const deliveries = await deliveriesOf(files, signal);
  return {
    first: totals.firstTime,
    last: deliveries.reduce((last, at) => Math.max(last, at), totals.lastTime),
    gaps: gapsOf(pauses, deliveries, threshold),
    threshold,
  };
}

/** When the files that were read were delivered, as far as their names tell. */
async function deliveriesOf(files: readonly FileReport[], signal: AbortSignal): Promise<number[]> {
  const times = new Set<number>();
  const slice = new TimeSlice(SLICE);
  try {
    for (const file of files) {
      if (slice.isOver()) await slice.next();
      signal.throwIfAborted();
      if (file.status !== 'loaded') continue;
      const at = parseLogPath(file.name)?.deliveredAt ?? null;
      if (at !== null) times.add(at);
    }
  } finally {
    slice.close();
  }
  return [...times];
}
