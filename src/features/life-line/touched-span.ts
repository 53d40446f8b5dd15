/** The time in which somebody can have touched a thing before it was found broken. */
import type { LifeCall } from '#cloudtrail/life-line.ts';
import type { EventRow } from '#query/event-row.ts';
import type { Period } from '#view-state/link-time.ts';

export const USUAL_MINUTES = 60;

export const CHOICES: readonly { readonly minutes: number; readonly label: string }[] = [
  { minutes: 5, label: '5 min' },
  { minutes: 15, label: '15 min' },
  { minutes: 60, label: '1 h' },
  { minutes: 360, label: '6 h' },
  { minutes: 1_440, label: '1 day' },
  { minutes: 10_080, label: '7 days' },
];

/** The hour up to the last change; up to the last call that names it where nothing changed it; null where nothing has a time. */
export function usualSpan(calls: readonly LifeCall<EventRow>[]): Period | null {
  const timed = calls.filter(({ event }) => event.eventTime !== null);
  const last = timed.findLast(({ stage }) => stage !== 'mentioned') ?? timed.at(-1);
  const at = last?.event.eventTime ?? null;
  return at === null ? null : spanBefore(at, USUAL_MINUTES);
}

/** The moment itself is in it: ranges are half-open. */
export function spanBefore(moment: number, minutes: number): Period {
  return { from: moment - minutes * 60_000, to: moment + 1 };
}

export function minutesOf({ from, to }: Period): number {
  return Math.max(1, Math.round((to - 1 - from) / 60_000));
}
