import { Skeleton } from '@mantine/core';
import { useElementSize, useViewportSize } from '@mantine/hooks';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { phaseOf, useSessionState } from '#session/use-session.ts';
import { Notice } from '#ui/notice.tsx';
import { useCellHands } from '#ui/use-cell-hands.ts';
import { useTurns } from '#ui/use-in-turn.ts';
import { visibleText } from '#ui/visible-text.ts';
import { SERIES_COUNTS } from '#view-state/spike-view.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { NoSeries } from './no-series.tsx';
import { SeriesBar } from './series-bar.tsx';
import { SeriesTable } from './series-table.tsx';
import { SeriesTile } from './series-tile.tsx';
import { tileSentence } from './tile-words.ts';
import { fittingCount } from './tiles.ts';
import type { Tile } from './tiles.ts';
import { useOpenSeries } from './use-open-series.ts';
import { useTiles } from './use-tiles.ts';
import type { ShownTiles } from './use-tiles.ts';
import styles from './series-grid.module.css';

/** Pixels of a tile with the space around it, of what surrounds its chart, and of what the page has besides. */
const TILE = { width: 300, height: 158 };
const AROUND_CHART = 26;
const BESIDES = 240;

interface SeriesGridProps {
  /** What is said when the filter leaves no event. */
  readonly nothing: ReactNode;
}

/** Many series side by side over the same time: the most unusual ones, or the busiest. */
export function SeriesGrid({ nothing }: SeriesGridProps) {
  const [{ seriesCount }] = useViewState();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const window = useViewportSize();
  const columns = Math.max(1, Math.floor(width / TILE.width));
  const inView = columns * Math.ceil(Math.max(1, window.height - BESIDES) / TILE.height);
  const fitting = fittingCount(SERIES_COUNTS, inView) ?? 24;
  const answer = useTiles(seriesCount ?? fitting);
  const [tableOpen, setTableOpen] = useState(false);
  const loading = useSessionState(phaseOf) !== 'ready';
  const { shown, stale, report, error } = answer;
  if (error !== null)
    return (
      <Notice tone="bad" title="The series could not be counted">
        {visibleText(error.message)}
      </Notice>
    );
  if (answer.isEmpty && !loading) return nothing;
  return (
    <section className={styles['panel']} aria-label="Series side by side">
      <SeriesBar shown={shown} fitting={fitting} onTable={() => setTableOpen(true)} />
      <div ref={ref} className={styles['box']} data-scrolls>
        {shown === null ? (
          <Skeleton height={320} animate={false} role="status" aria-label="Counting" />
        ) : shown.tiles.length === 0 ? (
          <NoSeries report={report} />
        ) : (
          width > 0 && <Tiles shown={shown} columns={columns} width={width} stale={stale} />
        )}
      </div>
      {shown !== null && tableOpen && <SeriesTable shown={shown} onClose={() => setTableOpen(false)} />}
    </section>
  );
}

interface TilesProps {
  readonly shown: ShownTiles;
  readonly columns: number;
  readonly width: number;
  readonly stale: boolean;
}

function Tiles({ shown, columns, width, stale }: TilesProps) {
  const [{ expected, sameScale }] = useViewState();
  const { zone, time } = useTimeText();
  const { tiles, span, buckets } = shown;
  const open = useOpenSeries();
  const turns = useTurns();
  const id = useId();
  const rows = Math.ceil(tiles.length / columns);
  const idOf = ({ row, column }: { row: number; column: number }): string => `${id}${row}-${column}`;
  const { box, at, handlers } = useCellHands({
    rows,
    columns,
    cells: tiles.length,
    idOf,
    onPress: ({ row, column }) => {
      const tile = tiles[row * columns + column];
      if (tile !== undefined) open(tile);
    },
  });
  const top = sameScale ? Math.max(1, ...tiles.map(({ highest }) => highest.count)) : null;
  const tileWidth = Math.floor(width / columns) - AROUND_CHART;
  const tileAt = (tile: Tile, place: number): ReactNode => {
    const [row, column] = [Math.floor(place / columns), place % columns];
    return (
      <SeriesTile
        key={tile.key}
        tile={tile}
        id={idOf({ row, column })}
        cell={place}
        active={at?.row === row && at.column === column}
        words={tileSentence(tile, buckets.step, time, expected)}
        span={span}
        buckets={buckets}
        top={top}
        width={tileWidth}
        zone={zone}
        expected={expected}
        turns={turns}
      />
    );
  };
  return (
    <div
      ref={box}
      role="grid"
      aria-label="Series"
      aria-rowcount={rows}
      aria-colcount={columns}
      aria-busy={stale}
      aria-activedescendant={at === null ? undefined : idOf(at)}
      tabIndex={0}
      className={styles['grid']}
      data-stale={stale || undefined}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
      {...handlers}
    >
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} role="row" className={styles['row']}>
          {tiles
            .slice(row * columns, (row + 1) * columns)
            .map((tile, column) => tileAt(tile, row * columns + column))}
        </div>
      ))}
    </div>
  );
}
