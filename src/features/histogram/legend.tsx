import type { Gap } from '#query/gaps.ts';
import { countText } from '#ui/number-text.ts';
import { ValueHandle } from '#ui/value-handle.tsx';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import { seriesName } from './bars.ts';
import type { Bars } from './bars.ts';
import styles from './histogram.module.css';

interface LegendProps {
  readonly bars: Bars;
  readonly gaps: readonly Gap[];
  readonly onGaps: () => void;
}

/** The colours in words, how many events each has, and where data is missing. */
export function Legend({ bars, gaps, onGaps }: LegendProps) {
  const actions = useHandleActions();
  return (
    <ul className={styles['legend']} aria-label="Legend">
      {bars.series.map((series) => (
        <li key={series.tone}>
          <ValueHandle value={seriesName(series)} actions={() => actions({ field: bars.stack }, series.name)}>
            <span className={styles['swatch']} data-tone={series.tone} /> {seriesName(series)}{' '}
            <span className={styles['muted']}>{countText(series.total)}</span>
          </ValueHandle>
        </li>
      ))}
      {gaps.length > 0 && (
        <li>
          <button type="button" className={styles['gapButton']} onClick={onGaps} title="List them">
            <span className={styles['swatch']} data-tone="gap" /> no data{' '}
            <span className={styles['muted']}>
              {gaps.length === 1 ? '1 gap' : `${countText(gaps.length)} gaps`}
            </span>
          </button>
        </li>
      )}
    </ul>
  );
}
