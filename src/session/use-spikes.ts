import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient, UseQueryResult } from '@tanstack/react-query';
import { inSlices } from '#lib/time-slice.ts';
import { clearClauses } from '#query/edit-filter.ts';
import type { Filter } from '#query/filter.ts';
import { spikesIn } from '#query/find-spikes.ts';
import type { SpikeReport } from '#query/find-spikes.ts';
import { filterKey } from '#query/format-filter.ts';
import { judgeLogs } from '#query/judge-logs.ts';
import type { JudgedLogs } from '#query/judge-logs.ts';
import { unkept } from '#query/matches.ts';
import type { Sensitivity, Family } from '#query/spike-names.ts';
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
  /** Kinds of series whose spikes are told; null = all. */
  readonly families: readonly Family[] | null;
}

/** ms of judging between two looks at what else the page has to do. */
const SLICE = 8;

/** All spikes of what matches, worked out once the load has ended; the previous answer stays while the next is on its way. */
export function useSpikes(question: SpikeQuestion | null): UseQueryResult<SpikeReport> {
  const session = useSession();
  const client = useQueryClient();
  const revision = useRevision();
  const phase = useSessionState(phaseOf);
  const asked = question ?? NOTHING_ASKED;
  return useQuery({
    queryKey: ['spikes', ...judgedKey(revision, asked), asked.sensitivity, asked.families],
    queryFn: async () => {
      const start = performance.now();
      const report = await spikeReport(session, client, { revision, ...asked });
      noteTime('spikes: all', start);
      return report;
    },
    enabled: phase === 'ready' && question !== null,
    placeholderData: keepPreviousData,
  });
}

type Judged = Pick<SpikeQuestion, 'filter' | 'countReads'>;

const judgedKey = (revision: number, { filter, countReads }: Judged): readonly unknown[] => [
  'spikes-judged',
  revision,
  filterKey(filter),
  countReads,
];

/** What is judged once is kept by the client: of another step, or other kinds, the engine is asked nothing. */
export async function spikeReport(
  session: Session,
  client: QueryClient,
  { revision, sensitivity, families, ...asked }: SpikeQuestion & { readonly revision: number },
): Promise<SpikeReport> {
  const queryKey = judgedKey(revision, asked);
  await forgetOthers(client, queryKey);
  const judged = await client.fetchQuery({
    queryKey,
    queryFn: ({ signal }) => judgedOf(session, asked, signal),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return spikesIn(judged, sensitivity, families);
}

/** One judgement is kept, for as long as its logs and its filter are the ones that are asked about: another step asks nothing. */
async function forgetOthers(client: QueryClient, [kind, ...own]: readonly unknown[]): Promise<void> {
  const others = {
    queryKey: [kind],
    predicate: ({ queryKey }: { queryKey: readonly unknown[] }) =>
      queryKey.slice(1).some((part, at) => part !== own[at]),
  };
  await client.cancelQueries(others);
  client.removeQueries(others);
}

const NOTHING_ASKED: SpikeQuestion = {
  filter: { clauses: [], from: null, to: null },
  sensitivity: 'normal',
  countReads: false,
  families: null,
};

/** In the background: whoever looks at something else does not wait for it. */
export async function judgedOf(
  session: Session,
  { filter, countReads }: Judged,
  signal: AbortSignal,
): Promise<JudgedLogs> {
  const options = { priority: 'background', signal } as const;
  const matches = await matchesOf(session, filter, options);
  const logs = { matches, all: unkept(clearClauses(filter)) };
  return inSlices(SLICE, (slice) =>
    judgeLogs((query) => session.query(query, options), logs, {
      reads: countReads,
      pause: async () => {
        signal.throwIfAborted();
        if (slice.isOver()) await slice.next();
      },
    }),
  );
}
