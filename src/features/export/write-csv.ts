import { csvLine } from '#lib/csv.ts';
import { exportKind } from '#query/export-rows.ts';
import type { ExportCell, ExportField } from '#query/export-rows.ts';
import { cellWindows } from './masked-cells.ts';
import type { ExportPlan } from './export-plan.ts';
import type { Writing } from './writing.ts';

/** Characters that are gathered before they are handed on. */
const PIECE = 512 * 1024;

/** A line of field names, then one for each event. Times as CloudTrail writes them: `2025-10-10T21:13:51Z`. */
export async function writeCsv({ plan, rows, total, out, slice, progress }: Writing): Promise<void> {
  const encoder = new TextEncoder();
  let text = csvHeader(plan);
  const { fields } = plan;
  for await (const window of cellWindows(rows, plan, total)) {
    for (const cells of window) {
      text += csvRow(cells, fields);
      progress(1);
      if (text.length >= PIECE) {
        await out.write(encoder.encode(text));
        text = '';
      }
      if (slice.isOver()) await slice.next();
    }
  }
  await out.write(encoder.encode(text));
}

export function csvHeader({ fields }: Pick<ExportPlan, 'fields'>): string {
  return csvLine(fields);
}

export function csvRow(cells: readonly ExportCell[], fields: readonly ExportField[]): string {
  return csvLine(
    cells.map((cell, at) => {
      const field = fields[at];
      return field !== undefined && exportKind(field) === 'time' && typeof cell === 'number'
        ? timeText(cell)
        : cell;
    }),
  );
}

function timeText(ms: number): string {
  return Math.abs(ms) > 8.64e15 ? String(ms) : new Date(ms).toISOString().replace('.000Z', 'Z');
}
