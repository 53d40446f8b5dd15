import { memo } from 'react';
import { countOf } from '#ui/number-text.ts';
import styles from './principals.module.css';

const WIDTH = 118;
const HEIGHT = 18;
/** A single event among thousands is still seen. */
const LEAST = 2;

interface CoursePictureProps {
  readonly counts: readonly number[];
  readonly step: number;
  /** ms at which the first part begins. */
  readonly start: number;
  readonly time: (ms: number) => string;
}

/** Events over the time shown, each row by its own greatest part: when somebody was active, not how much beside others. */
export const CoursePicture = memo(function CoursePicture({ counts, step, start, time }: CoursePictureProps) {
  const most = Math.max(1, ...counts);
  const width = WIDTH / counts.length;
  const bars = counts.flatMap((n, at) => {
    if (n === 0) return [];
    const height = Math.max(LEAST, (n / most) * HEIGHT);
    return `M${(at * width).toFixed(1)} ${HEIGHT}v${(-height).toFixed(1)}h${Math.max(1, width - 0.6).toFixed(1)}V${HEIGHT}z`;
  });
  const words = courseWords(counts, start, step, time);
  return (
    <svg
      role="img"
      aria-label={words}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={styles['course']}
    >
      <title>{words}</title>
      <path d={bars.join('')} />
    </svg>
  );
});

function courseWords(
  counts: readonly number[],
  start: number,
  step: number,
  time: (ms: number) => string,
): string {
  const most = Math.max(...counts);
  const active = counts.filter((n) => n > 0).length;
  const from = start + counts.indexOf(most) * step;
  return `Active in ${active} of ${countOf(counts.length, 'part')} of the time shown; most, ${countOf(most, 'event')}, from ${time(from)} to ${time(from + step)}`;
}
