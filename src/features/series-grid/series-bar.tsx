import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { countText } from '#ui/number-text.ts';
import { SERIES_COUNTS, SERIES_ORDERS } from '#view-state/spike-view.ts';
import type { SeriesOrder } from '#view-state/spike-view.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { perText } from './tile-words.ts';
import type { ShownTiles } from './use-tiles.ts';
import styles from './series-grid.module.css';

const ORDERS: Readonly<Record<SeriesOrder, string>> = { unusual: 'Most unusual', busy: 'Busiest' };

interface SeriesBarProps {
  readonly shown: ShownTiles | null;
  /** How many fit the page. */
  readonly fitting: number;
  readonly onTable: () => void;
}

/** Which series, how many, on which scale; and what is seen of how much. */
export function SeriesBar({ shown, fitting, onTable }: SeriesBarProps) {
  const [{ seriesOrder, seriesCount, sameScale, zoom }, change] = useViewState();
  return (
    <header className={styles['bar']}>
      <SegmentedControl
        size="xs"
        aria-label="Which series"
        value={seriesOrder}
        onChange={(next) => change({ seriesOrder: next })}
        data={SERIES_ORDERS.map((value) => ({ value, label: ORDERS[value] }))}
      />
      <NativeSelect
        size="xs"
        aria-label="How many series"
        value={seriesCount === null ? '' : String(seriesCount)}
        onChange={({ currentTarget: { value } }) =>
          change({ seriesCount: SERIES_COUNTS.find((count) => String(count) === value) ?? null })
        }
        data={[
          { value: '', label: `${fitting}, as fits` },
          ...SERIES_COUNTS.map((count) => ({ value: String(count), label: String(count) })),
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label="Scale"
        value={sameScale ? 'same' : 'own'}
        onChange={(next) => change({ sameScale: next === 'same' })}
        data={[
          { value: 'own', label: 'Own scales' },
          { value: 'same', label: 'One scale' },
        ]}
      />
      {shown !== null && <Seen shown={shown} />}
      <span className={styles['tools']}>
        {zoom !== null && (
          <Button size="compact-xs" variant="default" onClick={() => change({ zoom: null })}>
            Show all the time
          </Button>
        )}
        <Button size="compact-xs" variant="default" disabled={shown === null} onClick={onTable}>
          View as table
        </Button>
      </span>
    </header>
  );
}

function Seen({ shown: { tiles, all, buckets } }: { readonly shown: ShownTiles }) {
  const [{ seriesOrder }] = useViewState();
  const { zoneLabel } = useTimeText();
  const which = seriesOrder === 'busy' ? 'series, the busiest of each kind in turn' : 'series with spikes';
  return (
    <span className={styles['seen']} role="status">
      {countText(tiles.length)} of {countText(all)} {which} · counted per {perText(buckets.step)} ·{' '}
      {zoneLabel}
    </span>
  );
}
