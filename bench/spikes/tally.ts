/** Alarms against labels: what was found, what was false, in which cell. */
import { DAY, DAYS, type Label } from './series.ts';
import type { Alarm } from './ours.ts';
import type { Scored } from './alternatives.ts';

/** Days from the beginning that are not counted: the alternatives need a week before. */
export const WARM_UP_DAYS = 7;
export const JUDGED_DAYS = DAYS - WARM_UP_DAYS;

export interface Outcome {
  /** Beside `labels`. */
  readonly found: readonly boolean[];
  readonly trueAlarms: number;
  readonly falseAlarms: readonly Alarm[];
}

/** A spike is found by a rise that overlaps it, a drop by a fall. `labels`: those of the direction; `others`: that no alarm may be held against. */
export function compare(
  alarms: readonly Alarm[],
  labels: readonly Label[],
  others: readonly Label[],
): Outcome {
  const counted = alarms.filter(({ end }) => end > WARM_UP_DAYS * DAY);
  const found = labels.map((label) => counted.some((alarm) => overlaps(alarm, label)));
  const isTrue = (alarm: Alarm): boolean => labels.some((label) => overlaps(alarm, label));
  const falseAlarms = counted.filter(
    (alarm) => !isTrue(alarm) && !others.some((label) => overlaps(alarm, label)),
  );
  return { found, trueAlarms: counted.filter(isTrue).length, falseAlarms };
}

const overlaps = (a: Alarm, b: Alarm): boolean => a.start < b.end && b.start < a.end;

/** Buckets above the threshold that touch or overlap, as one alarm. `scored`: by start. */
export function alarmsAbove(scored: readonly Scored[], threshold: number): Alarm[] {
  const alarms: { start: number; end: number }[] = [];
  for (const { start, end, score } of scored) {
    if (score < threshold) continue;
    const last = alarms.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else alarms.push({ start, end });
  }
  return alarms;
}
