import { memo } from 'react';
import type { Spike } from '#query/find-spikes.ts';
import styles from './spike-list.module.css';

const WIDTH = 116;
const HEIGHT = 30;
/** A single call among thousands is still seen. */
const LEAST = 1.5;

interface SparkLineProps {
  readonly spike: Pick<Spike, 'course' | 'start' | 'end'>;
  readonly title: string;
}

/** The hours around a spike, each by the greatest: the spike is darker, and underlined, since of silence there are no bars. */
export const SparkLine = memo(function SparkLine({ spike, title }: SparkLineProps) {
  const { from, step, counts } = spike.course;
  const most = Math.max(1, ...counts);
  const width = WIDTH / Math.max(1, counts.length);
  const isWithin = (at: number): boolean =>
    from + at * step < spike.end && from + (at + 1) * step > spike.start;
  const bars = (own: boolean): string =>
    counts
      .map((n, at) => {
        if (n === 0 || isWithin(at) !== own) return '';
        const height = Math.max(LEAST, (n / most) * HEIGHT);
        return `M${(at * width).toFixed(1)} ${HEIGHT}v${(-height).toFixed(1)}h${Math.max(1, width - 0.6).toFixed(1)}V${HEIGHT}z`;
      })
      .join('');
  const within = counts.flatMap((_, at) => (isWithin(at) ? [at] : []));
  const [first, last] = [within[0] ?? 0, within.at(-1) ?? -1];
  return (
    <svg
      height={HEIGHT + 3}
      viewBox={`0 0 ${WIDTH} ${HEIGHT + 3}`}
      // As wide as there is room.
      preserveAspectRatio="none"
      className={styles['course']}
      aria-hidden="true"
    >
      <title>{title}</title>
      <rect y={HEIGHT} width={WIDTH} height={1} data-ground />
      <path d={bars(false)} />
      <path d={bars(true)} data-spike />
      <rect x={first * width} y={HEIGHT + 1} width={(last + 1 - first) * width} height={2} data-spike />
    </svg>
  );
});
