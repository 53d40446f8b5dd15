import { filterKey } from '#query/format-filter.ts';
import { versus, VERSUS_FIELDS, VERSUS_KINDS } from '#query/versus.ts';
import type { VersusField, VersusKind, VersusRow } from '#query/versus.ts';
import { matchesOf, useMatchCount, useMatchQuery } from '#session/use-match-query.ts';
import { phaseOf, useSession, useSessionState } from '#session/use-session.ts';
import type { Sides } from './sides.ts';

/** Values of each field and kind that are fetched; more are counted. */
const TOP = 40;

export interface VersusGroup {
  readonly kind: VersusKind;
  readonly rows: readonly VersusRow[];
  /** Values of this kind, told or not. */
  readonly all: number;
}

export interface VersusOfField {
  readonly field: VersusField;
  readonly groups: readonly VersusGroup[];
  readonly alike: number;
}

export interface VersusAnswer {
  /** Null until it is known. */
  readonly fields: readonly VersusOfField[] | null;
  readonly here: number | undefined;
  readonly there: number | undefined;
  readonly stale: boolean;
  readonly error: Error | null;
}

export function useVersus({ here, there, days }: Sides): VersusAnswer {
  const session = useSession();
  const isReady = useSessionState(phaseOf) === 'ready';
  const { data, error, isPlaceholderData } = useMatchQuery(
    isReady
      ? {
          filter: here,
          key: ['versus', filterKey(there), days.here, days.there],
          ask: async (matches) =>
            versus(matches, await matchesOf(session, there), { fields: VERSUS_FIELDS, top: TOP, days }),
        }
      : null,
  );
  return {
    fields: data === undefined ? null : VERSUS_FIELDS.map((field) => ofField(field, data.rows)),
    here: useMatchCount(here),
    there: useMatchCount(there),
    stale: isPlaceholderData,
    error,
  };
}

function ofField(field: VersusField, rows: readonly VersusRow[]): VersusOfField {
  const own = rows.filter((row) => row.field === field);
  const groups = VERSUS_KINDS.flatMap((kind, code): VersusGroup[] => {
    const same = own.filter((row) => row.kind === code);
    return same.length === 0 || kind === 'alike' ? [] : [{ kind, rows: same, all: same[0]?.same ?? 0 }];
  });
  const alike = own.find((row) => VERSUS_KINDS[row.kind] === 'alike')?.same ?? 0;
  return { field, groups, alike };
}
