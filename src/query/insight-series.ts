/** AWS's own Insights events beside our series of counts: which series one is about, and which of our spikes AWS saw as well. */
import type { Insight } from '#cloudtrail/insights.ts';
import type { SeriesName } from './series-name.ts';

/** The calls of its API; what is drawn with it. */
export function seriesOfInsight({
  eventSource,
  eventName,
  region,
  account,
}: Pick<Insight, 'eventSource' | 'eventName' | 'region' | 'account'>): SeriesName {
  return { family: 'call', eventSource, name: eventName, ownAccount: null, region, account };
}

/** AWS rounds to minutes: what lies side by side belongs together. */
const ROOM = 60_000;

interface OwnSpike {
  readonly series: SeriesName;
  readonly direction: 'up' | 'down';
  readonly start: number;
  readonly end: number;
}

/** The Insights events of the same API (of an error series: the same error), region and account, at the same time, of the same direction. */
export function seenByAws<I extends Insight>(spike: OwnSpike, insights: readonly I[]): I[] {
  const { series, start, end } = spike;
  return insights.filter(
    (insight) =>
      insight.span !== null &&
      insight.span.from <= end + ROOM &&
      insight.span.to >= start - ROOM &&
      insight.region === series.region &&
      insight.account === series.account &&
      isAbout(insight, series) &&
      [null, spike.direction].includes(directionOf(insight)),
  );
}

function isAbout({ errorCode, eventSource, eventName }: Insight, series: SeriesName): boolean {
  if (series.family === 'error') return errorCode !== null && errorCode === series.name;
  if (series.family !== 'call' || errorCode !== null || eventName === null) return false;
  return same(eventSource, series.eventSource) && same(eventName, series.name);
}

const same = (a: string | null, b: string | null): boolean => a?.toLowerCase() === b?.toLowerCase();

/** More or fewer than before; null where it does not tell. */
export function directionOf({
  baselinePerMinute,
  insightPerMinute,
}: Pick<Insight, 'baselinePerMinute' | 'insightPerMinute'>): 'up' | 'down' | null {
  if (baselinePerMinute === null || insightPerMinute === null) return null;
  return insightPerMinute < baselinePerMinute ? 'down' : 'up';
}
