import { useMemo, useState } from 'react';
import { hourStep, localHours, weekOf, countOfCell } from '#query/hour-cells.ts';
import type { LocalHours, Week } from '#query/hour-cells.ts';
import { hourRange, hoursBy, unpackHours } from '#query/hours.ts';
import type { HourGroup } from '#query/hours.ts';
import { oddHours } from '#query/odd-hours.ts';
import type { OddHours } from '#query/odd-hours.ts';
import { spikeRange } from '#query/spike-series.ts';
import { CALM_PACE } from '#session/use-db-query.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { stepsUpTo } from './steps.ts';
import type { Step } from './steps.ts';

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
  const [kept, setKept] = useState<(ShownHours & { readonly rows: readonly unknown[] }) | null>(null);
  const isNew = kept === null || kept.rows !== rows || kept.local !== local;
  if (rows !== undefined && local !== null && isNew) {
    const pictures = rows.map(({ key, name, account, events, packed }): Picture => {
      const week = weekOf(unpackHours(packed), local);
      return { key, by, name, account, events, week, odd: oddHours(week, local) };
    });
    const highest = Math.max(0, ...pictures.flatMap(({ week }) => week.cells.map(countOfCell)));
    setKept({ by, pictures, local, steps: stepsUpTo(highest), all: rows[0]?.all ?? 0, rows });
  }
  return {
    shown: kept,
    stale: rows === undefined,
    isEmpty: row !== undefined && first === null,
    error: ends.error ?? answer.error,
  };
}
