import { useCallback } from 'react';
import { rangeText } from '#lib/zone-range.ts';
import type { Gap } from '#query/gaps.ts';
import { useTimeText } from '#view-state/use-time-text.ts';

/** What a gap means, in a sentence. `isScoped`: of the accounts and regions that the filter names. */
export function useGapText(isScoped: boolean): (gap: Gap) => string {
  const { zone } = useTimeText();
  return useCallback(
    (gap) =>
      `No file ${isScoped ? 'of these accounts and regions ' : ''}delivered ${rangeText(gap, zone)} is loaded: no data, not “no activity”.`,
    [isScoped, zone],
  );
}
