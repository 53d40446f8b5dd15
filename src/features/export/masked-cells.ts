/** Exported rows as cells, in the order of the fields and without credentials unless they are wanted. */
import { maskSecrets } from '#cloudtrail/secrets.ts';
import { exportCells, exportGroups, exportWindow, JSON_FIELDS } from '#query/export-rows.ts';
import type { ExportCell, ExportField, ExportRow } from '#query/export-rows.ts';
import type { OrderedRows } from '#session/ordered-rows.ts';
import type { ExportPlan } from './export-plan.ts';

/** Rows of a window. Fewer would cost more: the engine goes through all events for each. */
const WINDOW_ROWS = 6_000;

interface Group {
  readonly fields: readonly ExportField[];
  /** The place of each among all fields. */
  readonly places: readonly number[];
}

/** The cells of so many events, window by window; each row is made when it is asked for. */
export async function* cellWindows(
  rows: OrderedRows,
  plan: ExportPlan,
  total: number,
): AsyncGenerator<Iterable<ExportCell[]>> {
  const groups = exportGroups(plan.fields).map((fields) => ({
    fields,
    places: fields.map((field) => plan.fields.indexOf(field)),
  }));
  const ask = (order: string, offset: number, limit: number) =>
    groups.map(({ fields }) => exportWindow(order, offset, Math.min(limit, total - offset), fields));
  for await (const window of rows.windows(total, WINDOW_ROWS, ask)) yield cellsOf(window, groups, plan);
}

function* cellsOf(
  window: readonly (readonly ExportRow[])[],
  groups: readonly Group[],
  { fields, secrets }: ExportPlan,
): Generator<ExportCell[]> {
  const length = window[0]?.length ?? 0;
  for (let at = 0; at < length; at++) {
    const cells = Array.from<ExportCell>({ length: fields.length }).fill(null);
    for (const [number, group] of groups.entries()) {
      const row = window[number]?.[at];
      if (row === undefined) throw new Error('The database gave the columns of a window different lengths.');
      for (const [index, cell] of exportCells(row, group.fields).entries()) {
        const field = group.fields[index];
        const isJson = typeof cell === 'string' && field !== undefined && JSON_FIELDS.has(field);
        cells[group.places[index] ?? 0] = isJson && !secrets ? maskSecrets(cell) : cell;
      }
    }
    yield cells;
  }
}
