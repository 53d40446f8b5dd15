import { useElementSize } from '@mantine/hooks';
import { useId, useMemo, useRef } from 'react';
import { lengthOf } from '#lib/zoom.ts';
import type { Span } from '#lib/zoom.ts';
import { rangeText } from '#lib/zone-range.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { labelWidth } from '#ui/time-ticks.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import type { Zoom } from '#view-state/use-zoom.ts';
import { bucketText } from './chart-span.ts';
import { placeOf } from './chart-marks.ts';
import { bucketAt, coursePoints, highestIn } from './course-rows.ts';
import { ABOVE, BELOW, CountsPicture, RIGHT } from './counts-picture.tsx';
import type { Level, Shade } from './counts-picture.tsx';
import { CountsTooltip, expectedText } from './counts-tooltip.tsx';
import { useChartHands } from './use-chart-hands.ts';
import type { ChartHands } from './use-chart-hands.ts';
import type { ShownCounts } from './use-counts.ts';
import { yAxisOf } from './y-axis.ts';
import styles from './spike-detail.module.css';

/** What is written over a shaded time. */
export interface ChartLabel extends Span {
  readonly key: string;
  readonly text: string;
  readonly tone: Shade['tone'];
}

interface CountsChartProps {
  readonly counts: ShownCounts;
  readonly zoom: Zoom;
  /** The time drawn: that of `zoom`, or of the counts where they are of another series. */
  readonly shown: Span;
  readonly stale: boolean;
  /** `calls`, `errors`. */
  readonly counted: string;
  readonly withErrors: boolean;
  readonly shades: readonly Shade[];
  readonly labels: readonly ChartLabel[];
  readonly levels: readonly Level[];
}

/** The counts of a series over time, and the moving about on them. */
export function CountsChart(props: CountsChartProps) {
  const { counts, zoom, shown, stale, withErrors, shades, levels } = props;
  const { ref, width, height } = useElementSize();
  const { zone } = useTimeText();
  const plot = useRef<HTMLDivElement>(null);
  const hands = useChartHands(plot, zoom, counts.size);
  const points = useMemo(() => coursePoints(counts), [counts]);
  const highest = Math.max(highestIn(counts, shown), ...levels.map(({ value }) => value));
  const scale = useMemo(() => yAxisOf(highest), [highest]);
  const left = Math.ceil(Math.max(28, labelWidth(countText(scale.ticks.at(-1) ?? 0)) + 10));
  const across = Math.max(0, width - left - RIGHT);
  return (
    <div ref={ref} className={styles['chart']} data-stale={stale || undefined} aria-busy={stale}>
      {across > 0 && height > 0 && (
        <div aria-hidden="true" className={styles['drawing']}>
          <CountsPicture
            points={points}
            shown={shown}
            scale={scale}
            left={left}
            width={width}
            height={height}
            zone={zone}
            shades={shades}
            levels={levels}
            withErrors={withErrors}
          />
        </div>
      )}
      <Plot {...props} plot={plot} hands={hands} left={left} across={across} />
    </div>
  );
}

interface PlotProps extends CountsChartProps {
  readonly plot: React.RefObject<HTMLDivElement | null>;
  readonly hands: ChartHands;
  /** Pixels: where the plot begins, and how wide it is. */
  readonly left: number;
  readonly across: number;
}

/** What takes pointer and keys, and what follows them. */
function Plot({ plot, hands, left, across, counts, shown, counted, withErrors, labels }: PlotProps) {
  const help = useId();
  const { zone } = useTimeText();
  const bucket = hands.pointed === null ? null : bucketAt(counts, hands.pointed);
  const xOf = (time: number): number => ((time - shown.from) / lengthOf(shown)) * across;
  const total = counts.buckets
    .filter(({ at }) => at + counts.size > shown.from && at < shown.to)
    .reduce((sum, { calls }) => sum + calls, 0);
  const spoken =
    bucket === null
      ? `${rangeText(rounded(shown), zone)}: ${countOf(total, counted, counted)}`
      : `${rangeText({ from: bucket.at, to: bucket.at + counts.size }, zone)}: ${countText(bucket.calls)} ${counted}, ${expectedText(bucket)} expected`;
  return (
    <>
      <div
        ref={plot}
        role="slider"
        aria-label={`${counted} per ${bucketText(counts.bucketMinutes)}`}
        aria-orientation="horizontal"
        aria-valuemin={1}
        aria-valuemax={Math.max(1, counts.buckets.length)}
        aria-valuenow={bucket === null ? 1 : counts.buckets.indexOf(bucket) + 1}
        aria-valuetext={spoken}
        aria-describedby={help}
        tabIndex={0}
        className={styles['plot']}
        style={{ left, right: RIGHT, top: ABOVE, bottom: BELOW }}
        {...hands.handlers}
      >
        {bucket !== null && (
          <span className={styles['crosshair']} style={{ left: xOf(bucket.at + counts.size / 2) }} />
        )}
        {hands.brush !== null && <Brush brush={hands.brush} shown={shown} across={across} />}
      </div>
      <span id={help} hidden>
        Left and right move the time, plus and minus zoom, 0 shows all, Home goes back to the spike; comma and
        full stop go from count to count, Escape lets go. Drag to choose a time; the wheel zooms with Ctrl.
      </span>
      <div className={styles['over']} style={{ left, right: RIGHT, height: ABOVE }}>
        {labels.map((label) => (
          <Label key={label.key} label={label} shown={shown} across={across} />
        ))}
      </div>
      {bucket !== null && (
        <div className={styles['over']} style={{ left, right: RIGHT, top: ABOVE + 8 }}>
          <CountsTooltip
            bucket={bucket}
            size={counts.size}
            counted={counted}
            withErrors={withErrors}
            x={xOf(bucket.at + counts.size / 2)}
            width={across}
          />
        </div>
      )}
    </>
  );
}

interface WithinProps {
  readonly shown: Span;
  readonly across: number;
}

function Brush({ brush, shown, across }: WithinProps & { readonly brush: Span }) {
  const place = placeOf(brush, shown, across);
  return place === null ? null : <span className={styles['brush']} style={place} />;
}

/** Beside its time where there is room on the right, else ending with it. */
function Label({ label, shown, across }: WithinProps & { readonly label: ChartLabel }) {
  const place = placeOf(label, shown, across);
  if (place === null) return null;
  const isLate = place.left > across / 2;
  const style = isLate ? { right: Math.max(0, across - place.left - place.width) } : { left: place.left };
  return (
    <span className={styles['label']} data-tone={label.tone} style={style} title={label.text}>
      {label.text}
    </span>
  );
}

/** Fractions of a second are of the picture, not of the log. */
function rounded({ from, to }: Span): Span {
  return { from: Math.round(from / 1_000) * 1_000, to: Math.round(to / 1_000) * 1_000 };
}
