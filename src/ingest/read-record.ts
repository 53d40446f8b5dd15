/** Reads records back out of their file, byte for byte, without keeping the whole file. */
import { readSlice } from './byte-source.ts';
import { isWrapped, readContent } from './content.ts';
import { openFile, type OpenFile } from './open-file.ts';
import type { Source } from './source.ts';

export interface RecordSpan {
  /** In the content. */
  readonly offset: number;
  readonly length: number;
}

/** The bytes of the span; fewer when the file ends before. Rejects when the file can no longer be read. */
export async function readSpan(
  source: Source,
  { offset, length }: RecordSpan,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = await openFile(source);
  const plain = plainPlace(file);
  if (plain !== null) return plain(offset, offset + length);
  const found = new Uint8Array(length);
  let filled = 0;
  let at = 0;
  await readContent(file.bytes, file.head, (chunk) => {
    signal?.throwIfAborted();
    const from = Math.max(0, offset - at);
    if (from < chunk.length && filled < length) {
      const part = chunk.subarray(from, Math.min(chunk.length, from + length - filled));
      found.set(part, filled);
      filled += part.length;
    }
    at += chunk.length;
    return filled < length;
  });
  signal?.throwIfAborted();
  return found.subarray(0, filled);
}

/** Reads parts of a file whose content stands in it as it is; shorter ones where it ends before. Null for another one. */
function plainPlace({
  plain,
  head,
}: OpenFile): ((start: number, end: number) => Promise<Uint8Array<ArrayBuffer>>) | null {
  if (plain === null || isWrapped(head)) return null;
  const { blob, from, to } = plain;
  return (start, end) => readSlice(blob, Math.min(from + start, to), Math.min(from + end, to));
}

/** Takes the bytes of the span of that index. What it answers is waited for. */
export type TakeSpan = (index: number, bytes: Uint8Array<ArrayBuffer>) => Promise<void> | void;

/** A plain file is read in runs of spans that are near each other, at most so many bytes at a time. */
const RUN_BYTES = 4 * 1024 * 1024;

/**
 * Many spans in one pass over the file. They have to be in the order of their offsets and must not overlap. Spans that
 * the file no longer holds whole are not taken. Rejects when the file can no longer be read.
 */
export async function readSpans(
  source: Source,
  spans: readonly RecordSpan[],
  take: TakeSpan,
  signal?: AbortSignal,
): Promise<void> {
  const file = await openFile(source);
  const plain = plainPlace(file);
  const cutter = new SpanCutter(spans, take);
  if (plain === null) {
    await readContent(file.bytes, file.head, (chunk) => {
      signal?.throwIfAborted();
      return cutter.feed(chunk);
    });
    return;
  }
  for (let from = 0; from < spans.length; from = cutter.next) {
    signal?.throwIfAborted();
    const start = spans[from]?.offset ?? 0;
    let end = start;
    for (let to = from; to < spans.length; to++) {
      const { offset, length } = spans[to] ?? { offset: 0, length: 0 };
      if (to > from && offset + length - start > RUN_BYTES) break;
      end = offset + length;
    }
    cutter.jump(start);
    await cutter.feed(await plain(start, end));
    // The file ends before: nothing behind is there either.
    if (cutter.next === from) return;
  }
}

/** Cuts spans out of bytes that come in chunks. */
class SpanCutter {
  /** The first span that has not been taken. */
  next = 0;
  private readonly spans: readonly RecordSpan[];
  private readonly take: TakeSpan;
  /** Offset of the next byte that will be fed. */
  private at = 0;
  private bytes: Uint8Array<ArrayBuffer> | null = null;
  private filled = 0;

  constructor(spans: readonly RecordSpan[], take: TakeSpan) {
    this.spans = spans;
    this.take = take;
  }

  /** The next chunk begins here. */
  jump(offset: number): void {
    this.at = offset;
    this.bytes = null;
    this.filled = 0;
  }

  /** False when all spans have been taken. */
  async feed(chunk: Uint8Array): Promise<boolean> {
    const end = this.at + chunk.length;
    for (;;) {
      const span = this.spans[this.next];
      if (span === undefined) break;
      const from = span.offset + this.filled - this.at;
      if (from < 0 || from >= chunk.length) break;
      this.bytes ??= new Uint8Array(span.length);
      const part = chunk.subarray(from, from + span.length - this.filled);
      this.bytes.set(part, this.filled);
      this.filled += part.length;
      if (this.filled < span.length) break;
      const whole = this.bytes;
      const index = this.next;
      this.next += 1;
      this.bytes = null;
      this.filled = 0;
      await this.take(index, whole);
    }
    this.at = end;
    return this.next < this.spans.length;
  }
}
