import { memo } from 'react';
import type { Zone } from '#lib/zone-time.ts';
import { timeTicks } from '#ui/time-ticks.ts';
import { lengthOf } from '#lib/zoom.ts';
import type { Span } from '#lib/zoom.ts';
import styles from './timeline.module.css';

interface TimeAxisProps {
  readonly shown: Span;
  readonly width: number;
  readonly zone: Zone;
}

function placesOf({ shown, width, zone }: TimeAxisProps) {
  return timeTicks(shown.from, shown.to, width, zone).map(({ at, label }) => ({
    at,
    label,
    x: Math.round(((at - shown.from) / lengthOf(shown)) * width),
  }));
}

/** The times above the lanes. */
export const TimeAxis = memo(function TimeAxis(props: TimeAxisProps) {
  return (
    <div className={styles['axis']} aria-hidden="true">
      {placesOf(props).map(({ at, label, x }) => (
        <span key={at} style={{ transform: `translateX(${x}px)` }}>
          {label}
        </span>
      ))}
    </div>
  );
});

/** The same times as lines behind the lanes. */
export const TimeGrid = memo(function TimeGrid(props: TimeAxisProps) {
  return (
    <div className={styles['grid']} aria-hidden="true">
      {placesOf(props).map(({ at, x }) => (
        <span key={at} style={{ transform: `translateX(${x}px)` }} />
      ))}
    </div>
  );
});
