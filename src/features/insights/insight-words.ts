/** What is said of one of AWS's own Insights events. */
import { rateChange } from '#cloudtrail/insights.ts';
import type { Insight } from '#cloudtrail/insights.ts';
import { spanText } from '#lib/time-words.ts';
import { directionOf, seriesOfInsight } from '#query/insight-series.ts';
import { seriesText } from '#query/series-words.ts';
import { countText, durationText } from '#ui/number-text.ts';

const DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const LEAST = 1e-6;
const MOST = 1e9;

/** AWS's baselines are often far below one call a day: `0.0000882`. */
export function exactRate(rate: number): string {
  if (rate > 0 && rate < LEAST) return '<0.000001';
  if (rate > MOST) return `>${countText(MOST)}`;
  return rate >= 100 ? countText(Math.round(rate)) : DIGITS.format(rate);
}

/** `62,000 %`, as AWS shows it: the ratio, not the difference. */
export function changeText(insight: Pick<Insight, 'baselinePerMinute' | 'insightPerMinute'>): string {
  const percent = rateChange(insight);
  if (percent === null) return insight.baselinePerMinute === 0 ? 'from none' : '';
  return percent > MOST ? `>${countText(MOST)} %` : `${exactRate(percent)} %`;
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

/** `2025-10-10 21:16:00 – 21:25:00`; what is known of it where a half is missing. */
export function whenText(
  { start, end }: Pick<Insight, 'start' | 'end'>,
  writeTime: (ms: number) => string,
): string {
  if (start !== null && end !== null) {
    const day = writeTime(Math.min(start, end)).slice(0, 10);
    return `${day} ${spanText({ from: Math.min(start, end), to: Math.max(start, end) }, writeTime)}`;
  }
  if (start !== null) return `from ${writeTime(start)}`;
  return end === null ? 'at no known time' : `until ${writeTime(end)}`;
}

/** Null where both halves are there. */
export function missingText({ events }: Pick<Insight, 'events'>): string | null {
  if (events.start !== null && events.end !== null) return null;
  return events.start !== null ? 'Only its start is in the files.' : 'Only its end is in the files.';
}

/** `baseline 0.02 a minute, 12.4 during`. */
export function ratesText({ baselinePerMinute, insightPerMinute }: Insight): string {
  const baseline =
    baselinePerMinute === null ? 'no baseline told' : `baseline ${exactRate(baselinePerMinute)} a minute`;
  return insightPerMinute === null ? baseline : `${baseline}, ${exactRate(insightPerMinute)} during`;
}

/** What AWS says of it, in sentences. */
export function storyOf(insight: Insight): string[] {
  const { baselinePerMinute, insightPerMinute, startPerMinute, baselineDuration, insightDuration } = insight;
  const counted = insight.errorCode === null && insight.type !== 'ApiErrorRateInsight' ? 'calls' : 'errors';
  const sentences: string[] = [];
  if (insightPerMinute !== null) {
    const direction = directionOf(insight);
    const than = direction === 'down' ? 'fewer than' : 'against';
    const usual =
      baselinePerMinute === null ? '' : `, ${than} ${exactRate(baselinePerMinute)} a minute before`;
    sentences.push(`AWS counted ${exactRate(insightPerMinute)} ${counted} a minute${usual}.`);
  }
  if (startPerMinute !== null && startPerMinute !== insightPerMinute)
    sentences.push(`When it began there were ${exactRate(startPerMinute)} a minute.`);
  if (insightDuration !== null) sentences.push(`It lasted ${durationText(insightDuration * 60)}.`);
  if (baselineDuration !== null) sentences.push(`Before: the ${spanWords(baselineDuration)} until it began.`);
  return sentences;
}

const DAY = 24 * 60;

/** `7 days 2 h`. */
function spanWords(minutes: number): string {
  const days = Math.floor(minutes / DAY);
  const hours = Math.round((minutes - days * DAY) / 60);
  const rest = hours === 0 ? '' : ` ${hours} h`;
  if (days === 0) return durationText(minutes * 60);
  return `${countText(days)} ${days === 1 ? 'day' : 'days'}${rest}`;
}

const ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['userIdentityArn', 'Identity ARN'],
  ['userAgent', 'User agent'],
  ['errorCode', 'Error code'],
  ['resourceArn', 'Resource ARN'],
]);

export const attributeText = (attribute: string): string => ATTRIBUTES.get(attribute) ?? attribute;
