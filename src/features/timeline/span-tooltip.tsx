import { OUTCOMES } from '#cloudtrail/outcome.ts';
import { rangeText } from '#lib/zone-range.ts';
import { laneNames } from '#query/timeline-lanes.ts';
import { useTimelineQuery } from '#session/use-timeline-query.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import type { Lanes } from './lane.ts';
import type { Bar } from './strips.ts';
import { useCalm } from './use-calm.ts';
import { useTimelineOf } from './use-timeline-of.ts';
import styles from './timeline.module.css';

/** ms without moving on, before the engine is asked. */
const REST = 80;
const WIDTH = 300;
const LONGEST = 80;

interface SpanTooltipProps {
  readonly lanes: Lanes;
  readonly laneAt: number;
  readonly bar: Bar;
  readonly centre: number;
  readonly width: number;
  readonly top: number;
}

/** When, how many of each kind, and which event names occur most in this bar of the lane. */
export function SpanTooltip({ lanes, laneAt, bar, centre, width, top }: SpanTooltipProps) {
  const { zone } = useTimeText();
  const { events, bad, attention, from, to } = bar;
  const lane = lanes.lanes[laneAt];
  const kinds = [
    { tone: 'bad', name: 'failed or destructive', count: bad },
    { tone: 'attention', name: 'write or sensitive read', count: attention },
    { tone: 'read', name: 'read', count: events - bad - attention },
  ].filter(({ count }) => count > 0);
  const left = Math.max(0, Math.min(centre - WIDTH / 2, width - WIDTH));
  return (
    <div role="tooltip" className={styles['tooltip']} style={{ left, top, width: Math.min(WIDTH, width) }}>
      <div className={styles['tooltipLane']}>
        <Visible text={cutMiddle(lane?.name ?? 'other lanes', LONGEST)} />
      </div>
      <div className={styles['muted']}>{rangeText({ from, to }, zone)}</div>
      <strong>{countOf(events, 'event')}</strong>
      <ul className={styles['kinds']}>
        {kinds.map(({ tone, name, count }) => (
          <li key={tone}>
            <span className={styles['swatch']} data-tone={tone} /> {name}
            <span className={styles['muted']}>{countText(count)}</span>
          </li>
        ))}
      </ul>
      <Names lanes={lanes} laneAt={laneAt} bar={bar} />
    </div>
  );
}

function Names({ lanes, laneAt, bar }: Pick<SpanTooltipProps, 'lanes' | 'laneAt' | 'bar'>) {
  const key = `${laneAt} ${bar.from} ${bar.to}`;
  const rested = useCalm(key, key, REST, 1_000);
  const lane = lanes.lanes[laneAt];
  const of = useTimelineOf();
  const answer = useTimelineQuery(
    of,
    rested === key
      ? {
          key: ['timeline-names', lane?.key ?? `others of ${lanes.lanes.length}`, bar.from, bar.to],
          ask: (rows) => laneNames(rows, lane ?? { notIn: lanes.lanes }, bar.from, bar.to),
        }
      : null,
  );
  const rows = rested === key && !answer.isPlaceholderData ? (answer.data?.rows ?? []) : [];
  return (
    <ol className={styles['names']} aria-label="Most frequent event names">
      {rows.map(({ eventName, outcome, count }) => (
        <li key={JSON.stringify([eventName, outcome])}>
          <span>
            {eventName === null ? 'without a name' : <Visible text={cutMiddle(eventName, LONGEST)} />}
            {outcome !== 0 && <span className={styles['badWord']}> {OUTCOMES[outcome]}</span>}
          </span>
          <span className={styles['muted']}>{countText(count)}</span>
        </li>
      ))}
    </ol>
  );
}
