import { Skeleton } from '@mantine/core';
import { memo, useDeferredValue, useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { zoneOffset } from '#lib/zone-time.ts';
import { chooseBuckets, histogram } from '#query/histogram.ts';
import { unkept } from '#query/matches.ts';
import { shownWindow } from '#query/time-window.ts';
import { useCoverageMap } from '#session/use-coverage-map.ts';
import type { CoverageMapData } from '#session/use-coverage-map.ts';
import { useDataWindow } from '#session/use-data-window.ts';
import { OVERVIEW_ASKED, useOverview } from '#session/use-overview.ts';
import type { Overview } from '#session/use-overview.ts';
import { phaseOf, useSessionState } from '#session/use-session.ts';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { CallsTile } from './calls-tile.tsx';
import { CoverageTile } from './coverage-tile.tsx';
import { FilesTile } from './files-tile.tsx';
import { NewsTile } from './news-tile.tsx';
import { OverviewHead } from './overview-head.tsx';
import { Signals } from './signals.tsx';
import { SpikesTile } from './spikes-tile.tsx';
import { SqlButton } from './sql-button.tsx';
import { ValuesTile } from './values-tile.tsx';
import styles from './overview.module.css';

interface OverviewPanelProps {
  /** The events over time; `tools` stand behind its title. */
  readonly chart: (tools: ReactNode) => ReactNode;
  /** What is said when the filter leaves no event. */
  readonly nothingMatches: ReactNode;
}

/** Says where to look: what demands a look first, then what it stands in. */
export function OverviewPanel({ chart, nothingMatches }: OverviewPanelProps) {
  const [{ filter, zone }] = useViewState();
  const ready = useSessionState(phaseOf) === 'ready';
  const { data: answer, error, isPlaceholderData } = useOverview(filter);
  // Drawn in slices: some hundred values to press.
  const data = useDeferredValue(answer);
  const coverage = useCoverageMap(filter, zone, 'visible');
  useStandingMeasure(isPlaceholderData ? undefined : data, coverage);
  const isNone = ready && !isPlaceholderData && data?.totals?.events === 0;
  return (
    <section className={styles['panel']} aria-label="Overview">
      <OverviewHead filter={filter} totals={ready ? data?.totals : undefined} />
      {error !== null && (
        <Notice tone="bad" title="The overview could not be counted">
          {visibleText(error.message)}
        </Notice>
      )}
      {isNone ? (
        nothingMatches
      ) : (
        <div className={styles['grid']}>
          {ready && data !== undefined && (
            <Signals filter={filter} rows={data.signals} stale={isPlaceholderData} />
          )}
          <div className={styles['chart']}>{chart(<ChartSql />)}</div>
          {!ready && <p className={styles['later']}>Everything else is counted when reading has ended.</p>}
          {ready && data === undefined && error === null && (
            <Skeleton height={320} animate={false} role="status" aria-label="Counting" />
          )}
          {ready && data !== undefined && <Tiles data={data} stale={isPlaceholderData} coverage={coverage} />}
        </div>
      )}
    </section>
  );
}

interface TilesProps {
  readonly data: Overview;
  readonly stale: boolean;
  readonly coverage: { readonly map: CoverageMapData | null; readonly error: Error | null };
}

const Tiles = memo(function Tiles({ data: { totals, calls, values }, stale, coverage }: TilesProps) {
  const [{ filter }] = useViewState();
  const own = { filter, rows: calls, stale };
  return (
    <>
      <SpikesTile />
      <NewsTile />
      <CallsTile list="denied" span="third" {...own} />
      <CallsTile list="destructive" span="third" {...own} />
      <CallsTile list="sensitive" span="third" {...own} />
      <CoverageTile {...coverage} />
      <FilesTile />
      <ValuesTile filter={filter} rows={values} events={totals?.events ?? 0} stale={stale} />
      <CallsTile list="most" span="half" {...own} />
      <CallsTile list="largest" span="half" {...own} />
    </>
  );
});

/** The histogram asks for itself; here is what it asks. */
function ChartSql() {
  const [{ filter, zone, stack }] = useViewState();
  const data = useDataWindow();
  if (data === null) return null;
  const { from, to } = shownWindow(filter, data);
  return (
    <SqlButton
      title="Events over time"
      about="How many of the matching events happened when, divided by how they ended. Drag over the bars, or use the arrow keys and Enter, to choose a time. Hatched: nothing is loaded."
      sql={() => [histogram(unkept(filter), chooseBuckets(from, to, zoneOffset(from, zone)), stack)]}
    />
  );
}

/**
 * `performance.measure('overview')`: from the asking until all tiles stand but spikes and news, which come in the
 * background (`database: news`; spikes have no measure of their own). Only the latest stays. For the benchmark and the browser's own tools.
 */
function useStandingMeasure(data: Overview | undefined, coverage: TilesProps['coverage']): void {
  const stands = data !== undefined && (coverage.map !== null || data.totals?.first === null);
  const asked = useMemo(() => (stands ? data.asked : null), [stands, data]);
  useEffect(() => {
    if (asked === null) return;
    // Whoever comes back finds the same answer: it stood long ago.
    const isNew = performance.getEntriesByName(OVERVIEW_ASKED).some(({ startTime }) => startTime === asked);
    if (!isNew) return;
    performance.clearMarks(OVERVIEW_ASKED);
    performance.clearMeasures('overview');
    performance.measure('overview', { start: asked });
  }, [asked]);
}
