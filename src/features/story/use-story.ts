import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { composeStory } from '#cloudtrail/story.ts';
import type { Story } from '#cloudtrail/story.ts';
import type { StoryFacts } from '#cloudtrail/story-facts.ts';
import { narrowedTo } from '#query/narrow.ts';
import type { Filter } from '#query/filter.ts';
import { filterKey } from '#query/format-filter.ts';
import { readStory } from '#query/read-story.ts';
import { timed, useRevision } from '#session/use-db-query.ts';
import { askInSteps } from '#session/ask-in-steps.ts';
import { useLineage } from '#session/use-lineage.ts';
import type { SessionState } from '#session/session.ts';
import { phaseOf, useSession, useSessionState } from '#session/use-session.ts';
import { useViewState } from '#view-state/use-view-state.ts';

const lastTimeOf = (state: SessionState): number | null => state.totals.lastTime;

export interface ToldStory {
  /** Null until it is known. */
  readonly story: Story | null;
  /** What it is told of. */
  readonly filter: Filter;
  /** It is of another filter, until the answer comes. */
  readonly stale: boolean;
  readonly error: Error | null;
  readonly isReady: boolean;
}

/** The story of what matches within the time that the timeline shows. Told when all files are read. */
export function useStory(): ToldStory {
  const [{ filter: whole, zoom }] = useViewState();
  const filter = useMemo(() => narrowedTo(whole, zoom), [whole, zoom]);
  const session = useSession();
  const revision = useRevision();
  const isReady = useSessionState(phaseOf) === 'ready';
  const lastTime = useSessionState(lastTimeOf);
  const { data: lineage } = useLineage();
  const key = ['db', revision, 'story', filterKey(filter)];
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      timed<StoryFacts>(['story'], async () => [
        await askInSteps(session, filter, readStory, { signal, priority: 'background' }),
      ]),
    enabled: isReady,
    placeholderData: keepPreviousData,
  });
  const facts = data?.rows[0];
  const story = useMemo(() => {
    if (facts === undefined) return null;
    return composeStory(facts, { lineage: lineage ?? null, until: filter.to === null ? lastTime : null });
  }, [facts, lineage, filter.to, lastTime]);
  return { story, filter, stale: isPlaceholderData, error, isReady };
}
