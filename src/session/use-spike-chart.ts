import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { inSlices } from '#lib/time-slice.ts';
import { clearClauses } from '#query/edit-filter.ts';
import type { Filter } from '#query/filter.ts';
import { filterKey } from '#query/format-filter.ts';
import { bucketFor, chartBuckets, SeriesExpectation, seriesCounts } from '#query/spike-chart.ts';
import type { ChartBucket } from '#query/spike-chart.ts';
import { MinuteReader, unpackNumbers } from '#query/spike-cells.ts';
import { placeCoverage } from '#query/spike-coverage.ts';
import { oneSeries, rangeOf, seriesIds, spikeRange } from '#query/spike-series.ts';
import type { SeriesIds } from '#query/spike-series.ts';
import { formatSeries } from '#query/series-name.ts';
import type { SeriesName } from '#query/series-name.ts';
import { historyInWords } from '#query/spike-words.ts';
import type { Session } from './session.ts';
import { useRevision } from './use-db-query.ts';
import { askMatches } from './use-match-query.ts';
import { phaseOf, useSession, useSessionState } from './use-session.ts';

export interface SpikeChartQuestion {
  readonly filter: Filter;
  readonly countReads: boolean;
  readonly series: SeriesName;
  /** Milliseconds: from ≤ time < to. Buckets begin with `from`: a day of a zone is its caller's to find. */
  readonly from: number;
  readonly to: number;
  /** Minutes: 1, 5, 15, 60, 360 or a multiple of it; null = what fits. A longer one is taken where there would be too many. */
  readonly bucket: number | null;
}

export interface SpikeChart {
  /** At most 2,000. */
  readonly buckets: readonly ChartBucket[];
  readonly from: number;
  readonly to: number;
  readonly bucketMinutes: number;
  /** How far the logs reach back before the end of the chart, in hours and in words. */
  readonly historyHours: number;
  readonly history: string;
  /** Null where no loaded event is of the series. */
  readonly ids: SeriesIds | null;
}

/** ms of work between two looks at what else the page has to do. */
const SLICE = 8;

/** The course of a series with what was to be expected. The previous answer stays while the next is on its way. */
export function useSpikeChart(question: SpikeChartQuestion | null): UseQueryResult<SpikeChart> {
  const session = useSession();
  const client = useQueryClient();
  const revision = useRevision();
  const phase = useSessionState(phaseOf);
  const asked = question ?? NOTHING_ASKED;
  return useQuery({
    queryKey: ['spike-chart', ...keyOf(revision, asked), asked.from, asked.to, asked.bucket],
    queryFn: async ({ signal }) => {
      // The same for all spans and buckets of the series.
      const known = await client.fetchQuery({
        queryKey: ['spike-chart-series', ...keyOf(revision, asked)],
        queryFn: () => knownSeries(session, asked),
        staleTime: Infinity,
      });
      return spikeChart(session, asked, known, signal);
    },
    enabled: phase === 'ready' && question !== null,
    placeholderData: keepPreviousData,
  });
}

const NOTHING_ASKED: SpikeChartQuestion = {
  filter: { clauses: [], from: null, to: null },
  countReads: false,
  series: { family: 'trail', eventSource: null, name: null, ownAccount: null, region: null, account: null },
  from: 0,
  to: 0,
  bucket: null,
};

function keyOf(revision: number, { filter, countReads, series }: SpikeChartQuestion): readonly unknown[] {
  return [revision, filterKey(filter), countReads, formatSeries(series)];
}

/** What all charts of a series share: its ids and its hours. Null where no loaded event is of it. */
export interface KnownSeries {
  readonly ids: SeriesIds;
  readonly expectation: SeriesExpectation;
}

export async function knownSeries(
  session: Session,
  { filter, series, countReads }: SpikeChartQuestion,
): Promise<KnownSeries | null> {
  const [named] = await askMatches(session, { filter, ask: () => seriesIds(series) });
  // How far the logs reach is not for the clauses to say: where nothing matches, something was looked at.
  const all = clearClauses(filter);
  const [found] = await askMatches(session, { filter: all, ask: spikeRange });
  const range = found === undefined ? null : rangeOf(found);
  if (named === undefined || range === null) return null;
  const ids: SeriesIds = { family: series.family, ...named, reads: countReads };
  const [own] = await askMatches(session, { filter, ask: (matches) => oneSeries(matches, ids, range) });
  const [covered] = await askMatches(session, {
    filter: all,
    ask: (matches) => placeCoverage(matches, ids, range),
  });
  const reader = new MinuteReader(range.firstHour, range.hours);
  reader.read(own?.packed ?? '');
  return { ids, expectation: new SeriesExpectation(reader.cells(), unpackNumbers(covered?.hours ?? '')) };
}

export async function spikeChart(
  session: Session,
  { filter, from, to, bucket }: SpikeChartQuestion,
  known: KnownSeries | null,
  signal?: AbortSignal,
): Promise<SpikeChart> {
  const span = { from, to, bucketMinutes: bucketFor(from, to, bucket) };
  const historyHours = known?.expectation.historyAt(to) ?? 0;
  const rows =
    known === null
      ? []
      : await askMatches(session, { filter, ask: (all) => seriesCounts(all, known.ids, span) }, signal);
  const buckets = await inSlices(SLICE, (slice) =>
    chartBuckets(span, rows, known?.expectation ?? null, async () => {
      signal?.throwIfAborted();
      if (slice.isOver()) await slice.next();
    }),
  );
  const history = historyInWords(historyHours, ' up to here');
  return { ...span, buckets, historyHours, history, ids: known?.ids ?? null };
}
