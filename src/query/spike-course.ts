/** A spike among the hours around it, small enough to be drawn beside its name. */
import { HOUR_SCALE } from './spike-baseline.ts';
import { HOUR, type SeriesCells } from './spike-cells.ts';
import { type CellSpike, scaleOf } from './spike-judge.ts';

export interface Course {
  /** Milliseconds: when the first count begins, and how long each lasts. */
  readonly from: number;
  readonly step: number;
  /** At most `MOST_POINTS`. Of a spike that is one of minutes: of each step its busiest `scale` minutes, in which it shows. */
  readonly counts: readonly number[];
}

const MOST_POINTS = 60;
/** Hours shown of what was before and of what came after, where nothing else is asked. */
const BEFORE = 36;
const AFTER = 12;

/** Hours, or equal bundles of them where the spike is long; as far as the logs reach. */
export function courseOf(cells: SeriesCells, { firstCell, lastCell, best }: CellSpike): Course {
  const length = lastCell - firstCell + 1;
  // At least as much before a spike as it lasts, and half as much after.
  const from = Math.max(0, firstCell - Math.max(BEFORE, length));
  const to = Math.min(cells.hours, lastCell + 1 + Math.max(AFTER, Math.ceil(length / 2)));
  const step = Math.max(1, Math.ceil((to - from) / MOST_POINTS));
  const isPeak = scaleOf(best) < 60;
  const hours = cells.levels[isPeak ? best.scaleIndex : HOUR_SCALE];
  const counts: number[] = [];
  for (let at = from; at < to; at += step) {
    let count = 0;
    for (let hour = at; hour < Math.min(to, at + step); hour++) {
      const own = hours?.[hour] ?? 0;
      count = isPeak ? Math.max(count, own) : count + own;
    }
    counts.push(count);
  }
  return { from: (cells.firstHour + from) * HOUR, step: step * HOUR, counts };
}
