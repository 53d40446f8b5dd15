/** Which line and which column an element of the grid belongs to. */
import { COLUMN_KEYS } from '#view-state/columns.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';

export interface CellPlace {
  readonly line: number;
  readonly key: FieldKey | null;
  readonly cell: HTMLElement | null;
}

/** Null outside of the lines. */
export function placeOf(target: EventTarget | null): CellPlace | null {
  if (!(target instanceof Element)) return null;
  const line = target.closest<HTMLElement>('[data-line]')?.dataset['line'];
  if (line === undefined) return null;
  const cell = target.closest<HTMLElement>('[data-column]');
  const key = COLUMN_KEYS.find((one) => one === cell?.dataset['column']) ?? null;
  return { line: Number(line), key, cell };
}
