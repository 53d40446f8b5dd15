import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { inSlices } from '#lib/time-slice.ts';
import type { Filter } from '#query/filter.ts';
import { filterKey } from '#query/format-filter.ts';
import type { SpikeTimes } from '#query/spike-attribution.ts';
import { resourceCalls, resourceCounts, thingOf } from '#query/spike-resources.ts';
import type { ResourceCounts } from '#query/spike-resources.ts';
import type { SeriesIds } from '#query/spike-series.ts';
import type { ThingCount } from '#query/thing-groups.ts';
import type { Session } from './session.ts';
import { useRevision } from './use-db-query.ts';
import { askMatches } from './use-match-query.ts';
import { useSession } from './use-session.ts';

export interface ResourceQuestion {
  readonly filter: Filter;
  readonly series: SeriesIds;
  readonly times: SpikeTimes;
}

/** ms of reading between two looks at what else the page has to do. */
const SLICE = 8;

/** On what the calls of a spike were made; behind everything else, as texts are read for it. */
export function useSpikeResources(question: ResourceQuestion | null): UseQueryResult<ResourceCounts> {
  const session = useSession();
  const revision = useRevision();
  return useQuery({
    queryKey: [
      'spike-resources',
      revision,
      question === null ? null : [filterKey(question.filter), question.series, question.times],
    ],
    queryFn: ({ signal }) => (question === null ? NOTHING : spikeResources(session, question, signal)),
    enabled: question !== null,
    placeholderData: keepPreviousData,
  });
}

const NOTHING: ResourceCounts = { rows: [], read: null };

export async function spikeResources(
  session: Session,
  { filter, series, times }: ResourceQuestion,
  signal?: AbortSignal,
): Promise<ResourceCounts> {
  const calls = await askMatches(
    session,
    { filter, ask: (matches) => resourceCalls(matches, series, times), priority: 'surrounding' },
    signal,
  );
  const things: ThingCount[] = [];
  await inSlices(SLICE, async (slice) => {
    for (const call of calls) {
      if (slice.isOver()) await slice.next();
      signal?.throwIfAborted();
      things.push(thingOf(call));
    }
  });
  return resourceCounts(things, calls[0]);
}
