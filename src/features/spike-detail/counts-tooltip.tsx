import { rangeText } from '#lib/zone-range.ts';
import type { ChartBucket } from '#query/spike-chart.ts';
import { countText, rateText } from '#ui/number-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import styles from './spike-detail.module.css';

const WIDTH = 216;
/** Pixels beside the line of the pointer. */
const BESIDE = 10;

interface CountsTooltipProps {
  readonly bucket: ChartBucket;
  /** Milliseconds of it. */
  readonly size: number;
  readonly counted: string;
  readonly withErrors: boolean;
  /** Pixels from the left of the plot, and its width. */
  readonly x: number;
  readonly width: number;
}

/** What the chart says of the bucket that is pointed at. */
export function CountsTooltip({ bucket, size, counted, withErrors, x, width }: CountsTooltipProps) {
  const { zone } = useTimeText();
  const left = x + BESIDE + WIDTH <= width ? x + BESIDE : Math.max(0, x - BESIDE - WIDTH);
  return (
    <div role="tooltip" className={styles['tooltip']} style={{ left, width: WIDTH }}>
      <div className={styles['muted']}>{rangeText({ from: bucket.at, to: bucket.at + size }, zone)}</div>
      <dl>
        <dt>
          <span className={styles['swatch']} data-tone="calls" /> {counted}
        </dt>
        <dd>
          <strong>{countText(bucket.calls)}</strong>
        </dd>
        {withErrors && (
          <>
            <dt>
              <span className={styles['swatch']} data-tone="errors" /> with an error
            </dt>
            <dd>{countText(bucket.errors)}</dd>
          </>
        )}
        <dt>
          <span className={styles['swatch']} data-tone="band" /> expected
        </dt>
        <dd>{expectedText(bucket)}</dd>
      </dl>
    </div>
  );
}

/** `3.4 (0 – 12)`: mean, and what all but one in a thousand counts lie between. */
export function expectedText({ expected, low, high }: ChartBucket): string {
  if (expected === null) return 'not enough history';
  const band = low === null || high === null ? '' : ` (${rateText(low)} – ${rateText(high)})`;
  return `${rateText(expected)}${band}`;
}
