/** The places of columns: pinned ones stand at the left, each group in the order of the link. */
import type { FieldKey } from '#cloudtrail/fields.ts';

export interface ColumnPlaces {
  readonly columns: readonly FieldKey[];
  readonly pinned: readonly FieldKey[];
}

/** As shown, from the left. */
export function shownOrder({ columns, pinned }: ColumnPlaces): FieldKey[] {
  const isPinned = (key: FieldKey): boolean => pinned.includes(key);
  return [...columns.filter(isPinned), ...columns.filter((key) => !isPinned(key))];
}

/** How many of the shown columns stay at the left. */
export function pinnedCount({ columns, pinned }: ColumnPlaces): number {
  return columns.filter((key) => pinned.includes(key)).length;
}

/** Moves a column to a place among those shown; it stays within its group, and the other group stays where it is. */
export function moveColumn(places: ColumnPlaces, key: FieldKey, to: number): readonly FieldKey[] {
  const { columns, pinned } = places;
  const isPinned = pinned.includes(key);
  const inGroup = (other: FieldKey): boolean => pinned.includes(other) === isPinned;
  const group = columns.filter(inGroup);
  const others = group.filter((other) => other !== key);
  if (others.length === group.length) return columns;
  const first = isPinned ? 0 : pinnedCount(places);
  const at = Math.min(Math.max(0, to - first), others.length);
  const moved = others.toSpliced(at, 0, key).values();
  return columns.map((other) => (inGroup(other) ? (moved.next().value ?? other) : other));
}

/** One place to the left or the right. */
export function stepColumn(places: ColumnPlaces, key: FieldKey, by: -1 | 1): readonly FieldKey[] {
  return moveColumn(places, key, shownOrder(places).indexOf(key) + by);
}

export function togglePinned({ pinned }: ColumnPlaces, key: FieldKey): readonly FieldKey[] {
  return pinned.includes(key) ? pinned.filter((other) => other !== key) : [...pinned, key];
}
