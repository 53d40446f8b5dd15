import { Button, NativeSelect } from '@mantine/core';
import { rangeText } from '#lib/zone-range.ts';
import type { Span } from '#lib/zoom.ts';
import { BUCKETS } from '#view-state/spike-view.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { Zoom } from '#view-state/use-zoom.ts';
import { bucketText, offeredBuckets } from './chart-span.ts';
import styles from './spike-detail.module.css';

interface CountsToolsProps {
  readonly zoom: Zoom;
  readonly shown: Span;
  readonly counted: string;
  readonly bucketMinutes: number;
  /** There is more time than is shown at first. */
  readonly hasHome: boolean;
}

/** What is drawn, of which time, and the ways to another. */
export function CountsTools({ zoom, shown, counted, bucketMinutes, hasHome }: CountsToolsProps) {
  const { zone } = useTimeText();
  const minutes = { from: whole(shown.from), to: whole(shown.to) };
  return (
    <div className={styles['tools']}>
      <h3 className={styles['chartTitle']}>{counted.charAt(0).toUpperCase() + counted.slice(1)}</h3>
      <BucketChoice shown={shown} bucketMinutes={bucketMinutes} />
      <span className={styles['range']}>{rangeText(minutes, zone)}</span>
      <div role="group" aria-label="Zoom" className={styles['zoomButtons']}>
        <ZoomButton label="−" title="Zoom out (−)" disabled={zoom.isWhole} onClick={() => zoom.wider()} />
        <ZoomButton label="+" title="Zoom in (+)" disabled={false} onClick={() => zoom.closer()} />
        {hasHome && (
          <ZoomButton
            label="Days around it"
            title="Show the days around it (Home)"
            disabled={false}
            onClick={zoom.goHome}
          />
        )}
        <ZoomButton label="All" title="Show all time (0)" disabled={zoom.isWhole} onClick={zoom.showAll} />
      </div>
    </div>
  );
}

const MINUTE = 60_000;
const whole = (ms: number): number => Math.round(ms / MINUTE) * MINUTE;

interface ZoomButtonProps {
  readonly label: string;
  readonly title: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function ZoomButton({ label, title, disabled, onClick }: ZoomButtonProps) {
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={title}
      title={title}
      disabled={disabled}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}

const AUTOMATIC = 'auto';

/** Minutes of a count; those of which there would be more than can be drawn are not offered. */
function BucketChoice({ shown, bucketMinutes }: Pick<CountsToolsProps, 'shown' | 'bucketMinutes'>) {
  const [{ bucket }, change] = useViewState();
  const offered = offeredBuckets(shown);
  const isOffered = bucket !== null && offered.includes(bucket);
  return (
    <NativeSelect
      size="xs"
      aria-label="Counted per"
      className={styles['bucketChoice'] ?? ''}
      value={isOffered ? String(bucket) : AUTOMATIC}
      onChange={({ currentTarget: { value } }) =>
        change({ bucket: BUCKETS.find((minutes) => String(minutes) === value) ?? null })
      }
      data={[
        { value: AUTOMATIC, label: isOffered ? 'automatic' : `per ${bucketText(bucketMinutes)} (auto)` },
        ...offered.map((minutes) => ({ value: String(minutes), label: `per ${bucketText(minutes)}` })),
      ]}
    />
  );
}
