import { useState } from 'react';
import type { Spike } from '#query/find-spikes.ts';
import { attributionCounts, explainSpike, spikeTimes } from '#query/spike-attribution.ts';
import type { AttributionRow, Cause, SpikeTimes } from '#query/spike-attribution.ts';
import type { ResourceCounts } from '#query/spike-resources.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { useSpikeResources } from '#session/use-spike-resources.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { attributionTables } from './attribution-rows.ts';
import type { AttributionTable } from './attribution-rows.ts';

export interface ShownAttribution {
  readonly spike: Spike;
  readonly times: SpikeTimes;
  readonly cause: Cause | null;
  /** What most of the calls beyond were made on, where that is not the cause itself. */
  readonly onResource: Cause | null;
  readonly tables: readonly AttributionTable[];
  /** Calls whose texts were read for the resources, where not all were. */
  readonly read: number | null;
}

interface Kept extends ShownAttribution {
  readonly rows: readonly AttributionRow[];
  readonly resources: ResourceCounts | null;
}

export interface AttributionAnswer {
  readonly shown: ShownAttribution | null;
  readonly stale: boolean;
  readonly error: Error | null;
}

/** Who and what made the calls of a spike. That of the spike before stays until the next is there; resources come later. */
export function useAttribution(spike: Spike | null, firstTime: number): AttributionAnswer {
  const [{ filter }] = useViewState();
  const times = spike === null ? null : spikeTimes(spike.start, spike.end, firstTime);
  const isAsked = spike !== null && times !== null;
  const answer = useMatchQuery(
    isAsked
      ? {
          filter,
          key: ['spike-attribution', JSON.stringify([spike.ids, times])],
          ask: (matches) => attributionCounts(matches, spike.ids, times),
        }
      : null,
  );
  const made = useSpikeResources(isAsked ? { filter, series: spike.ids, times } : null);
  const [kept, setKept] = useState<Kept | null>(null);
  const rows = !isAsked || answer.isPlaceholderData ? undefined : answer.data?.rows;
  const resources = made.isPlaceholderData ? null : (made.data ?? null);
  if (rows !== undefined && isAsked && (kept?.rows !== rows || kept.resources !== resources)) {
    const all = [...rows, ...(resources?.rows ?? [])];
    const { cause, onResource } = explainSpike(all, times);
    const tables = attributionTables(all, times, spike.direction);
    setKept({ rows, resources, spike, times, cause, onResource, tables, read: resources?.read ?? null });
  }
  const shown = spike === null ? null : kept;
  return { shown, stale: rows === undefined, error: answer.error };
}
