/** The bytes of a piece of work, got out of the browser at once: asking for each file's alone is what costs time. */
import { readSlice } from './byte-source.ts';
import type { WorkItem } from './protocol.ts';
import { type Source, spanOf } from './source.ts';

/** Entries of an archive are read in one slice, unless more than so much of it is something else. */
const MOST_BETWEEN = 2;

type Spans = readonly Uint8Array<ArrayBuffer>[];

/** One array for each file, in the order of the item; null when they cannot be had at once. */
export async function readItem({ sources }: WorkItem, most: number): Promise<Spans | null> {
  const spans = sources.map((source) =>
    source.from === null ? ([0, source.size] as const) : spanOf(source),
  );
  const total = spans.reduce((sum, [from, to]) => sum + to - from, 0);
  if (total > most) return null;
  const [first] = sources;
  if (first === undefined) return [];
  if (first.from !== null && sources.every(({ blob, from }) => blob === first.blob && from !== null)) {
    const start = spans.reduce((least, [from]) => Math.min(least, from), Number.POSITIVE_INFINITY);
    const end = spans.reduce((last, [, to]) => Math.max(last, to), 0);
    if (end - start <= total * MOST_BETWEEN) {
      const bytes = await readSlice(first.blob, start, end);
      return spans.map(([from, to]) => bytes.subarray(from - start, to - start));
    }
  }
  // Joined here, not on the page: making a Blob asks the browser for every file in it.
  const read = await new Blob(sources.map((source, k) => partOf(source, spans[k] ?? [0, 0]))).arrayBuffer();
  // A file that grew or shrank since it was chosen would shift all that follow.
  if (read.byteLength !== total) return null;
  let at = 0;
  return spans.map(([from, to]) => {
    at += to - from;
    return new Uint8Array(read, at - (to - from), to - from);
  });
}

const partOf = ({ blob, from }: Source, span: readonly [number, number]): Blob =>
  from === null ? blob : blob.slice(...span);
