import type { Session } from '#session/session.ts';
import { OrderedRows } from '#session/ordered-rows.ts';
import { exportWindow } from '#query/export-rows.ts';
import { copyText } from '#ui/copy-text.ts';
import type { ExportPlan } from './export-plan.ts';
import { cellsOf } from './masked-cells.ts';
import { csvHeader, csvRow } from './write-csv.ts';

/** More is a file’s business. */
export const MOST_COPIED = 1_000;

/** Puts the first events on the clipboard as CSV; answers how many, or null where the browser refuses. */
export async function copyRows(session: Session, plan: ExportPlan): Promise<number | null> {
  const { fields } = plan;
  const rows = new OrderedRows(session, plan, new AbortController().signal);
  let text = csvHeader(plan);
  let copied = 0;
  const ask = (order: string, offset: number, limit: number) => exportWindow(order, offset, limit, fields);
  const total = Math.min(MOST_COPIED, await rows.count());
  for await (const window of rows.windows(total, MOST_COPIED, ask)) {
    for (const row of window) text += csvRow(cellsOf(row, plan), fields);
    copied += window.length;
  }
  return (await copyText(text)) ? copied : null;
}
