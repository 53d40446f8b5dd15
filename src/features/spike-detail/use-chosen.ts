import { useMemo } from 'react';
import type { SpikeReport } from '#query/find-spikes.ts';
import { useInsights } from '#session/use-insights.ts';
import { useSpikes } from '#session/use-spikes.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { chosenOf } from './chosen.ts';
import type { Chosen } from './chosen.ts';

export interface Found {
  readonly report: SpikeReport;
  readonly chosen: Chosen | null;
  /** The link names an Insights event that the loaded files do not hold, or the filter leaves out. */
  readonly insightIsMissing: boolean;
  /** Of the question before this one. */
  readonly stale: boolean;
}

/** What is open, and among what; null until that is known. */
export function useChosen(): { readonly found: Found | null; readonly error: Error | null } {
  const [{ filter, sensitivity, countReads, spike, insight, expected, families }] = useViewState();
  // What a link opens may be of a kind that is not listed.
  const isListed =
    families === null || (insight === null && (spike === null || families.includes(spike.series.family)));
  const spikes = useSpikes({ filter, sensitivity, countReads, families: isListed ? families : null });
  const insights = useInsights(filter);
  const report = spikes.data;
  const known = insights.data?.insights;
  const found = useMemo(() => {
    // Spikes do not wait for AWS's events, unless one of those is asked for.
    if (report === undefined || (known === undefined && insight !== null)) return null;
    const chosen = chosenOf(report, known ?? [], { spike, insight, expected, families });
    return { report, chosen, insightIsMissing: insight !== null && chosen?.insight === null };
  }, [report, known, spike, insight, expected, families]);
  return {
    found: found === null ? null : { ...found, stale: spikes.isPlaceholderData },
    error: spikes.error ?? (insight === null ? null : insights.error),
  };
}
