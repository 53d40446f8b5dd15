import { useMemo } from 'react';
import { subjectOf } from '#query/subject.ts';
import { isByCredential } from '#query/timeline-rows.ts';
import { useLineage, useReach } from '#session/use-lineage.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { Lanes } from './lane.ts';
import { linksOf } from './links.ts';
import type { LaneLink } from './links.ts';

const NONE: readonly LaneLink[] = [];

/** Which of the lanes led to which; none until that is worked out, and where lanes are no credentials. */
export function useLinks({ kind, lanes }: Lanes): readonly LaneLink[] {
  const [{ filter }] = useViewState();
  const subject = subjectOf(filter);
  const lineage = useLineage().data;
  const root = subject?.field === 'blastRadius' ? subject.value : null;
  const reach = useReach(root).data;
  return useMemo(() => {
    if (lineage === undefined || !isByCredential(kind)) return NONE;
    return linksOf(lanes, lineage, root === null ? null : (reach ?? null));
  }, [lanes, kind, lineage, reach, root]);
}
