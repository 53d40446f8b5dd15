/** Where one goes from one of AWS's own Insights events: to what it was about, and to its records. Changes to a view. */
import type { Insight } from '#cloudtrail/insights.ts';
import type { EventAddress } from '#query/event-detail.ts';
import { addValue, withTime } from '#query/edit-filter.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import { seriesOfInsight } from '#query/insight-series.ts';
import { inSeries } from '#query/series-filter.ts';
import { LEFT } from './subject-view.ts';
import type { ViewState } from './view-state.ts';

type Found = Insight<EventAddress>;

/** As the CloudTrail console shows them: a minute more at both ends. */
const ROOM = 60_000;

/** The calls of the same API, region and account in its time, whoever the filter at hand leaves out: AWS counted all. */
export function callsOfInsight(insight: Found): Partial<ViewState> {
  const { span } = insight;
  const calls = inSeries(EMPTY_FILTER, seriesOfInsight(insight), true);
  return {
    ...LEFT,
    screen: 'events',
    filter: span === null ? calls : withTime(calls, span.from - ROOM, span.to + ROOM),
  };
}

/** Its records among the events; with no id in common the one that is there. */
export function recordsOfInsight({ sharedEventId, events }: Found): Partial<ViewState> {
  const event = events.start ?? events.end;
  const filter =
    sharedEventId === null
      ? EMPTY_FILTER
      : addValue(EMPTY_FILTER, { field: 'sharedEventID' }, sharedEventId, 'include');
  return { ...LEFT, screen: 'events', filter, event };
}

/** The two side by side; null where one is not in the files. */
export function halvesOfInsight({ events }: Found): Partial<ViewState> | null {
  const { start, end } = events;
  return start === null || end === null ? null : { screen: 'compare', compare: [start, end] };
}
