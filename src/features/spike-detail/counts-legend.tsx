import { Button } from '@mantine/core';
import type { Shade } from './counts-picture.tsx';
import { hasBand } from './course-rows.ts';
import type { ShownCounts } from './use-counts.ts';
import styles from './spike-detail.module.css';

interface CountsLegendProps {
  readonly counts: ShownCounts;
  readonly counted: string;
  readonly shades: readonly Shade[];
  /** Whether errors are drawn; null where there are none to draw. */
  readonly errors: boolean | null;
  readonly onErrors: (shown: boolean) => void;
  readonly onTable: () => void;
}

/** What the lines and shades are, in words. */
export function CountsLegend({ counts, counted, shades, errors, onErrors, onTable }: CountsLegendProps) {
  const tones = new Set(shades.map(({ tone }) => tone));
  return (
    <div className={styles['legendLine']}>
      <ul className={styles['legend']} aria-label="Legend">
        <li>
          <span className={styles['swatch']} data-tone="calls" /> {counted} observed
        </li>
        {hasBand(counts) && (
          <li>
            <span className={styles['swatch']} data-tone="band" /> expected: 99.9 % of counts
          </li>
        )}
        {errors !== null && (
          <li>
            <button
              type="button"
              className={styles['legendButton']}
              aria-pressed={errors}
              title={errors ? 'Do not draw them' : 'Draw them'}
              onClick={() => onErrors(!errors)}
            >
              <span className={styles['swatch']} data-tone="errors" /> with an error
              {!errors && ' (not drawn)'}
            </button>
          </li>
        )}
        {(tones.has('open') || tones.has('other')) && (
          <li>
            <span className={styles['swatch']} data-tone="open" /> spike
          </li>
        )}
        {tones.has('expected') && (
          <li>
            <span className={styles['swatch']} data-tone="expected" /> marked as expected
          </li>
        )}
        {tones.has('insight') && (
          <li>
            <span className={styles['swatch']} data-tone="insight" /> AWS Insights, with its averages
          </li>
        )}
      </ul>
      <Button size="compact-xs" variant="default" onClick={onTable}>
        View as table
      </Button>
      <p className={styles['history']}>
        {counts.isKnown ? counts.history : 'No loaded event is of this series.'}
      </p>
    </div>
  );
}
