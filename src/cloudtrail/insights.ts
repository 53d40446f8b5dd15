/**
 * AWS's own Insights events: what their records say, and the two records of each put together. A record is one half: where the unusual
 * activity began, or where it ended. Whatever has a wrong type is left out by itself; the rest stays.
 * Source: CloudTrail User Guide, record contents for Insights events for trails (`insightDetails`) and for event data stores
 * (`insightState`, `insightEventName`, … side by side, and averages without `statistics`).
 */
import { groupedBy } from '#lib/grouped.ts';
import { isObject, member, memberAt, parseJson, textOf } from '#lib/json.ts';

/** What stands outside of the details. `place`: where the record is found again. */
export interface InsightEnvelope<P> {
  readonly sharedEventId: string | null;
  readonly eventId: string | null;
  /** Milliseconds: the minute in which it began, or ended. */
  readonly time: number | null;
  readonly region: string | null;
  readonly account: string | null;
  readonly place: P;
}

export interface InsightValue {
  /** Null: calls without an error, which AWS writes as the text `null`. */
  readonly value: string | null;
  /** Calls a minute. */
  readonly average: number;
}

/** The values with most calls a minute, at most five of each. */
export interface InsightAttribution {
  /** `userIdentityArn`, `userAgent`, `errorCode`, `resourceArn`. */
  readonly attribute: string;
  readonly insight: readonly InsightValue[];
  readonly baseline: readonly InsightValue[];
}

interface Details {
  /** `ApiCallRateInsight`, `ApiErrorRateInsight`. */
  readonly type: string | null;
  readonly eventSource: string | null;
  readonly eventName: string | null;
  /** Of error rates: which error. */
  readonly errorCode: string | null;
  readonly baselinePerMinute: number | null;
  readonly insightPerMinute: number | null;
  /** Minutes. */
  readonly insightDuration: number | null;
  readonly baselineDuration: number | null;
  readonly attributions: readonly InsightAttribution[];
}

export interface InsightHalf<P> extends Details, InsightEnvelope<P> {
  /** Null where the record does not say. */
  readonly state: 'start' | 'end' | null;
}

export interface Insight<P = unknown> extends Details {
  /** `sharedEventID`; with a number behind it where several activities bear the same. */
  readonly id: string;
  readonly sharedEventId: string | null;
  readonly region: string | null;
  readonly account: string | null;
  /** Milliseconds; null where that half is not in the files, or has no time. */
  readonly start: number | null;
  readonly end: number | null;
  /** What a chart shades: what is missing of start and end is reckoned with the duration. Null without any time. */
  readonly span: { readonly from: number; readonly to: number } | null;
  /** Mean a minute when it began; `insightPerMinute` is that of the whole activity where its end is in the files. */
  readonly startPerMinute: number | null;
  /** Where its records are; null for the half that is not in the files. */
  readonly events: { readonly start: P | null; readonly end: P | null };
}

const MINUTE = 60_000;
/** AWS delivers no more. */
const MOST_VALUES = 5;
const MOST_ATTRIBUTIONS = 12;
/** Of the values as read: whoever wrote more than this is not AWS. */
const MOST_READ = 200;
/** A hundred years, in minutes. */
const LONGEST = 52_560_000;

/**
 * `record`: a whole record, or those of its fields that have no column of their own. Null when it has nothing of an Insights event.
 */
export function insightHalf<P>(record: unknown, envelope: InsightEnvelope<P>): InsightHalf<P> | null {
  const nested = asJson(member(record, 'insightDetails'));
  const details = isObject(nested) ? trailDetails(nested) : lakeDetails(record);
  return details === null ? null : { ...details, ...envelope };
}

type Said = Details & Pick<InsightHalf<unknown>, 'state'>;

