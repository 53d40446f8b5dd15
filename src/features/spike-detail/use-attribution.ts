import { useState } from 'react';
import type { Spike } from '#query/find-spikes.ts';
import { attributionCounts, explainSpike, spikeTimes } from '#query/spike-attribution.ts';
import type { AttributionRow, Cause, SpikeTimes } from '#query/spike-attribution.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { attributionTables } from './attribution-rows.ts';
import type { AttributionTable } from './attribution-rows.ts';

export interface ShownAttribution {
  readonly spike: Spike;
  readonly times: SpikeTimes;
  readonly cause: Cause | null;
  readonly tables: readonly AttributionTable[];
}

interface Kept extends ShownAttribution {
  readonly rows: readonly AttributionRow[];
}

export interface AttributionAnswer {
  readonly shown: ShownAttribution | null;
  readonly stale: boolean;
  readonly error: Error | null;
}

/** Who and what made the calls of a spike. That of the spike before stays until the next is there. */
export function useAttribution(spike: Spike | null, firstTime: number): AttributionAnswer {
  const [{ filter }] = useViewState();
  const times = spike === null ? null : spikeTimes(spike.start, spike.end, firstTime);
  const answer = useMatchQuery(
    spike === null || times === null
      ? null
      : {
          filter,
          key: ['spike-attribution', JSON.stringify([spike.ids, times])],
          ask: (matches) => attributionCounts(matches, spike.ids, times),
        },
  );
  const [kept, setKept] = useState<Kept | null>(null);
  const rows = spike === null || answer.isPlaceholderData ? undefined : answer.data?.rows;
  if (rows !== undefined && spike !== null && times !== null && kept?.rows !== rows) {
    const { cause } = explainSpike(rows, times);
    setKept({ rows, spike, times, cause, tables: attributionTables(rows, times, spike.direction) });
  }
  const shown = spike === null ? null : kept;
  return { shown, stale: rows === undefined, error: answer.error };
}
