import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { zoneOffset } from '#lib/zone-time.ts';
import type { Zone } from '#lib/zone-time.ts';
import { coverageBuckets, coverageCells, coverageRows } from '#query/coverage-map.ts';
import type { CoverageRow } from '#query/coverage-map.ts';
import type { Buckets } from '#query/histogram.ts';
import { shownWindow, windowOfData } from '#query/time-window.ts';
import type { OpenWindow, TimeWindow } from '#query/time-window.ts';
import type { SessionState } from './session.ts';
import { useDbQuery, useRevision } from './use-db-query.ts';
import { deliveriesQuery } from './use-deliveries.ts';
import type { Deliveries } from './use-deliveries.ts';
import { useSession, useSessionState } from './use-session.ts';

const isReady = (state: SessionState): boolean => state.phase === 'ready';
const firstOf = (state: SessionState): number | null => state.totals.firstTime;
const lastOf = (state: SessionState): number | null => state.totals.lastTime;

export interface CoverageMapData {
  readonly rows: readonly CoverageRow[];
  readonly buckets: Buckets;
  /** Files whose names tell when they were delivered, of so many. */
  readonly named: number;
  readonly files: number;
  /** Pairs of account and region that are not shown. */
  readonly left: number;
  /** Only the chosen range of time. */
  readonly isNarrowed: boolean;
}

/** What is covered, over the chosen range or the whole time of the data; null until it is known, or when there is no time. */
export function useCoverageMap(
  { from, to }: OpenWindow,
  zone: Zone,
  priority: 'visible' | 'surrounding' = 'surrounding',
): { map: CoverageMapData | null; error: Error | null } {
  const ready = useSessionState(isReady);
  const deliveries = useDeliveries(ready);
  const window = useWholeWindow(deliveries);
  const buckets = useMemo(() => {
    if (window === null) return null;
    const shown = shownWindow({ from, to }, window);
    return coverageBuckets(shown, zoneOffset(shown.from, zone));
  }, [window, from, to, zone]);
  const { data, error, isPlaceholderData } = useDbQuery(
    ready && buckets !== null ? coverageCells(buckets) : null,
    { keep: true, priority },
  );
  const cells = isPlaceholderData ? undefined : data?.rows;
  const map = useMemo((): CoverageMapData | null => {
    if (cells === undefined || buckets === null || deliveries === null) return null;
    const pairs = new Set(cells.map(({ account, region }) => JSON.stringify([account, region]))).size;
    return {
      rows: coverageRows(cells, deliveries.all, buckets),
      buckets,
      named: deliveries.all.length,
      files: deliveries.files,
      left: Math.max(0, (cells[0]?.pairs ?? 0) - pairs),
      isNarrowed: from !== null || to !== null,
    };
  }, [cells, buckets, deliveries, from, to]);
  return useMemo(() => ({ map, error }), [map, error]);
}

/** From the first to the last thing loaded, be it an event or a file that was delivered. */
function useWholeWindow(deliveries: Deliveries | null): TimeWindow | null {
  const first = useSessionState(firstOf);
  const last = useSessionState(lastOf);
  return useMemo(() => {
    if (deliveries === null) return null;
    let from = first ?? Infinity;
    let to = last ?? -Infinity;
    for (const { at } of deliveries.all) {
      from = Math.min(from, at);
      to = Math.max(to, at);
    }
    return from > to ? null : windowOfData(from, to);
  }, [deliveries, first, last]);
}

/** Insights and network activity are delivered only where there are some: they cover nothing else. */
function useDeliveries(ready: boolean): Deliveries | null {
  const session = useSession();
  const revision = useRevision();
  const { data } = useQuery({
    ...deliveriesQuery(session, revision),
    enabled: ready,
    placeholderData: keepPreviousData,
  });
  return useMemo(
    () =>
      data === undefined ? null : { ...data, all: data.all.filter(({ kind }) => kind === 'CloudTrail') },
    [data],
  );
}
