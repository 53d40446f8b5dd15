import { countOf } from '#ui/number-text.ts';
import { useMatchCount } from '#session/use-match-query.ts';
import { useViewState } from '#view-state/use-view-state.ts';

/** Says where to look. */
export function OverviewPanel() {
  const [{ filter }] = useViewState();
  const count = useMatchCount(filter);
  return <section aria-label="Overview">{count === undefined ? null : countOf(count, 'event')}</section>;
}
