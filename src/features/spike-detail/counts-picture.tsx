import { memo } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  XAxis,
  YAxis,
} from 'recharts';
import type { Span } from '#lib/zoom.ts';
import type { Zone } from '#lib/zone-time.ts';
import { countText } from '#ui/number-text.ts';
import { timeTicks } from '#ui/time-ticks.ts';
import { widened } from './chart-marks.ts';
import type { CoursePoint } from './course-rows.ts';
import type { YAxis as Scale } from './y-axis.ts';
import styles from './spike-detail.module.css';

/** Pixels around the plot: labels of spikes above, times below. */
export const ABOVE = 22;
export const BELOW = 24;
export const RIGHT = 12;

export interface Shade extends Span {
  readonly key: string;
  readonly tone: 'open' | 'other' | 'expected' | 'insight';
}

/** A level that AWS tells: so many in each bucket of a time. */
export interface Level extends Span {
  readonly key: string;
  readonly value: number;
}

interface CountsPictureProps {
  readonly points: readonly CoursePoint[];
  readonly shown: Span;
  readonly scale: Scale;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly zone: Zone;
  readonly shades: readonly Shade[];
  readonly levels: readonly Level[];
  readonly withErrors: boolean;
}

/** Band, lines and shades. Drawn anew for new counts or another time only, not while the pointer moves. */
export const CountsPicture = memo(function CountsPicture(props: CountsPictureProps) {
  const { points, shown, scale, left, width, height, zone, shades, levels, withErrors } = props;
  const across = width - left - RIGHT;
  return (
    <ComposedChart
      width={width}
      height={height}
      data={[...points]}
      margin={{ top: ABOVE, right: RIGHT, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      className={styles['picture'] ?? ''}
    >
      {shades
        .map((shade) => widened(shade, shown, across))
        .map(({ key, tone, from, to }) => (
          <ReferenceArea
            key={key}
            x1={from}
            x2={to}
            className={styles[tone === 'expected' ? 'expectedShade' : tone] ?? ''}
            ifOverflow="hidden"
          />
        ))}
      <CartesianGrid vertical={false} syncWithTicks />
      <Axes shown={shown} scale={scale} left={left} across={across} zone={zone} />
      <Lines levels={levels.map((level) => widened(level, shown, across))} withErrors={withErrors} />
    </ComposedChart>
  );
});

type AxesProps = Pick<CountsPictureProps, 'shown' | 'scale' | 'left' | 'zone'> & {
  /** Pixels of the plot. */
  readonly across: number;
};

function Axes({ shown, scale, left, across, zone }: AxesProps) {
  const ticks = timeTicks(shown.from, shown.to, across, zone);
  const labels = new Map(ticks.map(({ at, label }) => [at, label]));
  return (
    <>
      <XAxis
        dataKey="at"
        type="number"
        domain={[shown.from, shown.to]}
        allowDataOverflow
        ticks={ticks.map(({ at }) => at)}
        tickFormatter={(at: number) => labels.get(at) ?? ''}
        interval={0}
        height={BELOW}
        tick={{ textAnchor: 'start' }}
        tickSize={5}
        tickMargin={2}
      />
      <YAxis
        type="number"
        domain={[0, scale.top]}
        allowDataOverflow
        ticks={[...scale.ticks]}
        tickFormatter={countText}
        interval={0}
        width={left}
        axisLine={false}
        tickLine={false}
      />
    </>
  );
}

function Lines({ levels, withErrors }: Pick<CountsPictureProps, 'levels' | 'withErrors'>) {
  return (
    <>
      <Area
        dataKey="band"
        type="step"
        className={styles['band'] ?? ''}
        stroke="none"
        isAnimationActive={false}
        dot={false}
        activeDot={false}
      />
      <Line
        dataKey="expected"
        type="step"
        className={styles['expected'] ?? ''}
        isAnimationActive={false}
        dot={false}
        activeDot={false}
      />
      {levels.map(({ key, from, to, value }) => (
        <ReferenceLine
          key={key}
          segment={[
            { x: from, y: value },
            { x: to, y: value },
          ]}
          className={styles['level'] ?? ''}
          ifOverflow="hidden"
        />
      ))}
      <Area
        dataKey="calls"
        type="step"
        className={styles['calls'] ?? ''}
        isAnimationActive={false}
        dot={false}
        activeDot={false}
      />
      {withErrors && (
        <Line
          dataKey="errors"
          type="step"
          className={styles['errors'] ?? ''}
          isAnimationActive={false}
          dot={false}
          activeDot={false}
        />
      )}
    </>
  );
}
