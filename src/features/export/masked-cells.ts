/** Cells of an exported row, without credentials unless they are wanted. */
import { maskSecrets } from '#cloudtrail/secrets.ts';
import { exportCells, JSON_FIELDS } from '#query/export-rows.ts';
import type { ExportCell, ExportRow } from '#query/export-rows.ts';
import type { ExportPlan } from './export-plan.ts';

export function cellsOf(row: ExportRow, { fields, secrets }: ExportPlan): ExportCell[] {
  const cells = exportCells(row, fields);
  if (secrets) return cells;
  return cells.map((cell, at) => {
    const field = fields[at];
    return typeof cell === 'string' && field !== undefined && JSON_FIELDS.has(field)
      ? maskSecrets(cell)
      : cell;
  });
}

/** Rows asked for at once: as many as decode in a few hundredths of a second. */
export function windowRows({ fields }: ExportPlan): number {
  return Math.min(8_000, Math.max(500, Math.round(80_000 / fields.length)));
}