function trailDetails(details: unknown): Said {
  const context = asJson(member(details, 'insightContext'));
  const statistics = member(context, 'statistics');
  return {
    state: stateOf(member(details, 'state')),
    type: textOf(member(details, 'insightType')),
    eventSource: textOf(member(details, 'eventSource')),
    eventName: textOf(member(details, 'eventName')),
    errorCode: errorOf(member(details, 'errorCode')),
    baselinePerMinute: rateOf(memberAt(statistics, 'baseline', 'average')),
    insightPerMinute: rateOf(memberAt(statistics, 'insight', 'average')),
    insightDuration: minutesOf(member(statistics, 'insightDuration')),
    baselineDuration: minutesOf(member(statistics, 'baselineDuration')),
    attributions: attributionsOf(member(context, 'attributions')),
  };
}

const LAKE_NAMES = ['insightState', 'insightType', 'insightEventName', 'insightContext'];

function lakeDetails(record: unknown): Said | null {
  if (!LAKE_NAMES.some((name) => member(record, name) !== undefined)) return null;
  const context = asJson(member(record, 'insightContext'));
  return {
    state: stateOf(member(record, 'insightState')),
    type: textOf(member(record, 'insightType')),
    eventSource: textOf(member(record, 'insightEventSource')),
    eventName: textOf(member(record, 'insightEventName')),
    errorCode: errorOf(member(record, 'insightErrorCode')),
    baselinePerMinute: rateOf(member(context, 'baselineAverage')),
    insightPerMinute: rateOf(member(context, 'insightAverage')),
    insightDuration: minutesOf(member(context, 'insightDuration')),
    baselineDuration: minutesOf(member(context, 'baselineDuration')),
    attributions: attributionsOf(member(context, 'attributions')),
  };
}

/** Tables hold objects as text. */
const asJson = (value: unknown): unknown => (typeof value === 'string' ? parseJson(value) : value);

function stateOf(value: unknown): 'start' | 'end' | null {
  const state = textOf(value)?.toLowerCase();
  return state === 'start' || state === 'end' ? state : null;
}

function errorOf(value: unknown): string | null {
  const text = textOf(value);
  return text === 'null' ? null : text;
}

