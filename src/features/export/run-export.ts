/** One export from its first row to its last: what it wrote, exactly, or why it stopped. */
import { TimeSlice } from '#lib/time-slice.ts';
import type { Session } from '#session/session.ts';
import { CountedDestination } from './destination.ts';
import type { ChosenPlace } from './destination.ts';
import type { ExportPlan, Format } from './export-plan.ts';
import type { ExportStatement, WrittenFile } from './export-statement.ts';
import { OrderedRows } from '#session/ordered-rows.ts';
import { writeCsv } from './write-csv.ts';
import { writeJsonLines } from './write-json-lines.ts';
import { writeParquet } from './write-parquet.ts';
import type { Writing } from './writing.ts';

const WRITERS: Readonly<Record<Format, (writing: Writing) => Promise<void>>> = {
  csv: writeCsv,
  jsonl: writeJsonLines,
  parquet: writeParquet,
};

export interface ExportProgress {
  readonly written: number;
  readonly missing: number;
  readonly total: number;
  readonly bytes: number;
}

export interface ExportRun {
  readonly session: Session;
  readonly plan: ExportPlan;
  readonly place: ChosenPlace;
  readonly statementOf: (events: number) => ExportStatement;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ExportProgress) => void;
}

export interface ExportResult {
  readonly file: WrittenFile;
  readonly statement: ExportStatement;
}

/** ms without looking up: a third of what one notices. */
const SLICE = 12;

export async function runExport(run: ExportRun): Promise<ExportResult> {
  const { session, plan, place, signal, statementOf, onProgress } = run;
  const rows = new OrderedRows(session, plan, signal);
  const out = new CountedDestination(await place.open());
  const slice = new TimeSlice(SLICE);
  try {
    const total = await rows.count();
    let written = 0;
    let missing = 0;
    const statement = statementOf(total);
    const progress = (more: number, gone = 0): void => {
      written += more;
      missing += gone;
      onProgress({ written, missing, total, bytes: out.bytes });
    };
    progress(0);
    await WRITERS[plan.format]({ session, plan, rows, total, statement, out, slice, signal, progress });
    if (written + missing !== total)
      throw new Error(`The database gave ${written + missing} of ${total} events. Nothing was saved.`);
    signal.throwIfAborted();
    const sha256 = await out.finish();
    const file = { name: place.fileName, bytes: out.bytes, sha256, events: written, missing };
    return { file, statement };
  } catch (error) {
    await out.giveUp();
    throw error;
  } finally {
    slice.close();
  }
}
