import { memo, useMemo } from 'react';
import type { Turns } from '#lib/turns.ts';
import type { Zone } from '#lib/zone-time.ts';
import { lengthOf } from '#lib/zoom.ts';
import type { Span } from '#lib/zoom.ts';
import type { Buckets } from '#query/histogram.ts';
import { isMarked } from '#query/series-name.ts';
import type { SpikeMark } from '#query/series-name.ts';
import { seriesWords } from '#query/series-words.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import { countText } from '#ui/number-text.ts';
import { useInTurn } from '#ui/use-in-turn.ts';
import { useInView } from '#ui/use-in-view.ts';
import { visibleText } from '#ui/visible-text.ts';
import type { ChartProps } from './series-chart.tsx';
import { SeriesChart } from './series-chart.tsx';
import { callsText, perText, placeText, spikeBadge } from './tile-words.ts';
import { shadesOf } from './tiles.ts';
import type { Tile } from './tiles.ts';
import styles from './series-grid.module.css';

/** Pixels of the narrowest spike. */
const LEAST_SHADE = 4;
/** Above the highest. */
const HEADROOM = 1.04;

interface SeriesTileProps {
  readonly tile: Tile;
  readonly id: string;
  readonly cell: number;
  readonly active: boolean;
  readonly words: string;
  readonly span: Span;
  readonly buckets: Buckets;
  /** Highest count of the scale; null = its own. */
  readonly top: number | null;
  /** Pixels of its chart. */
  readonly width: number;
  readonly zone: Zone;
  readonly expected: readonly SpikeMark[];
  readonly turns: Turns;
}

/** One series: what it is called, how much, and its course, which is drawn when it is in view. */
export const SeriesTile = memo(function SeriesTile(props: SeriesTileProps) {
  const { tile, id, cell, active, words, span, buckets, top, width, zone, expected, turns } = props;
  const [ref, isInView] = useInView<HTMLDivElement>();
  const highest = top ?? tile.highest.count;
  const wanted = useMemo<ChartProps | null>(() => {
    if (!isInView || width <= 0) return null;
    const least = (LEAST_SHADE / width) * lengthOf(span);
    const shades = shadesOf(tile, expected, span, buckets, least);
    return { points: tile.points, shades, span, top: Math.max(1, highest) * HEADROOM, width, zone };
  }, [isInView, width, span, tile, expected, buckets, highest, zone]);
  const chart = useInTurn(turns, wanted);
  const { service, name } = seriesWords(tile.series);
  const isExpected = tile.spikes.length > 0 && tile.spikes.every((spike) => isMarked(spike, expected));
  const badge = spikeBadge(tile, expected);
  return (
    <div
      ref={ref}
      role="gridcell"
      id={id}
      tabIndex={-1}
      aria-label={words}
      className={styles['tile']}
      data-cell={cell}
      data-active={active || undefined}
      data-expected={isExpected || undefined}
    >
      <div className={styles['line']}>
        <span className={styles['name']} title={visibleText(name)}>
          {service !== null && <span className={styles['service']}>{visibleText(service)}</span>}
          <CutVisible text={name} />
        </span>
        {badge !== null && (
          <span className={styles['badge']} data-tone={badge.tone}>
            {badge.text}
          </span>
        )}
      </div>
      <div className={styles['line']}>
        <span className={styles['place']} title={visibleText(seriesWords(tile.series).place)}>
          {visibleText(placeText(tile.series))}
        </span>
        <span className={styles['calls']}>{callsText(tile)}</span>
      </div>
      <div className={styles['plot']} aria-hidden="true">
        {tile.calls > 0 && (
          <span
            className={styles['highest']}
            title={`The upper end of the scale: calls per ${perText(buckets.step)}`}
          >
            {countText(highest)}
          </span>
        )}
        {chart !== null && <SeriesChart {...chart} />}
        {tile.calls === 0 && <span className={styles['none']}>none in the time shown</span>}
      </div>
    </div>
  );
});
