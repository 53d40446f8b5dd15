import { useEffect, useMemo, useState } from 'react';
import { inSlices } from '#lib/time-slice.ts';
import type { TimeSlice } from '#lib/time-slice.ts';
import { hourStep, localHours, weekOf, countOfCell } from '#query/hour-cells.ts';
import type { LocalHours, Week } from '#query/hour-cells.ts';
import { hourRange, hoursBy, unpackHours } from '#query/hours.ts';
import type { HourGroup, HoursRow } from '#query/hours.ts';
import { oddHours } from '#query/odd-hours.ts';
import type { OddHours } from '#query/odd-hours.ts';
import { spikeRange } from '#query/spike-series.ts';
import { CALM_PACE } from '#session/use-db-query.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { stepsUpTo } from './steps.ts';
import type { Step } from './steps.ts';

/** ms of working out between two looks at what else the page has to do. */
const SLICE = 8;

/** One's week, ready to be drawn. */
export interface Picture {
  readonly key: number;
  readonly by: HourGroup;
  /** Null: of all events. */
  readonly name: string | null;
  readonly account: string | null;
  readonly events: number;
  readonly week: Week;
  readonly odd: OddHours;
}

export interface ShownHours {
  readonly by: HourGroup;
  readonly pictures: readonly Picture[];
  readonly local: LocalHours;
  readonly steps: readonly Step[];
  /** How many there are, of which those shown are the busiest. */
  readonly all: number;
}

export interface HoursAnswer {
  /** Null until they are counted. */
  readonly shown: ShownHours | null;
  readonly stale: boolean;
  readonly isEmpty: boolean;
  readonly error: Error | null;
}

/** The hours of the busiest, in the zone of the view. */
export function useHours(): HoursAnswer {
  const [{ filter, hoursBy: by, zone }] = useViewState();
  const ends = useMatchQuery({ filter, pace: CALM_PACE, key: ['spike-range'], ask: spikeRange });
  const row = ends.isPlaceholderData ? undefined : ends.data?.rows[0];
  const [first, last] = [row?.first ?? null, row?.last ?? null];
  const local = useMemo(() => {
    const range = hourRange({ first, last });
    return range === null ? null : localHours(range, hourStep(range, zone), zone);
  }, [first, last, zone]);
  const answer = useMatchQuery(
    local === null
      ? null
      : {
          filter,
          pace: CALM_PACE,
          key: ['hours', by, local.range, local.step],
          ask: (matches) => hoursBy(matches, by, local.range, local.step),
        },
  );
  const rows = answer.isPlaceholderData ? undefined : answer.data?.rows;
  const [kept, setKept] = useState<{ readonly shown: ShownHours; readonly rows: readonly unknown[] } | null>(
    null,
  );
  useEffect(() => {
    if (rows === undefined || local === null) return undefined;
    const gone = new AbortController();
    // A year of two dozen is some ten milliseconds: in slices, so that keys and clicks are heard between.
    void inSlices(SLICE, (slice) => picturesOf(rows, by, local, slice)).then((shown) => {
      if (!gone.signal.aborted) setKept({ shown, rows });
    });
    return () => gone.abort();
  }, [rows, by, local]);
  return {
    shown: kept?.shown ?? null,
    stale: rows === undefined || kept?.rows !== rows || kept.shown.local !== local,
    isEmpty: row !== undefined && first === null,
    error: ends.error ?? answer.error,
  };
}

async function picturesOf(
  rows: readonly HoursRow[],
  by: HourGroup,
  local: LocalHours,
  slice: TimeSlice,
): Promise<ShownHours> {
  const pictures: Picture[] = [];
  let highest = 0;
  for (const { key, name, account, events, packed } of rows) {
    if (slice.isOver()) await slice.next();
    const week = weekOf(unpackHours(packed), local);
    highest = Math.max(highest, ...week.cells.map(countOfCell));
    pictures.push({ key, by, name, account, events, week, odd: oddHours(week, local) });
  }
  return { by, pictures, local, steps: stepsUpTo(highest), all: rows[0]?.all ?? 0 };
}
