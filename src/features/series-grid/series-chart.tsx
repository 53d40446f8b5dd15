import { memo } from 'react';
import { Area, AreaChart, ReferenceArea, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { Zone } from '#lib/zone-time.ts';
import type { Span } from '#lib/zoom.ts';
import { timeTicks } from '#ui/time-ticks.ts';
import type { Point, Shade } from './tiles.ts';
import styles from './series-grid.module.css';

export const CHART_HEIGHT = 92;
const AXIS_HEIGHT = 18;
const MARGIN = { top: 12, right: 0, bottom: 0, left: 0 };

export interface ChartProps {
  readonly points: readonly Point[];
  readonly shades: readonly Shade[];
  readonly span: Span;
  /** Upper end of the y axis. */
  readonly top: number;
  /** Pixels across. */
  readonly width: number;
  readonly zone: Zone;
}

/** Not by colour alone: which way a spike goes is drawn above it. */
const GLYPHS = { up: '▲', down: '▼', expected: '△' } as const;

/** The course of one series. It says nothing that its tile does not say in words. */
export const SeriesChart = memo(function SeriesChart({ points, shades, span, top, width, zone }: ChartProps) {
  const ticks = timeTicks(span.from, span.to, width, zone);
  const labels = new Map(ticks.map(({ at, label }) => [at, label]));
  return (
    <AreaChart
      width={width}
      height={CHART_HEIGHT}
      data={[...points]}
      margin={MARGIN}
      accessibilityLayer={false}
      className={styles['chart'] ?? ''}
    >
      <XAxis
        dataKey="at"
        type="number"
        domain={[span.from, span.to]}
        allowDataOverflow
        height={AXIS_HEIGHT}
        ticks={ticks.map(({ at }) => at)}
        tickFormatter={(at: number) => labels.get(at) ?? ''}
        tick={{ textAnchor: 'start', dx: 3 }}
        interval={0}
        tickMargin={2}
      />
      <YAxis hide domain={[0, top]} allowDataOverflow width={0} />
      <ReferenceLine y={top} className={styles['top'] ?? ''} />
      {shades.map(({ span: { from, to }, kind }) => (
        <ReferenceArea
          key={from}
          x1={from}
          x2={to}
          ifOverflow="hidden"
          className={styles[kind] ?? ''}
          label={{ value: GLYPHS[kind], position: 'top', offset: 1, className: styles[`${kind}Glyph`] ?? '' }}
        />
      ))}
      <Area
        dataKey="count"
        type="stepAfter"
        className={styles['course'] ?? ''}
        isAnimationActive={false}
        dot={false}
        activeDot={false}
      />
    </AreaChart>
  );
});