/** A number, or one written as text: `"9.8E-5"`. */
function numberOf(value: unknown): number | null {
  const isNumeral = typeof value === 'string' && value.length < 60 && value.trim() !== '';
  const number = isNumeral ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function rateOf(value: unknown): number | null {
  const rate = numberOf(value);
  return rate === null || rate < 0 ? null : rate;
}

function minutesOf(value: unknown): number | null {
  const minutes = rateOf(value);
  return minutes === null || minutes > LONGEST ? null : minutes;
}

function attributionsOf(value: unknown): InsightAttribution[] {
  const listed: unknown[] = listOf(value);
  const names = [...new Set(listed.flatMap((one) => textOf(member(one, 'attribute')) ?? []))];
  return names.slice(0, MOST_ATTRIBUTIONS).map((attribute) => {
    const own = listed.filter((one) => textOf(member(one, 'attribute')) === attribute);
    return {
      attribute,
      insight: topValues(attribute, own, 'insight'),
      baseline: topValues(attribute, own, 'baseline'),
    };
  });
}

/** Lists of `{value, average}`; event data stores once wrote `insightValue` and `insightAverage`, one value to an entry. */
function topValues(
  attribute: string,
  entries: readonly unknown[],
  side: 'insight' | 'baseline',
): InsightValue[] {
  const said = entries.flatMap((entry) => [
    ...listOf(member(entry, side)).map((one) => [member(one, 'value'), member(one, 'average')]),
    [member(entry, `${side}Value`), member(entry, `${side}Average`)],
  ]);
  const values = new Map<string, InsightValue>();
  for (const [value, mean] of said) {
    const [text, average] = [textOf(value), rateOf(mean)];
    // Both forms side by side say the same twice.
    if (text === null || average === null || values.has(text)) continue;
    values.set(text, { value: attribute === 'errorCode' ? errorOf(text) : text, average });
  }
  return [...values.values()].toSorted((a, b) => b.average - a.average).slice(0, MOST_VALUES);
}

function listOf(value: unknown): unknown[] {
  const list = asJson(value);
  return Array.isArray(list) ? list.slice(0, MOST_READ) : [];
}

/** The newest first; those without a time last. */
export function pairInsights<P>(halves: readonly InsightHalf<P>[]): Insight<P>[] {
  const groups = groupedBy(halves.entries(), ([at, half]) => pairKey(half, at));
  const insights = [...groups.values()].flatMap((group) => insightOf(group.map(([, half]) => half)) ?? []);
  const newest = insights.toSorted((a, b) => (b.span?.from ?? -Infinity) - (a.span?.from ?? -Infinity));
  return withOwnIds(newest);
}

/** What no shared id joins stands alone. One activity is of one API in one region of one account. */
function pairKey<P>(half: InsightHalf<P>, at: number): string {
  const { sharedEventId, type, eventSource, eventName, errorCode, region, account } = half;
  const shared = sharedEventId ?? `alone ${at}`;
  return JSON.stringify([shared.toLowerCase(), type, eventSource, eventName, errorCode, region, account]);
}

function insightOf<P>(group: readonly InsightHalf<P>[]): Insight<P> | null {
  const inTime = group.toSorted((a, b) => (a.time ?? Infinity) - (b.time ?? Infinity));
  const last = inTime.findLast(({ state }) => state === 'end') ?? null;
  // What does not say its state is taken for the beginning.
  const first =
    inTime.find(({ state }) => state === 'start') ?? inTime.find(({ state }) => state === null) ?? null;
  const main = last ?? first;
  if (main === null) return null;
  const [start, end] = [first?.time ?? null, last?.time ?? null];
  const other = first ?? main;
  return {
    id: [main.sharedEventId, main.eventId, nameOf(main)].find((id) => id !== null && id !== '') ?? '',
    sharedEventId: main.sharedEventId,
    type: main.type,
    eventSource: main.eventSource,
    eventName: main.eventName,
    errorCode: main.errorCode,
    region: main.region,
    account: main.account,
    start,
    end,
    span: spanOf(start, end, main.insightDuration ?? other.insightDuration),
    baselinePerMinute: main.baselinePerMinute ?? other.baselinePerMinute,
    insightPerMinute: main.insightPerMinute ?? other.insightPerMinute,
    startPerMinute: first?.insightPerMinute ?? null,
    insightDuration: main.insightDuration ?? other.insightDuration,
    baselineDuration: main.baselineDuration ?? other.baselineDuration,
    attributions: main.attributions.length > 0 ? main.attributions : other.attributions,
    events: { start: first?.place ?? null, end: last?.place ?? null },
  };
}

const nameOf = ({ eventSource, eventName, time }: InsightHalf<unknown>): string =>
  [eventSource, eventName, time].map((part) => part ?? 'unknown').join(' ');

function spanOf(start: number | null, end: number | null, duration: number | null): Insight['span'] {
  const known = [start, end].filter((time) => time !== null);
  if (known.length === 2) return { from: Math.min(...known), to: Math.max(...known) };
  const length = Math.max(1, duration ?? 1) * MINUTE;
  if (start !== null) return { from: start, to: start + length };
  return end === null ? null : { from: end - length, to: end };
}

/** What a link holds of an id. AWS's have 36 characters. */
const LONGEST_ID = 120;

/** The order of time decides which of several bears the id alone, so a link finds the same one again. */
function withOwnIds<P>(newest: readonly Insight<P>[]): Insight<P>[] {
  const used = new Set<string>();
  const counts = new Map<string, number>();
  const oldest = newest.toReversed().map((insight) => {
    const name = insight.id.slice(0, LONGEST_ID).replaceAll(/\p{Cs}/gu, '\ufffd');
    let count = counts.get(name) ?? 1;
    let id = name;
    while (used.has(id)) {
      count += 1;
      id = `${name} (${count})`;
    }
    counts.set(name, count);
    used.add(id);
    return { ...insight, id };
  });
  return oldest.toReversed();
}

/** As AWS shows the change of rate: 1.0 → 3.0 is 300 %. Null where there is no rate to compare with. */
export function rateChange({
  baselinePerMinute,
  insightPerMinute,
}: Pick<Details, 'baselinePerMinute' | 'insightPerMinute'>): number | null {
  if (baselinePerMinute === null || insightPerMinute === null || baselinePerMinute === 0) return null;
  const percent = (insightPerMinute / baselinePerMinute) * 100;
  return Number.isFinite(percent) ? percent : null;
}
