import { useElementSize } from '@mantine/hooks';
import { useId, useMemo } from 'react';
import { gapsWithin } from '#query/gaps.ts';
import type { Coverage } from '#query/gaps.ts';
import { countOf } from '#ui/number-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { countAxis, countsIn, seriesName, totalIn, windowOfSpan } from './bars.ts';
import type { Bars, BucketSpan } from './bars.ts';
import { BucketTooltip } from './bucket-tooltip.tsx';
import { ChartPicture, HEIGHT, leftOf } from './chart-picture.tsx';
import { useBrush } from './use-brush.ts';
import type { ShownBars } from './use-bars.ts';
import styles from './histogram.module.css';

interface HistogramChartProps {
  readonly shown: ShownBars;
  readonly coverage: Coverage | null;
  readonly onNarrow: (span: BucketSpan) => void;
  readonly onCloser: (span: BucketSpan) => void;
  readonly onWiden: () => void;
}

/** The bars, and the choosing of a range among them. */
export function HistogramChart({ shown, coverage, onNarrow, onCloser, onWiden }: HistogramChartProps) {
  const { bars, window } = shown;
  const { ref, width } = useElementSize();
  const { zone } = useTimeText();
  const help = useId();
  const brush = useBrush(bars, { onNarrow, onCloser, onWiden });
  const axis = useMemo(() => countAxis(bars.highest), [bars]);
  const gaps = useMemo(() => (coverage === null ? [] : gapsWithin(coverage, window)), [coverage, window]);
  const left = leftOf(axis);
  const plot = Math.max(0, width - left);
  const text = useSpanText(shown);
  const spoken = brush.span ?? { first: 0, last: bars.buckets.count - 1 };
  const pointed =
    brush.span ?? (brush.hovered === null ? null : { first: brush.hovered, last: brush.hovered });
  return (
    <div ref={ref} className={styles['chart']} data-stale={shown.stale || undefined} aria-busy={shown.stale}>
      {plot > 0 && <ChartPicture bars={bars} axis={axis} gaps={gaps} left={left} plot={plot} zone={zone} />}
      <div
        role="slider"
        aria-label="Events over time"
        aria-orientation="horizontal"
        aria-valuemin={1}
        aria-valuemax={bars.buckets.count}
        aria-valuenow={(brush.head ?? 0) + 1}
        aria-valuetext={text(spoken)}
        aria-describedby={help}
        tabIndex={0}
        className={styles['plot']}
        style={{ left, height: HEIGHT }}
        {...brush.handlers}
      >
        {brush.span === null && brush.hovered !== null && (
          <Band bars={bars} span={{ first: brush.hovered, last: brush.hovered }} kind="hovered" />
        )}
        {brush.span !== null && <Band bars={bars} span={brush.span} kind="chosen" />}
        {bars.total === 0 && (
          <span className={styles['empty']}>No event of this filter lies in this time</span>
        )}
      </div>
      <span id={help} hidden>
        Drag or use the arrow keys to choose a time, with Shift to extend it; Enter narrows to it, Escape lets
        go of it, Backspace or a double click widens.
      </span>
      {pointed !== null && plot > 0 && (
        <BucketTooltip
          shown={shown}
          span={pointed}
          gaps={gaps}
          isScoped={coverage?.isScoped ?? false}
          centre={left + ((pointed.first + pointed.last + 1) / 2 / bars.buckets.count) * plot}
          width={width}
        />
      )}
    </div>
  );
}

function Band({
  bars,
  span,
  kind,
}: {
  readonly bars: Bars;
  readonly span: BucketSpan;
  readonly kind: string;
}) {
  const { count } = bars.buckets;
  return (
    <span
      className={styles[kind]}
      style={{
        left: `${(span.first / count) * 100}%`,
        width: `${((span.last - span.first + 1) / count) * 100}%`,
      }}
    />
  );
}

/** A span as it is spoken: when, how many events, of what kinds. */
function useSpanText({ bars, window }: ShownBars): (span: BucketSpan) => string {
  const { time, timeWithZone } = useTimeText();
  return (span) => {
    const { from, to } = windowOfSpan(bars.buckets, span, window);
    const parts = countsIn(bars, span).map(({ series, count }) => `${count} ${seriesName(series)}`);
    const counts = [countOf(totalIn(bars, span), 'event'), ...(parts.length === 0 ? [] : [parts.join(', ')])];
    return `${time(from)} to ${timeWithZone(to)}: ${counts.join(': ')}`;
  };
}
