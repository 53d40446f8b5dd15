import { useState } from 'react';
import type { Span } from '#lib/zoom.ts';
import { bucketFor } from '#query/spike-chart.ts';
import { formatSeries } from '#query/series-name.ts';
import type { SeriesName } from '#query/series-name.ts';
import { useSpikeChart } from '#session/use-spike-chart.ts';
import type { SpikeChart } from '#session/use-spike-chart.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { bucketSpan, offeredBuckets } from './chart-span.ts';
import type { Counts } from './course-rows.ts';

export interface ShownCounts extends Counts {
  /** The series that was asked for, as `formatSeries` writes it. */
  readonly of: string;
  readonly bucketMinutes: number;
  /** The time it was asked for; what moves meanwhile is drawn over it. */
  readonly span: Span;
  /** What it was compared with, in words. */
  readonly history: string;
  /** False where no loaded event is of the series. */
  readonly isKnown: boolean;
}

interface Kept extends ShownCounts {
  readonly answer: SpikeChart;
}

export interface CountsAnswer {
  readonly shown: ShownCounts | null;
  readonly stale: boolean;
  readonly error: Error | null;
}

const MINUTE = 60_000;

/** The counts of a series over a time; those before stay until the next are there. */
export function useCounts(series: SeriesName, span: Span): CountsAnswer {
  const [{ filter, countReads, bucket: chosen, zone }] = useViewState();
  const isOffered = chosen !== null && offeredBuckets(span).includes(chosen);
  const bucket = bucketFor(span.from, span.to, isOffered ? chosen : null);
  const size = bucket * MINUTE;
  const { from, to } = bucketSpan(span, bucket, zone);
  // A bucket more on either side: lines lead out of the picture.
  const answer = useSpikeChart({ filter, countReads, series, from: from - size, to: to + size, bucket });
  const [kept, setKept] = useState<Kept | null>(null);
  const data = answer.isPlaceholderData ? undefined : answer.data;
  if (data !== undefined && kept?.answer !== data)
    setKept({
      answer: data,
      buckets: data.buckets,
      size: data.bucketMinutes * MINUTE,
      of: formatSeries(series),
      bucketMinutes: data.bucketMinutes,
      span,
      history: data.history,
      isKnown: data.ids !== null,
    });
  return { shown: kept, stale: data === undefined, error: answer.error };
}
