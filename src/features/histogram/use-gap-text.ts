import { useCallback } from 'react';
import { rangeText } from '#lib/zone-range.ts';
import type { Gap } from '#query/gaps.ts';
import { useTimeText } from '#view-state/use-time-text.ts';

/** What a gap means, in a sentence. */
export function useGapText(): (gap: Gap) => string {
  const { zone } = useTimeText();
  return useCallback(
    (gap) => `No file delivered ${rangeText(gap, zone)} is loaded: no data, not “no activity”.`,
    [zone],
  );
}
