import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { inSlices } from '#lib/time-slice.ts';
import type { Filter } from '#query/filter.ts';
import { findSpikes } from '#query/find-spikes.ts';
import type { SpikeReport } from '#query/find-spikes.ts';
import { filterKey } from '#query/format-filter.ts';
import type { Sensitivity } from '#query/spike-judge.ts';
import { noteTime } from './note-time.ts';
import type { Session } from './session.ts';
import { useRevision } from './use-db-query.ts';
import { matchesOf } from './use-match-query.ts';
import { phaseOf, useSession, useSessionState } from './use-session.ts';

export interface SpikeQuestion {
  /** Spikes are looked for among what it leaves. */
  readonly filter: Filter;
  readonly sensitivity: Sensitivity;
  readonly countReads: boolean;
}

/** ms of judging between two looks at what else the page has to do. */
const SLICE = 8;

/** All spikes of what matches, worked out once the load has ended; the previous answer stays while the next is on its way. */
export function useSpikes(question: SpikeQuestion | null): UseQueryResult<SpikeReport> {
  const session = useSession();
  const revision = useRevision();
  const phase = useSessionState(phaseOf);
  const { filter, sensitivity, countReads } = question ?? NOTHING_ASKED;
  return useQuery({
    queryKey: ['spikes', revision, filterKey(filter), sensitivity, countReads],
    queryFn: async ({ signal }) => {
      const start = performance.now();
      const report = await spikesOf(session, { filter, sensitivity, countReads }, signal);
      noteTime('spikes: all', start);
      return report;
    },
    enabled: phase === 'ready' && question !== null,
    placeholderData: keepPreviousData,
  });
}

const NOTHING_ASKED: SpikeQuestion = {
  filter: { clauses: [], from: null, to: null },
  sensitivity: 'normal',
  countReads: false,
};

/** In the background: whoever looks at something else does not wait for it. */
export async function spikesOf(
  session: Session,
  { filter, sensitivity, countReads }: SpikeQuestion,
  signal: AbortSignal,
): Promise<SpikeReport> {
  const options = { priority: 'background', signal } as const;
  const matches = await matchesOf(session, filter, options);
  return inSlices(SLICE, (slice) =>
    findSpikes((query) => session.query(query, options), matches, {
      sensitivity,
      reads: countReads,
      pause: async () => {
        signal.throwIfAborted();
        if (slice.isOver()) await slice.next();
      },
    }),
  );
}
