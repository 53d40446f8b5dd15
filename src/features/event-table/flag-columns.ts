/** Beside which value a first time is marked. */
import type { FieldKey } from '#cloudtrail/fields.ts';
import { DIMENSION_SOURCES, isDimension } from '#query/first-dimensions.ts';
import type { FirstFlag } from '#query/first-seen.ts';

/** Those of the column; what has no column of its own stands by the event's name, or else in the first column. */
export function flagsIn(
  flags: readonly FirstFlag[] | undefined,
  column: FieldKey,
  columns: readonly { readonly key: FieldKey }[],
): readonly FirstFlag[] | undefined {
  if (flags === undefined) return undefined;
  const shown = (field: FieldKey): boolean => columns.some(({ key }) => key === field);
  const other = shown('eventName') ? 'eventName' : columns[0]?.key;
  const own = flags.filter(({ dimension }) => {
    const field = fieldOf(dimension);
    return (field !== null && shown(field) ? field : other) === column;
  });
  return own.length === 0 ? undefined : own;
}

function fieldOf(dimension: string): FieldKey | null {
  return isDimension(dimension) ? DIMENSION_SOURCES[dimension].field : null;
}
