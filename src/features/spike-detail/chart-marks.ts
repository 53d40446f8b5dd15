/** What is shaded on the chart: spikes of the series, and AWS's Insights events on it, with where they stand and what they say. */
import type { Span } from '#lib/zoom.ts';
import { lengthOf } from '#lib/zoom.ts';
import type { Spike } from '#query/find-spikes.ts';
import type { FoundInsight } from '#session/use-insights.ts';
import { exactRateText, rateText } from '#ui/number-text.ts';

const MINUTE = 60_000;
/** Narrower ones would not be seen. */
const NARROWEST = 3;
const WIDE_ENOUGH = 12;

/** Pixels from the left of the plot; null where nothing of it is in view. */
export function placeOf(
  span: Span,
  shown: Span,
  width: number,
): { readonly left: number; readonly width: number } | null {
  if (span.to <= shown.from || span.from >= shown.to || width <= 0) return null;
  const scale = width / lengthOf(shown);
  const left = Math.max(0, (span.from - shown.from) * scale);
  const right = Math.min(width, (span.to - shown.from) * scale);
  const wide = Math.max(NARROWEST, right - left);
  return { left: Math.min(left, width - wide), width: wide };
}

/** A spike of minutes among days is a hair: its shade is wide enough to be seen beside its line. */
export function widened<S extends Span>(span: S, shown: Span, width: number): S {
  const missing = (WIDE_ENOUGH * lengthOf(shown)) / Math.max(1, width) - lengthOf(span);
  return missing <= 0 ? span : { ...span, from: span.from - missing / 2, to: span.to + missing / 2 };
}

/** `241 a minute, 0.02 expected`. */
export function spikeRateText({ start, end, observed, expected }: Spike): string {
  const minutes = Math.max(1, (end - start) / MINUTE);
  return `${rateText(observed / minutes)} a minute, ${rateText(expected / minutes)} expected`;
}

/** `AWS Insights: 24.3 a minute, baseline 0.02`. */
export function insightRateText({ insightPerMinute, baselinePerMinute }: FoundInsight): string {
  const rate = insightPerMinute === null ? 'rate not told' : `${exactRateText(insightPerMinute)} a minute`;
  const baseline = baselinePerMinute === null ? '' : `, baseline ${exactRateText(baselinePerMinute)}`;
  return `AWS Insights: ${rate}${baseline}`;
}

/** As counts of a bucket, so that it stands beside the line. */
export function perBucket(perMinute: number | null, bucketMinutes: number): number | null {
  return perMinute === null ? null : perMinute * bucketMinutes;
}
