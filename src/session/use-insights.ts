import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import { insightHalf, pairInsights } from '#cloudtrail/insights.ts';
import type { Insight, InsightHalf } from '#cloudtrail/insights.ts';
import { parseJson } from '#lib/json.ts';
import { inSlices } from '#lib/time-slice.ts';
import type { EventAddress } from '#query/event-detail.ts';
import type { Filter } from '#query/filter.ts';
import {
  envelopeOf,
  insightRecords,
  insightsWithin,
  insightTexts,
  MOST_INSIGHT_RECORDS,
} from '#query/insights.ts';
import type { InsightRow } from '#query/insights.ts';
import type { Session } from './session.ts';
import { useRevision } from './use-db-query.ts';
import { useSession } from './use-session.ts';

/** One of AWS's own Insights events, with the addresses of its two records. */
export type FoundInsight = Insight<EventAddress>;

export interface InsightReport {
  /** The newest first. */
  readonly insights: readonly FoundInsight[];
  /** Insights events in the files, whatever the filter. */
  readonly all: number;
  /** There are more records than are read. */
  readonly isCut: boolean;
  /** Records that are too long, or say nothing that can be read. */
  readonly unread: number;
}

/** AWS's own Insights events that a filter does not rule out (`query/insights.ts` says what is asked of them). */
export function useInsights(filter: Filter): UseQueryResult<InsightReport> {
  const session = useSession();
  const revision = useRevision();
  const { from, to } = filter;
  return useQuery({
    queryKey: ['insights', revision, from, to],
    queryFn: ({ signal }) => readInsights(session, { from, to }, signal),
    placeholderData: keepPreviousData,
    select: useCallback(
      (report: InsightReport) => ({ ...report, insights: insightsWithin(report.insights, filter) }),
      [filter],
    ),
  });
}

/** ms of reading between two looks at what else the page has to do. */
const SLICE = 8;

/** All of the loaded set, of whatever filter but time. */
export async function readInsights(
  session: Pick<Session, 'query'>,
  time: Pick<Filter, 'from' | 'to'>,
  signal?: AbortSignal,
): Promise<InsightReport> {
  const options = { priority: 'background' as const, ...(signal === undefined ? {} : { signal }) };
  const rows = await session.query(insightRecords(time), options);
  const listed = rows.slice(0, MOST_INSIGHT_RECORDS);
  const byId = new Map(listed.map((row) => [row.rowId, row]));
  const found: { readonly row: InsightRow; readonly half: InsightHalf<EventAddress> }[] = [];
  await inSlices(SLICE, async (slice) => {
    for (const query of insightTexts(listed))
      for (const { rowId, details } of await session.query(query, options)) {
        if (slice.isOver()) await slice.next();
        const row = byId.get(rowId);
        const half = row === undefined ? null : insightHalf(parseJson(details ?? ''), envelopeOf(row));
        if (row !== undefined && half !== null) found.push({ row, half });
      }
  });
  const insights = pairInsights(found.map(({ half }) => half));
  const typed = (some: readonly InsightRow[]): number => some.filter(({ isTyped }) => isTyped).length;
  return {
    insights,
    all: insights.length,
    isCut: rows.length > listed.length && rows.at(-1)?.isTyped === true,
    unread: typed(listed) - typed(found.map(({ row }) => row)),
  };
}
