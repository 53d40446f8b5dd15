import { useCallback } from 'react';
import { lengthText, rangeText } from '#lib/zone-range.ts';
import { timeOf } from '#query/coverage-map.ts';
import type { CoverageRow, Pair, SlotSpan } from '#query/coverage-map.ts';
import type { Buckets } from '#query/histogram.ts';
import { countOf } from '#ui/number-text.ts';
import { visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';

export const accountText = ({ account }: Pair): string => visibleText(account ?? 'no account');
export const regionText = ({ region }: Pair): string => visibleText(region ?? 'no region');

/** What is there of a row in some slots, in words: when, how many events, how many files. */
export function useCoverageWords(buckets: Buckets): (row: CoverageRow, span: SlotSpan) => string {
  const { zone } = useTimeText();
  return useCallback(
    (row, span) => `${rangeText(timeOf(buckets, span), zone)}: ${contentsText(row, span, buckets)}`,
    [buckets, zone],
  );
}

export function contentsText(row: CoverageRow, { first, last }: SlotSpan, { step }: Buckets): string {
  const sum = (counts: Uint32Array): number =>
    counts.subarray(first, last + 1).reduce((total, count) => total + count, 0);
  const events = sum(row.events);
  const files = sum(row.deliveries);
  const parts = [
    ...(events > 0 ? [countOf(events, 'event')] : []),
    ...(files > 0 ? [`${countOf(files, 'file')} delivered`] : []),
  ];
  if (parts.length > 0) return parts.join(', ');
  const stretch = row.stretches.find((one) => one.first <= first && one.last >= last);
  if (stretch === undefined) return 'nothing loaded';
  const length = lengthText((stretch.last - stretch.first + 1) * step);
  return stretch.state === 'gap'
    ? `nothing loaded for ${length}, longer than usual here`
    : `nothing loaded for ${length}`;
}
