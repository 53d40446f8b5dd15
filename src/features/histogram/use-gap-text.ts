import { useCallback } from 'react';
import type { Gap } from '#query/gaps.ts';
import { useTimeText } from '#view-state/use-time-text.ts';

/** What a gap means, in a sentence. */
export function useGapText(): (gap: Gap) => string {
  const { time } = useTimeText();
  return useCallback(
    ({ from, to }) => {
      const [start, end] = [time(from), time(to)];
      const until = start.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end;
      return `No file delivered ${start} → ${until} is loaded: no data, not “no activity”.`;
    },
    [time],
  );
}
