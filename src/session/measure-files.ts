/**
 * How large are the files? Each answer is a call to the browser's own process (0.1 to 0.8 ms a file), so they are asked in
 * slices, and the first files are read while later ones are still asked. A worker cannot ask instead: handing a file to it
 * asks for its size too, all at once (tried: half a second without an answer from the page).
 */
import type { NumberedFile } from '#ingest/ingest-pool.ts';
import { looseSource, type Source } from '#ingest/source.ts';
import { TimeSlice } from '#lib/time-slice.ts';

export interface UnmeasuredFile {
  readonly id: number;
  readonly file: Blob;
  /** Where it lies when it is a part of the file, which needs no asking; null = it is the whole. */
  readonly inside: Source | null;
}

/** So many are named at once: enough to hand them out with the largest first. */
const CHUNK = 512;
/** ms of asking between two looks at what else the page has to do. */
const SLICE_MS = 8;

/** Once stopped, the rest is named without being asked. */
export async function* measureFiles(
  files: readonly UnmeasuredFile[],
  signal: AbortSignal,
): AsyncGenerator<readonly NumberedFile[]> {
  const slice = new TimeSlice(SLICE_MS);
  try {
    for (let from = 0; from < files.length; from += CHUNK) {
      const measured: NumberedFile[] = [];
      for (const { id, file, inside } of files.slice(from, from + CHUNK)) {
        if (slice.isOver()) await slice.next();
        measured.push({ id, source: inside ?? looseSource(file, signal.aborted ? 0 : file.size) });
      }
      yield measured;
    }
  } finally {
    slice.close();
  }
}
