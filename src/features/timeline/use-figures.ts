import { useMemo } from 'react';
import { timelineFigures } from '#query/timeline-figures.ts';
import type { Figures } from '#query/timeline-figures.ts';
import { CALM_PACE } from '#session/use-db-query.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { domainOf } from '#lib/zoom.ts';
import type { Span } from '#lib/zoom.ts';

export interface ShownFigures {
  /** Null until they are known. */
  readonly figures: Figures | null;
  /** Those of another filter; the present one's are on their way. */
  readonly stale: boolean;
  readonly error: Error | null;
}

export function useFigures(): ShownFigures {
  const [{ filter }] = useViewState();
  const answer = useMatchQuery({
    filter,
    pace: CALM_PACE,
    key: ['timeline-figures'],
    ask: timelineFigures,
  });
  return {
    figures: answer.data?.rows[0] ?? null,
    stale: answer.isPlaceholderData,
    error: answer.error,
  };
}

/** From the first to the last event, of the filter before while the present one's are on their way; null when no event has a time. */
export function useDomain({ figures }: ShownFigures): Span | null {
  const first = figures?.first ?? null;
  const last = figures?.last ?? null;
  return useMemo(() => (first === null || last === null ? null : domainOf(first, last)), [first, last]);
}
