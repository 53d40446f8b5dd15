import { useMemo, useState } from 'react';
import { timelineLanes } from '#query/timeline-lanes.ts';
import type { LaneRow } from '#query/timeline-lanes.ts';
import type { LaneKind } from '#query/timeline-rows.ts';
import { useTimelineQuery } from '#session/use-timeline-query.ts';
import { lanesOf } from './lane.ts';
import type { Lanes } from './lane.ts';
import { useTimelineOf } from './use-timeline-of.ts';

interface Kept {
  readonly rows: readonly LaneRow[];
  readonly kind: LaneKind;
}

export interface ShownLanes {
  /** Null until some are known. */
  readonly lanes: Lanes | null;
  readonly stale: boolean;
  readonly error: Error | null;
}

/** The lanes; those of the question before stay until the next are there. */
export function useLanes(): ShownLanes {
  const of = useTimelineOf();
  const { kind } = of;
  const answer = useTimelineQuery(of, {
    key: ['timeline-lanes'],
    ask: (rows) => timelineLanes(rows, kind),
  });
  const [kept, setKept] = useState<Kept | null>(null);
  const rows = answer.isPlaceholderData ? undefined : answer.data?.rows;
  if (rows !== undefined && kept?.rows !== rows) setKept({ rows, kind });
  const lanes = useMemo(() => (kept === null ? null : lanesOf(kept.rows, kept.kind)), [kept]);
  return { lanes, stale: rows === undefined, error: answer.error };
}
