import { memo } from 'react';
import styles from './overview.module.css';

const WIDTH = 84;
const HEIGHT = 16;

/** Counts one after the other, by the greatest of them: only a shape, the numbers stand beside it. */
export const Spark = memo(function Spark({ counts }: { readonly counts: readonly number[] }) {
  const most = Math.max(1, ...counts);
  const slot = WIDTH / Math.max(1, counts.length);
  const path = counts
    .map((n, at) =>
      n === 0
        ? ''
        : `M${(at * slot).toFixed(1)} ${HEIGHT}v${(-Math.max(1, (n / most) * HEIGHT)).toFixed(1)}h${slot.toFixed(1)}V${HEIGHT}z`,
    )
    .join('');
  return (
    <svg className={styles['spark']} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <path d={path} />
    </svg>
  );
});
