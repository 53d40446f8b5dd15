/** The run that a line shows or belongs to, from its row. */
import type { EventRow } from '#query/event-row.ts';
import type { RunRow } from '#query/run-page.ts';
import { placeOfLine } from './lines.ts';
import type { OpenRun } from './lines.ts';
import type { EventCursor } from './use-event-cursor.ts';

/** Null for an event that stands alone, and where runs are not collapsed. */
export function runAt(
  { listing, opened }: Pick<EventCursor, 'listing' | 'opened'>,
  line: number,
  row: EventRow | RunRow | undefined,
): OpenRun | null {
  if (!listing.runs) return null;
  const place = placeOfLine(opened, line);
  if (place.opened !== null) return place.opened;
  if (row === undefined || !('runLength' in row) || row.runLength < 2) return null;
  return { run: place.run, first: row.runFirst, length: row.runLength };
}

/** How a line stands to its run: `length` is 1 for events that are not the line of a run. */
export function runOfLine(
  cursor: Pick<EventCursor, 'listing' | 'opened'>,
  line: number,
  row: EventRow | RunRow | undefined,
): { readonly length: number; readonly member: boolean; readonly expanded: boolean } {
  const run = runAt(cursor, line, row);
  if (run === null) return { length: 1, member: false, expanded: false };
  const { opened, member } = placeOfLine(cursor.opened, line);
  return { length: member > 0 ? 1 : run.length, member: member > 0, expanded: opened !== null };
}
