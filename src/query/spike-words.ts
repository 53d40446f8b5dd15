/** What is said of a spike, in words. */
import type { Spike } from './find-spikes.ts';
import { seriesWords } from './series-words.ts';
import type { Cause, Attribute } from './spike-attribution.ts';
import type { Direction } from './spike-judge.ts';

/** How surprising a spike is; the most surprising first. */
export const SURPRISES = [
  'not by chance',
  'next to impossible by chance',
  'very unlikely by chance',
  'unlikely by chance',
] as const;
export type Surprise = (typeof SURPRISES)[number];

/** How likely it is that chance alone gives one such among all that was tested. */
export function surpriseOf(logP: number, tests: number): Surprise {
  const byChance = logP + Math.log(Math.max(1, tests));
  if (byChance < Math.log(1e-12)) return 'not by chance';
  if (byChance < Math.log(1e-6)) return 'next to impossible by chance';
  if (byChance < Math.log(1e-3)) return 'very unlikely by chance';
  return 'unlikely by chance';
}

/** What a report lists, and how many more it found. */
export interface ListOfSpikes {
  readonly spikes: readonly unknown[];
  readonly more: number;
}

/** Spikes of the chosen kinds, listed or not. */
export function foundIn({ spikes, more }: ListOfSpikes): number {
  return spikes.length + more;
}

/** `hours`: how far the logs reach back before what is judged; `upTo` says where that is, unless it is all there is. */
export function historyInWords(hours: number, upTo: '' | ' up to here' = ''): string {
  if (hours < 48) return 'Not enough history: two days before are needed to say what is usual.';
  const days = Math.floor(hours / 24);
  if (days < 7)
    return `${days} days of history${upTo}: compared with the busiest of them; weekdays are not known yet.`;
  const by = days < 14 ? 'by hour of the day' : 'by hour of the day and by weekday';
  return `${days} days of history${upTo}: compared with 7 days before each hour, ${by}.`;
}

/** Where it was; of trails that fell silent together, how many. */
export function placeOf({ series, together }: Pick<Spike, 'series' | 'together'>): string {
  if (together?.isFirst !== true) return seriesWords(series).place;
  const { trails, accounts } = together;
  return `${trails} trails in ${accounts === 1 ? `account ${series.account ?? 'unknown'}` : `${accounts} accounts`}`;
}

const NAMES: Readonly<Record<Attribute, string>> = {
  principal: 'the principal',
  accessKeyId: 'the access key',
  sourceIPAddress: 'the address',
  userAgent: 'the user agent',
  eventName: 'the call',
  errorCode: 'the error',
  resource: 'calls on',
};

/** The sentence around the value, for places where the value can be pressed. */
export function causeParts(
  { share, attribute, before }: Cause,
  direction: Direction,
): readonly [start: string, end: string] {
  const part = share > 0.995 ? 'All' : `${Math.round(share * 100)} %`;
  const change = direction === 'up' ? 'rise' : 'fall';
  // What calls are made on is read from a part of them: that it was never among them is not known.
  const isNew = before === 0 && direction === 'up' && attribute !== 'resource';
  return [
    `${part} of the ${change} came from ${NAMES[attribute]} `,
    isNew ? ', which was not seen here in the days before.' : '.',
  ];
}

/** `value`: as it is to be shown; a caller may have cut it. */
export function causeInWords(cause: Cause, direction: Direction, value = cause.value ?? 'none'): string {
  return causeParts(cause, direction).join(value);
}
