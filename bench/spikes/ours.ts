/** Trailscope's own judgement over the made-up series: the code of the page, from counts by minute on. */
import { logLowerTail, logUpperTail } from '../../src/lib/count-model.ts';
import { cellsOfMinutes, hoursOf, type SeriesCells } from '../../src/query/spike-cells.ts';
import {
  type Candidate,
  type CellSpike,
  judgeSeries,
  type Judgement,
  scaleOf,
} from '../../src/query/spike-judge.ts';
import { minutesOf, spanOf } from '../../src/query/spike-span.ts';
import { FIRST_HOUR, MINUTES } from './series.ts';

/** What has to be kept of a series once its minutes are let go. */
export interface Judged {
  readonly judgement: Judgement;
  /** Minutes near a candidate, by minute from the beginning. */
  readonly near: ReadonlyMap<number, number>;
}

export interface Alarm {
  readonly start: number;
  readonly end: number;
}

export function judge(minutes: Int32Array): Judged {
  const cells: SeriesCells = cellsOfMinutes(minutes, FIRST_HOUR);
  const judgement = judgeSeries(cells);
  const near = new Map<number, number>();
  for (const one of judgement.candidates) {
    const from = (one.cell - hoursOf(scaleOf(one))) * 60;
    for (let minute = Math.max(0, from); minute < Math.min(MINUTES, (one.cell + 2) * 60); minute++) {
      const count = minutes[minute] ?? 0;
      if (count > 0) near.set(minute, count);
    }
  }
  return { judgement, near };
}

export function alarmOf(spike: CellSpike, { near }: Judged): Alarm {
  const { from, to } = minutesOf(spike, 0);
  const minutes: number[] = [];
  for (let minute = Math.max(0, from); minute < to; minute++) if (near.has(minute)) minutes.push(minute);
  const counts = minutes.map((minute) => near.get(minute) ?? 0);
  const span = spanOf(spike, 0, { minutes, counts });
  return { start: span.start / 60_000, end: span.end / 60_000 };
}

/** The minute at which the stretch was beyond the line: the end of the first such length of time that was. */
export function minuteOfDetection(one: Candidate, limit: number, { near }: Judged): number {
  const scale = scaleOf(one);
  const end = (one.cell + 1) * 60;
  if (scale >= 60) return end;
  const tail = one.direction === 'up' ? logUpperTail : logLowerTail;
  for (let to = one.cell * 60 + 1; to <= end; to++) {
    if (!near.has(to - 1)) continue;
    let count = 0;
    for (let minute = to - scale; minute < to; minute++) count += near.get(minute) ?? 0;
    if (count > one.baseline.mean && tail(count, one.baseline) <= limit) return to;
  }
  return end;
}
