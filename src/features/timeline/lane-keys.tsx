import { useId } from 'react';
import { rangeText } from '#lib/zone-range.ts';
import { countOf } from '#ui/number-text.ts';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import type { Bar } from './strips.ts';
import type { Chart } from './use-chart.ts';
import type { Zoom } from '#view-state/use-zoom.ts';
import type { Span } from '#lib/zoom.ts';
import styles from './timeline.module.css';

const LONGEST = 80;

/** What takes the keys of the whole chart, and says where they are. */
export function LaneKeys({ chart, zoom }: { readonly chart: Chart; readonly zoom: Zoom }) {
  const { zone } = useTimeText();
  const help = useId();
  const { pointing, drawn, barsShown } = chart;
  const { laneAt, pointed, brush } = pointing;
  const lane = drawn[laneAt];
  const name = cutMiddle(visibleText(lane?.name ?? ''), LONGEST);
  const when = (span: Span): string => rangeText(secondsOf(span), zone);
  const text =
    brush !== null
      ? `${when(brush)} chosen`
      : pointed !== null
        ? `${when(pointed.bar)}: ${countsText([pointed.bar])}`
        : `${when(zoom.shown)}: ${countsText(barsShown(laneAt))}`;
  return (
    <>
      <div
        role="slider"
        aria-label="Lanes over time"
        aria-orientation="vertical"
        aria-valuemin={1}
        aria-valuemax={Math.max(1, drawn.length)}
        aria-valuenow={laneAt + 1}
        aria-valuetext={`${name}, lane ${laneAt + 1} of ${drawn.length}, ${text}`}
        aria-describedby={help}
        tabIndex={0}
        className={styles['keys']}
        onKeyDown={pointing.onKeyDown}
      />
      <span id={help} hidden>
        Up and down go from lane to lane, left and right move the time, plus and minus zoom, 0 shows all.
        Comma and full stop go from bar to bar, with Shift and the arrows a time is chosen; Enter opens what
        is there, or narrows to the chosen time; Escape lets go.
      </span>
    </>
  );
}

function countsText(bars: readonly Bar[]): string {
  const sum = (of: (bar: Bar) => number): number => bars.reduce((total, bar) => total + of(bar), 0);
  const [events, bad, attention] = [
    sum((bar) => bar.events),
    sum((bar) => bar.bad),
    sum((bar) => bar.attention),
  ];
  const parts = [
    ...(bad > 0 ? [`${bad} failed or destructive`] : []),
    ...(attention > 0 ? [`${attention} write or sensitive`] : []),
  ];
  return [countOf(events, 'event'), ...parts].join(', ');
}

/** Fractions of a second are of the picture, not of the log. */
function secondsOf({ from, to }: Span): Span {
  return { from: Math.round(from / 1_000) * 1_000, to: Math.round(to / 1_000) * 1_000 };
}
