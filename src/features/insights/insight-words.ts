/** What is said of one of AWS's own Insights events. */
import { rateChange } from '#cloudtrail/insights.ts';
import type { Insight } from '#cloudtrail/insights.ts';
import { spanText } from '#lib/time-words.ts';
import { directionOf, seriesOfInsight } from '#query/insight-series.ts';
import { seriesText } from '#query/series-words.ts';
import { countText, exactRateText } from '#ui/number-text.ts';

const MOST = 1e9;

/** `62,000 %`, as AWS shows it: the ratio, not the difference. */
export function changeText(insight: Pick<Insight, 'baselinePerMinute' | 'insightPerMinute'>): string {
  const percent = rateChange(insight);
  if (percent === null) return insight.baselinePerMinute === 0 ? 'from none' : '';
  return percent > MOST ? `>${countText(MOST)} %` : `${exactRateText(percent)} %`;
}

export const ARROWS = { up: '↑', down: '↓' } as const;

const KINDS: ReadonlyMap<string, string> = new Map([
  ['ApiCallRateInsight', 'call rate'],
  ['ApiErrorRateInsight', 'error rate'],
]);

/** `call rate`, `AccessDenied rate`; what AWS wrote where we do not know it. */
export function kindWords({ type, errorCode }: Pick<Insight, 'type' | 'errorCode'>): string {
  const kind = KINDS.get(type ?? '') ?? type ?? 'of no known kind';
  return errorCode === null ? kind : `${kind} of ${errorCode}`;
}

/** `s3 DeleteObject`. */
export const apiText = (insight: Insight): string => seriesText(seriesOfInsight(insight));

export const placeText = ({ region, account }: Pick<Insight, 'region' | 'account'>): string =>
  `${region ?? 'no region'} · ${account === null ? 'no account' : `account ${account}`}`;

/** `2025-10-10 21:16 – 21:25`: AWS tells minutes; what is known of it where a half is missing. */
export function whenText(
  { start, end }: Pick<Insight, 'start' | 'end'>,
  writeTime: (ms: number) => string,
): string {
  const minute = (ms: number): string => writeTime(ms).slice(0, -3);
  if (start !== null && end !== null) {
    const span = { from: Math.min(start, end), to: Math.max(start, end) };
    return `${minute(span.from).slice(0, 10)} ${spanText(span, minute)}`;
  }
  if (start !== null) return `from ${minute(start)}`;
  return end === null ? 'at no known time' : `until ${minute(end)}`;
}

/** Null where both halves are there. */
export function missingText({ events }: Pick<Insight, 'events'>): string | null {
  if (events.start !== null && events.end !== null) return null;
  return events.start !== null ? 'Only its start is in the files.' : 'Only its end is in the files.';
}

/** `baseline 0.02 a minute, 12.4 during`. */
export function ratesText({ baselinePerMinute, insightPerMinute }: Insight): string {
  const baseline =
    baselinePerMinute === null ? 'no baseline told' : `baseline ${exactRateText(baselinePerMinute)} a minute`;
  return insightPerMinute === null ? baseline : `${baseline}, ${exactRateText(insightPerMinute)} during`;
}

/** What else AWS says of it; null where that is nothing. */
export function moreText(insight: Insight): string | null {
  const { insightPerMinute, startPerMinute } = insight;
  const change = changeText(insight);
  const direction = directionOf(insight);
  const arrow = direction === null ? '' : ` ${ARROWS[direction]}`;
  const began =
    startPerMinute === null || startPerMinute === insightPerMinute
      ? ''
      : `when it began ${exactRateText(startPerMinute)} a minute`;
  const parts = [change === '' ? '' : `rate change ${change}${arrow}`, began].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}

const ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['userIdentityArn', 'Identity ARN'],
  ['userAgent', 'User agent'],
  ['errorCode', 'Error code'],
  ['resourceArn', 'Resource ARN'],
]);

export const attributeText = (attribute: string): string => ATTRIBUTES.get(attribute) ?? attribute;
