import { useMemo, useState } from 'react';
import { zoneOffset } from '#lib/zone-time.ts';
import { domainOf, shownSpan } from '#lib/zoom.ts';
import type { Span } from '#lib/zoom.ts';
import { busiestSeries, MOST_SIDE_BY_SIDE, namedSeries, seriesCourses } from '#query/busy-series.ts';
import type { NamedSeries } from '#query/busy-series.ts';
import type { SpikeReport } from '#query/find-spikes.ts';
import { chooseBuckets } from '#query/histogram.ts';
import type { Buckets } from '#query/histogram.ts';
import { spikeRange } from '#query/spike-series.ts';
import { CALM_PACE } from '#session/use-db-query.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { useSpikes } from '#session/use-spikes.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { tilesOf, unusualSeries } from './tiles.ts';
import type { Tile } from './tiles.ts';

export interface ShownTiles {
  readonly tiles: readonly Tile[];
  readonly buckets: Buckets;
  readonly span: Span;
  /** Series that there are, of which those shown are the first. */
  readonly all: number;
}

export interface TilesAnswer {
  /** Null until they are known. */
  readonly shown: ShownTiles | null;
  /** What is shown is of another question. */
  readonly stale: boolean;
  /** No event of the filter has a time. */
  readonly isEmpty: boolean;
  readonly report: SpikeReport | undefined;
  readonly error: Error | null;
}

/** The series that stand side by side, over the time that is shown. `count`: at most so many. */
export function useTiles(count: number): TilesAnswer {
  const [{ filter, zoom, zone }] = useViewState();
  const range = useMatchQuery({ filter, pace: CALM_PACE, key: ['spike-range'], ask: spikeRange });
  const ends = range.isPlaceholderData ? undefined : range.data?.rows[0];
  const [first, last] = [ends?.first ?? null, ends?.last ?? null];
  const span = useMemo(
    () => (first === null || last === null ? null : shownSpan(zoom, domainOf(first, last))),
    [first, last, zoom],
  );
  const buckets = useMemo(
    () =>
      span === null
        ? null
        : chooseBuckets(Math.floor(span.from), Math.ceil(span.to), zoneOffset(span.from, zone)),
    [span, zone],
  );
  const list = useList(span);
  const shownList = useMemo(() => list.series?.slice(0, count) ?? null, [list.series, count]);
  const courses = useMatchQuery(
    buckets === null || shownList === null
      ? null
      : {
          filter,
          pace: CALM_PACE,
          key: ['series-courses', shownList.map(({ ids }) => Object.values(ids).join(' ')), buckets],
          ask: (matches) =>
            seriesCourses(
              matches,
              shownList.map(({ ids }) => ids),
              buckets,
            ),
        },
  );
  const rows = courses.isPlaceholderData || shownList === null ? undefined : courses.data?.rows;
  const [kept, setKept] = useState<(ShownTiles & { readonly from: readonly unknown[] }) | null>(null);
  const spikes = list.report?.spikes;
  const isNew = kept === null || kept.from[0] !== rows || kept.from[1] !== spikes || kept.span !== span;
  if (rows !== undefined && shownList !== null && buckets !== null && span !== null && isNew) {
    const tiles = tilesOf(shownList, rows, buckets, spikes ?? []);
    setKept({ tiles, buckets, span, all: list.all, from: [rows, spikes] });
  }
  return {
    shown: kept,
    stale: rows === undefined,
    isEmpty: ends !== undefined && first === null,
    report: list.report,
    error: range.error ?? list.error ?? courses.error,
  };
}

interface SeriesList {
  readonly series: readonly NamedSeries[] | null;
  readonly all: number;
  readonly report: SpikeReport | undefined;
  readonly error: Error | null;
}

/** The most unusual, or the busiest of what is shown. Spikes are asked for either way: they are shaded. */
function useList(span: Span | null): SeriesList {
  const [{ filter, sensitivity, countReads, families, seriesOrder }] = useViewState();
  const { data: report, isPlaceholderData, error } = useSpikes({ filter, sensitivity, countReads, families });
  const isBusy = seriesOrder === 'busy';
  const scope = span === null ? null : { from: Math.floor(span.from), to: Math.ceil(span.to), families };
  const busy = useMatchQuery(
    scope === null || !isBusy
      ? null
      : {
          filter,
          pace: CALM_PACE,
          key: ['busiest-series', scope, countReads],
          ask: (matches) => busiestSeries(matches, { ...scope, reads: countReads }),
        },
  );
  const unusual = useMemo(
    () => (report === undefined || isPlaceholderData ? null : unusualSeries(report.spikes)),
    [report, isPlaceholderData],
  );
  const rows = busy.isPlaceholderData ? undefined : busy.data?.rows;
  const busiest = useMemo(() => rows?.map((row) => namedSeries(row, countReads)) ?? null, [rows, countReads]);
  const every = new Map((rows ?? []).map((row) => [row.family, row.every]));
  return isBusy
    ? { series: busiest, all: sumOf(every.values()), report, error: busy.error }
    : { series: unusual?.slice(0, MOST_SIDE_BY_SIDE) ?? null, all: unusual?.length ?? 0, report, error };
}

const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, n) => sum + n, 0);
