/** Where one goes from a spike: to its events. A change to a view. */
import type { Spike } from '#query/find-spikes.ts';
import { narrowedTo } from '#query/narrow.ts';
import { inSeries } from '#query/series-filter.ts';
import type { SeriesName } from '#query/series-name.ts';
import { LEFT } from './subject-view.ts';
import type { ViewState } from './view-state.ts';

const MINUTE = 60_000;

/** As the CloudTrail console shows the events of one of its Insights events. */
const ROOM = MINUTE;
/** In a drop there is next to nothing to see: what came just before and after says what fell silent. */
const ROOM_OF_DROP = 60 * MINUTE;

type Times = Pick<Spike, 'direction' | 'start' | 'end'> & Partial<Pick<Spike, 'together'>>;

/** The events that a spike was counted from, with a little of what came before and after. */
export function eventsOfSpike(
  { filter, countReads }: Pick<ViewState, 'filter' | 'countReads'>,
  { series, direction, start, end, together }: Times & { readonly series: SeriesName },
): Partial<ViewState> {
  const room = direction === 'down' ? ROOM_OF_DROP : ROOM;
  // It stands for several trails: only the time is theirs all.
  const own = together?.isFirst === true ? filter : inSeries(filter, series, countReads);
  return { ...LEFT, screen: 'events', filter: narrowedTo(own, { from: start - room, to: end + room }) };
}
