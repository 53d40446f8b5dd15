/** Which two periods are compared, where the reader has not said. */
import type { NewsPeriod } from './news.ts';
import type { OpenWindow, TimeWindow } from './time-window.ts';

const SECOND = 1_000;
const DAY = 86_400_000;

/** The range of the filter; else the last tenth of the data. */
export function newPeriod(chosen: NewsPeriod | null, filter: OpenWindow, data: TimeWindow): NewsPeriod {
  if (chosen !== null) return chosen;
  if (filter.from !== null || filter.to !== null) {
    const from = filter.from ?? data.from;
    return { from, to: Math.max(filter.to ?? data.to, from + SECOND) };
  }
  const tenth = Math.max(SECOND, Math.round((data.to - data.from) / 10 / SECOND) * SECOND);
  return { from: data.to - tenth, to: data.to };
}

/** All the time before it. */
export function againstPeriod(chosen: NewsPeriod | null, inside: NewsPeriod, data: TimeWindow): NewsPeriod {
  if (chosen !== null) return chosen;
  return { from: Math.min(data.from, inside.from - SECOND), to: inside.from };
}

/** As long a time just before. */
export function justBefore({ from, to }: NewsPeriod): NewsPeriod {
  return { from: from - (to - from), to: from };
}

/** Below it, nearly all is new by chance. */
const FEW_EVENTS = 100;

/** Why the comparison says little, in a sentence; null when it does not. */
export function tooLittle(inside: NewsPeriod, against: NewsPeriod, events: number): string | null {
  if (events === 0) return 'Nothing matches in the time it is compared with, so all would be new.';
  const length = against.to - against.from;
  if (length < DAY)
    return 'The time it is compared with is shorter than a day: what happens once a day looks new.';
  if (length < inside.to - inside.from)
    return 'The time it is compared with is shorter than the period itself: much of it looks new by that alone.';
  if (events < FEW_EVENTS)
    return `Only ${events} events stand in the time it is compared with: much looks new by chance.`;
  return null;
}
