/**
 * How large are the files? Each answer is a call to the browser's own process (0.3 to 0.9 ms), so it is asked in slices;
 * and only of few files: of many, the workers ask, away from the page.
 */
import type { NumberedFile } from '#ingest/ingest-pool.ts';
import { TimeSlice } from '#lib/time-slice.ts';

export type UnmeasuredFile = Omit<NumberedFile, 'size'>;

/** Up to so many are asked here: that lets the largest be handed out first. */
const ASKED = 256;
/** Many are named in chunks of so many. */
const CHUNK = 2_048;
/** ms of asking between two looks at what else the page has to do. */
const SLICE_MS = 8;

/** Sizes are null where they were not asked. Once stopped, the rest is named without being asked. */
export async function* measureFiles(
  files: readonly UnmeasuredFile[],
  signal: AbortSignal,
): AsyncGenerator<readonly NumberedFile[]> {
  if (files.length > ASKED) {
    for (let from = 0; from < files.length; from += CHUNK)
      yield files.slice(from, from + CHUNK).map(({ id, file }) => ({ id, file, size: null }));
    return;
  }
  const slice = new TimeSlice(SLICE_MS);
  try {
    const measured: NumberedFile[] = [];
    for (const { id, file } of files) {
      if (slice.isOver()) await slice.next();
      measured.push({ id, file, size: signal.aborted ? 0 : file.size });
    }
    yield measured;
  } finally {
    slice.close();
  }
}
