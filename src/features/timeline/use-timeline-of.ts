import { useMemo } from 'react';
import { subjectOf } from '#query/subject.ts';
import { isByCredential } from '#query/timeline-rows.ts';
import { useLineage } from '#session/use-lineage.ts';
import type { TimelineOf } from '#session/use-timeline-query.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { fittingLanes } from './lane-kinds.ts';

/** What the view's timeline is of: the events of its filter, in the lanes that were chosen or fit. */
export function useTimelineOf(): TimelineOf {
  const [{ lanes, filter }] = useViewState();
  const kind = lanes ?? fittingLanes(subjectOf(filter));
  // Until it is known which identities are one session, their keys tell them apart.
  const known = useLineage().isSuccess;
  const hasLineage = known && isByCredential(kind);
  return useMemo(() => ({ filter, kind, hasLineage }), [filter, kind, hasLineage]);
}
