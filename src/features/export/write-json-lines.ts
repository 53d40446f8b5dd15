/**
 * Whole records in the order of the table. A file is unpacked from its start to reach a record, so records are read in
 * blocks that fit in memory: each file is opened once for a block, and newest-first leaves few files in each.
 */
import { maskSecrets } from '#cloudtrail/secrets.ts';
import { jsonLine } from '#lib/json-line.ts';
import { exportPlaces } from '#query/export-rows.ts';
import type { KnownRecord } from '#session/session.ts';
import type { Writing } from './writing.ts';

/** Bytes of records that are held at once. */
const BLOCK_BYTES = 48 * 1024 * 1024;
/** An empty record still takes room. */
const RECORD_BYTES = 200;
const PLACES = 5_000;
const PIECE = 512 * 1024;

export async function writeJsonLines(writing: Writing): Promise<void> {
  let block: KnownRecord[] = [];
  let bytes = 0;
  const ask = (order: string, offset: number, limit: number) => [exportPlaces(order, offset, limit)];
  for await (const [window = []] of writing.rows.windows(writing.total, PLACES, ask)) {
    for (const record of window) {
      block.push(record);
      bytes += record.length + RECORD_BYTES;
      if (bytes < BLOCK_BYTES) continue;
      await writeBlock(writing, block);
      block = [];
      bytes = 0;
    }
  }
  await writeBlock(writing, block);
}

async function writeBlock(
  { session, plan, out, slice, signal, progress }: Writing,
  block: readonly KnownRecord[],
): Promise<void> {
  const lines: (Uint8Array | null)[] = Array.from({ length: block.length }, () => null);
  const take = (index: number, record: Uint8Array | null): Promise<void> | void => {
    if (record !== null) lines[index] = plan.secrets ? jsonLine(record) : withoutSecrets(jsonLine(record));
    return slice.isOver() ? slice.next() : undefined;
  };
  await session.evidenceOf(block, take, signal);
  let piece = new Uint8Array(PIECE);
  let filled = 0;
  for (const [at, line] of lines.entries()) {
    if (line === null) {
      progress(0, 1);
      continue;
    }
    if (filled + line.length + 1 > piece.length) {
      await out.write(piece.subarray(0, filled));
      piece = new Uint8Array(Math.max(PIECE, line.length + 1));
      filled = 0;
      signal.throwIfAborted();
    }
    piece.set(line, filled);
    filled += line.length;
    piece[filled++] = 0x0a;
    lines[at] = null;
    progress(1);
    if (slice.isOver()) await slice.next();
  }
  await out.write(piece.subarray(0, filled));
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** The same bytes where there are none; a record that is no UTF-8 and holds some is written with replacements. */
function withoutSecrets(record: Uint8Array): Uint8Array {
  const text = decoder.decode(record);
  const masked = maskSecrets(text);
  return masked === text ? record : encoder.encode(masked);
}
