/**
 * Gunzip as a stream of chunks that salvages what it can.
 *
 * The browser's `DecompressionStream` is twice as fast as anything else, but gives up at a second member, at bytes
 * behind the end and at a cut. Then the file is read again from its start by fflate's streaming `Gunzip`, and what was
 * already handed on is skipped: both give the same bytes as far as they go.
 */
import { Gunzip } from 'fflate';

/** Takes a piece of the decompressed bytes; false stops the reading. */
export type TakeChunk = (chunk: Uint8Array) => Promise<boolean> | boolean;

export interface GunzipResult {
  /** Sentences about what was wrong with the gzip data; empty when nothing was. */
  readonly notes: readonly string[];
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

const PIECE = 1 << 18;

/** The compressed bytes, as one array or piece by piece; may be asked for twice. */
export interface CompressedSource {
  readonly length: number;
  open(): AsyncIterable<Uint8Array<ArrayBuffer>>;
}

export function bytesSource(bytes: Uint8Array<ArrayBuffer>): CompressedSource {
  return {
    length: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

/** Hands on all decompressed bytes that can be had. Never throws for bad data; errors of `take` pass through. */
export async function gunzip(source: CompressedSource, take: TakeChunk): Promise<GunzipResult> {
  let handedOn = 0;
  const counted: TakeChunk = (chunk) => {
    handedOn += chunk.length;
    return take(chunk);
  };
  const failed = await fastGunzip(source, counted);
  return failed ? salvage(source, handedOn, take) : { notes: [] };
}

/** True when the data is not one clean gzip member. */
async function fastGunzip(source: CompressedSource, take: TakeChunk): Promise<boolean> {
  const stream = new DecompressionStream('gzip');
  const reader = stream.readable.getReader();
  const feeding = feed(stream.writable, source);
  try {
    for (;;) {
      const step = await readStep(reader);
      if (step === 'broken') return true;
      if (step === null) return false;
      if ((await take(step)) === false) return false;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
    await feeding;
  }
}

async function readStep(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<Uint8Array | null | 'broken'> {
  try {
    const { done, value } = await reader.read();
    return done ? null : value;
  } catch {
    return 'broken';
  }
}

/** Writes everything; errors show on the reading side. */
async function feed(writable: WritableStream<BufferSource>, source: CompressedSource): Promise<void> {
  const writer = writable.getWriter();
  try {
    for await (const piece of source.open()) await writer.write(piece);
    await writer.close();
  } catch {
    await writer.abort().catch(() => undefined);
  }
}

interface Salvage {
  members: number;
  bytes: number;
}

async function salvage(source: CompressedSource, skip: number, take: TakeChunk): Promise<GunzipResult> {
  const seen: Salvage = { members: 0, bytes: 0 };
  let chunks: Uint8Array[] = [];
  const gunzipper = new Gunzip((chunk) => {
    if (chunk.length > 0) chunks.push(chunk);
  });
  gunzipper.onmember = () => {
    seen.members++;
  };
  const drain = async (): Promise<boolean> => {
    const ready = chunks;
    chunks = [];
    for (const chunk of ready) {
      const fresh = chunk.subarray(Math.max(0, Math.min(chunk.length, skip - seen.bytes)));
      seen.bytes += chunk.length;
      if (fresh.length > 0 && (await take(fresh)) === false) return false;
    }
    return true;
  };
  try {
    for await (const whole of source.open()) {
      for (let at = 0; at < whole.length; at += PIECE) {
        gunzipper.push(whole.subarray(at, at + PIECE));
        if (!(await drain())) return { notes: [] };
      }
    }
    gunzipper.push(new Uint8Array(0), true);
    await drain();
  } catch (error) {
    // What was decompressed before the break is still waiting here.
    if (!(await drain())) return { notes: [] };
    return { notes: [brokenNote(error, seen)] };
  }
  return { notes: [healedNote(seen)] };
}

function brokenNote(error: unknown, seen: Salvage): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/unexpected EOF/i.test(message)) {
    return `The gzip data ends early, after ${seen.bytes} decompressed bytes: the file is cut off. All whole records before the cut were read.`;
  }
  if (/invalid gzip/i.test(message) && seen.members > 0 && seen.bytes > 0) {
    return `Behind the end of the gzip data stand bytes that are no gzip (after ${seen.bytes} decompressed bytes). They were not read.`;
  }
  return `The gzip data is damaged after ${seen.bytes} decompressed bytes. All whole records before the damage were read.`;
}

function healedNote(seen: Salvage): string {
  return seen.members > 1
    ? `The file holds ${seen.members} gzip members one after another. All were read; tools that stop after the first see less.`
    : 'The checksum at the end of the gzip data does not match: the file was changed or damaged. All whole records were read.';
}
