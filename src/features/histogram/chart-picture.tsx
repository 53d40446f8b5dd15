import { memo, useId } from 'react';
import type { Zone } from '#lib/zone-time.ts';
import type { Gap } from '#query/gaps.ts';
import { countText } from '#ui/number-text.ts';
import { barPaths } from './bars.ts';
import type { Bars, CountAxis } from './bars.ts';
import { labelWidth, timeTicks } from '#ui/time-ticks.ts';
import styles from './histogram.module.css';

/** Pixels: the bars, what stays free above them, the times below. */
export const HEIGHT = 76;
const ABOVE = 8;
const BELOW = 18;
/** Narrower gaps would not be seen. */
const NARROWEST_GAP = 3;
/** From this width on a gap says what it is. */
const WIDTH_OF_WORD = 56;

/** Where the plot begins: behind the widest count. */
export function leftOf({ top }: CountAxis): number {
  return Math.ceil(Math.max(22, labelWidth(countText(top)) + 8));
}

interface ChartPictureProps {
  readonly bars: Bars;
  readonly axis: CountAxis;
  readonly gaps: readonly Gap[];
  readonly left: number;
  /** Pixels across. */
  readonly plot: number;
  readonly zone: Zone;
}

/** Lines, gaps, bars and labels. Drawn anew for new counts only, not while the pointer moves. */
export const ChartPicture = memo(function ChartPicture({
  bars,
  axis,
  gaps,
  left,
  plot,
  zone,
}: ChartPictureProps) {
  const hatch = useId();
  const { start, step, count } = bars.buckets;
  const end = start + step * count;
  const rise = HEIGHT - ABOVE;
  const xOf = (at: number): number => ((at - start) / (end - start)) * plot;
  const yOf = (value: number): number => HEIGHT - (value / axis.top) * rise;
  return (
    <svg className={styles['picture']} width={left + plot} height={HEIGHT + BELOW} aria-hidden="true">
      <defs>
        <pattern id={hatch} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className={styles['hatchGround']} width={6} height={6} />
          <rect className={styles['hatchLine']} width={1.5} height={6} />
        </pattern>
      </defs>
      {bars.total > 0 &&
        axis.marks.map((mark) => (
          <g key={mark}>
            <line
              className={styles['grid']}
              x1={left}
              x2={left + plot}
              y1={crisp(yOf(mark))}
              y2={crisp(yOf(mark))}
            />
            <text className={styles['count']} x={left - 5} y={yOf(mark) + 4} textAnchor="end">
              {countText(mark)}
            </text>
          </g>
        ))}
      <g transform={`translate(${left} 0)`}>
        {gaps.map(({ from, to }) => {
          const width = Math.max(NARROWEST_GAP, xOf(to) - xOf(from));
          const x = Math.max(0, Math.min(xOf(from), plot - width));
          return (
            <g key={from}>
              <rect x={x} y={ABOVE} width={width} height={rise} fill={`url(#${hatch})`} />
              {width >= WIDTH_OF_WORD && (
                <text
                  className={styles['gapWord']}
                  x={x + width / 2}
                  y={ABOVE + rise / 2 + 4}
                  textAnchor="middle"
                >
                  no data
                </text>
              )}
            </g>
          );
        })}
        <g transform={`translate(0 ${ABOVE})`} shapeRendering={plot / count >= 3 ? 'crispEdges' : undefined}>
          {barPaths(bars, plot, rise, axis.top).map((path, at) => (
            <path
              key={bars.series[at]?.tone}
              className={styles[bars.series[at]?.tone ?? 'series-none']}
              d={path}
            />
          ))}
        </g>
        <line className={styles['base']} x1={0} x2={plot} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} />
        {timeTicks(start, end, plot, zone).map(({ at, label }) => (
          <g key={at} transform={`translate(${crisp(xOf(at))} ${HEIGHT})`}>
            <line className={styles['tick']} y1={1} y2={5} />
            <text className={styles['time']} x={0} y={16}>
              {label}
            </text>
          </g>
        ))}
      </g>
    </svg>
  );
});

/** A line one pixel wide covers one row of pixels when it stands in the middle of them. */
function crisp(at: number): number {
  return Math.floor(at) + 0.5;
}
