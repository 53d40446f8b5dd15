/**
 * Columns of plain values → typed rows. The other half of `decode.ts`, free of Arrow so that the page does not carry it.
 */
import type { ColumnKind, Columns, RowOf } from './sql-query.ts';

export type Cell = string | number | boolean | null;

/** `cells` holds one list per declared column, in the order of `Object.keys(columns)`, as `decodeCells` returns them. */
export function toRows<C extends Columns>(columns: C, cells: readonly (readonly Cell[])[]): RowOf<C>[] {
  const names = Object.keys(columns);
  const rows: RowOf<C>[] = [];
  const count = cells[0]?.length ?? 0;
  for (let at = 0; at < count; at++) {
    const row: Record<string, unknown> = {};
    for (let column = 0; column < names.length; column++) row[names[column] ?? ''] = cells[column]?.[at];
    if (!isRow(row, columns)) throw new TypeError(`row ${at} is not of the declared kinds`);
    rows.push(row);
  }
  return rows;
}

function isRow<C extends Columns>(row: Record<string, unknown>, columns: C): row is RowOf<C> {
  for (const name in columns) {
    const kind = columns[name];
    if (kind === undefined || !isOfKind(row[name], kind)) return false;
  }
  return true;
}

const TYPE_OF_KIND = {
  text: 'string',
  'text?': 'string',
  integer: 'number',
  'integer?': 'number',
  number: 'number',
  'number?': 'number',
  time: 'number',
  'time?': 'number',
  flag: 'boolean',
  'flag?': 'boolean',
} as const satisfies Record<ColumnKind, string>;

function isOfKind(cell: unknown, kind: ColumnKind): boolean {
  return typeof cell === TYPE_OF_KIND[kind] || (cell === null && kind.endsWith('?'));
}
