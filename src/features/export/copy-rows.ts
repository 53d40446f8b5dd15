import type { Session } from '#session/session.ts';
import { OrderedRows } from '#session/ordered-rows.ts';
import { copyText } from '#ui/copy-text.ts';
import type { ExportPlan } from './export-plan.ts';
import { cellWindows } from './masked-cells.ts';
import { csvHeader, csvRow } from './write-csv.ts';

/** More is a file’s business. */
export const MOST_COPIED = 1_000;

/** Puts the first events on the clipboard as CSV; answers how many, or null where the browser refuses. */
export async function copyRows(session: Session, plan: ExportPlan): Promise<number | null> {
  const rows = new OrderedRows(session, plan, new AbortController().signal);
  let text = csvHeader(plan);
  let copied = 0;
  const total = Math.min(MOST_COPIED, await rows.count());
  for await (const window of cellWindows(rows, plan, total)) {
    for (const cells of window) {
      text += csvRow(cells, plan.fields);
      copied += 1;
    }
  }
  return (await copyText(text)) ? copied : null;
}
