import { Modal } from '@mantine/core';
import { useMemo } from 'react';
import { OUTCOMES } from '#cloudtrail/outcome.ts';
import { lengthText } from '#lib/zone-range.ts';
import { zoneOffset } from '#lib/zone-time.ts';
import { chooseBuckets } from '#query/histogram.ts';
import { MOST_SINGLE_EVENTS, timelineEvents } from '#query/timeline-events.ts';
import { timelineDensity } from '#query/timeline-lanes.ts';
import { useTimelineQuery } from '#session/use-timeline-query.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import type { Lane, Lanes } from './lane.ts';
import { stripsOf } from './strips.ts';
import type { Bar } from './strips.ts';
import { useOpenEvent } from './use-open-event.ts';
import { useTimelineOf } from './use-timeline-of.ts';
import type { Zoom } from '#view-state/use-zoom.ts';
import styles from './timeline.module.css';

interface LanesTableProps {
  readonly lanes: Lanes;
  readonly zoom: Zoom;
  readonly onClose: () => void;
}

/** More lines would take the browser seconds to lay out. */
const MOST_LINES = 1_000;
const LONGEST = 60;

/** What the lanes show, as a table: the single events where there are few, else each lane by periods. */
export function LanesTable({ lanes, zoom, onClose }: LanesTableProps) {
  const { zone, zoneLabel } = useTimeText();
  const of = useTimelineOf();
  const { shown } = zoom;
  const buckets = useMemo(
    () => chooseBuckets(Math.floor(shown.from), Math.ceil(shown.to), zoneOffset(shown.from, zone)),
    [shown, zone],
  );
  const slice = { lanes: lanes.lanes, first: 0, end: lanes.lanes.length, others: lanes.otherLanes > 0 };
  const answer = useTimelineQuery(of, {
    key: ['timeline-table', buckets.start, buckets.step, buckets.count, slice.end],
    ask: (rows) => timelineDensity(rows, slice, buckets),
  });
  const strips = stripsOf(answer.data?.rows ?? [], buckets, (place) => lanes.lanes[place]?.key);
  const isNear = answer.isSuccess && strips.total <= MOST_SINGLE_EVENTS && lanes.otherLanes === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      size={900}
      centered
      title={
        isNear
          ? `${countOf(strips.total, 'event')} in order, ${zoneLabel}`
          : `Events per ${lengthText(buckets.step).replace(/^1 /, '')} and lane, ${zoneLabel}`
      }
    >
      <div className={styles['tableBox']}>
        {isNear ? (
          <EventLines lanes={lanes} zoom={zoom} onClose={onClose} />
        ) : (
          <PeriodLines lanes={lanes} barsOf={(lane) => strips.bars.get(lane.key) ?? []} />
        )}
      </div>
    </Modal>
  );
}

function EventLines({ lanes, zoom, onClose }: LanesTableProps) {
  const { time } = useTimeText();
  const open = useOpenEvent();
  const of = useTimelineOf();
  const { from, to } = zoom.shown;
  const slice = { lanes: lanes.lanes, first: 0, end: lanes.lanes.length, others: false };
  const answer = useTimelineQuery(of, {
    key: ['timeline-table-events', from, to, slice.end],
    ask: (rows) => timelineEvents(rows, slice, from, to),
  });
  const rows = answer.data?.rows ?? [];
  return (
    <table className={styles['table']} aria-busy={answer.isFetching}>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Lane</th>
          <th scope="col">Event</th>
          <th scope="col">Outcome</th>
          <th scope="col">Kind</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, MOST_LINES).map((row) => (
          <tr key={row.row_id}>
            <th scope="row">
              <button
                type="button"
                className={styles['link']}
                onClick={() => {
                  onClose();
                  open(row.row_id);
                }}
              >
                {time(row.time)}
              </button>
            </th>
            <td>
              <Visible text={cutMiddle(lanes.lanes[row.place]?.name ?? '', LONGEST)} />
            </td>
            <td>
              <Visible text={cutMiddle(row.eventName ?? 'without a name', LONGEST)} />
            </td>
            <td>{OUTCOMES[row.outcome]}</td>
            <td>{row.verb}</td>
          </tr>
        ))}
        <More left={rows.length - MOST_LINES} columns={5} />
      </tbody>
    </table>
  );
}

interface PeriodLinesProps {
  readonly lanes: Lanes;
  readonly barsOf: (lane: Lane) => readonly Bar[];
}

function PeriodLines({ lanes, barsOf }: PeriodLinesProps) {
  const { time } = useTimeText();
  const lines = lanes.lanes.flatMap((lane) => barsOf(lane).map((bar) => ({ lane, bar })));
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">Lane</th>
          <th scope="col">From</th>
          <th scope="col">Events</th>
          <th scope="col">Failed or destructive</th>
          <th scope="col">Write or sensitive read</th>
          <th scope="col">Read</th>
        </tr>
      </thead>
      <tbody>
        {lines.slice(0, MOST_LINES).map(({ lane, bar }) => (
          <tr key={`${lane.key} ${bar.from}`}>
            <th scope="row">
              <Visible text={cutMiddle(lane.name, LONGEST)} />
            </th>
            <td>{time(bar.from)}</td>
            <td>{countText(bar.events)}</td>
            <td>{countText(bar.bad)}</td>
            <td>{countText(bar.attention)}</td>
            <td>{countText(bar.events - bar.bad - bar.attention)}</td>
          </tr>
        ))}
        <More left={lines.length - MOST_LINES} columns={6} />
      </tbody>
      {lanes.otherLanes > 0 && (
        <tfoot>
          <tr>
            <td colSpan={6}>
              {countOf(lanes.otherLanes, 'other lane')} with {countOf(lanes.otherEvents, 'event')} not listed
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function More({ left, columns }: { readonly left: number; readonly columns: number }) {
  if (left <= 0) return null;
  return (
    <tr>
      <td colSpan={columns}>and {countOf(left, 'line')} more: zoom in, or narrow the filter</td>
    </tr>
  );
}
