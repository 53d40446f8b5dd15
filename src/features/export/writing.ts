import type { TimeSlice } from '#lib/time-slice.ts';
import type { Session } from '#session/session.ts';
import type { CountedDestination } from './destination.ts';
import type { ExportPlan } from './export-plan.ts';
import type { ExportStatement } from './export-statement.ts';
import type { OrderedRows } from '#session/ordered-rows.ts';

/** All that a writer of a format works with. */
export interface Writing {
  readonly session: Session;
  readonly plan: ExportPlan;
  readonly rows: OrderedRows;
  readonly total: number;
  readonly statement: ExportStatement;
  readonly out: CountedDestination;
  readonly slice: TimeSlice;
  readonly signal: AbortSignal;
  /** So many more events are written, and so many could not be read from their files again. */
  readonly progress: (written: number, missing?: number) => void;
}
