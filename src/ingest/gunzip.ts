/**
 * Gunzip as a stream of chunks that salvages what it can.
 *
 * The browser's `DecompressionStream` is twice as fast as anything else, but gives up at a second member, at bytes
 * behind the end and at a cut. Then the file is read again from its start by fflate's streaming `Gunzip`, and what was
 * already handed on is skipped: both give the same bytes as far as they go.
 */
import { Gunzip } from 'fflate';
import type { ByteSource, TakeChunk } from './byte-source.ts';

export interface GunzipResult {
  /** Sentences about what was wrong with the gzip data; empty when nothing was. */
  readonly notes: readonly string[];
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** fflate calls itself once per member: pieces must be too small to hold more members than the stack can bear. */
const PIECE = 1 << 16;

/** Hands on all decompressed bytes that can be had. Never throws for bad data; errors of `take` pass through. */
export async function gunzip(source: ByteSource, take: TakeChunk): Promise<GunzipResult> {
  let handedOn = 0;
  const counted: TakeChunk = (chunk) => {
    handedOn += chunk.length;
    return take(chunk);
  };
  const failed = await fastGunzip(source, counted);
  return failed ? salvage(source, handedOn, take) : { notes: [] };
}

/**
 * True when the data is not one clean gzip member. Of ten thousand small files the turns of promises cost more than the
 * unpacking: so nothing is waited for that need not be.
 */
async function fastGunzip(source: ByteSource, take: TakeChunk): Promise<boolean> {
  const stream = new DecompressionStream('gzip');
  const reader = stream.readable.getReader();
  const feeding = feed(stream.writable.getWriter(), source);
  for (;;) {
    let chunk: Uint8Array | undefined;
    try {
      chunk = (await reader.read()).value;
    } catch {
      await feeding;
      return true;
    }
    if (chunk === undefined) return false;
    let goesOn = false;
    try {
      const taken = take(chunk);
      goesOn = typeof taken === 'boolean' ? taken : await taken;
    } finally {
      if (!goesOn) {
        await reader.cancel().catch(() => undefined);
        await feeding;
      }
    }
    if (!goesOn) return false;
  }
}

/** Writes everything; errors show on the reading side. */
async function feed(writer: WritableStreamDefaultWriter<BufferSource>, source: ByteSource): Promise<void> {
  try {
    if (source.whole === undefined) for await (const piece of source.open()) await writer.write(piece);
    else writer.write(source.whole).catch(() => undefined);
    await writer.close();
  } catch {
    await writer.abort().catch(() => undefined);
  }
}

/** What one reading by fflate came to. */
interface Salvage {
  /** Members after the first: fflate announces only those. */
  moreMembers: number;
  /** Decompressed bytes, those of earlier readings included. */
  bytes: number;
  /** Where among them the last member's begin. */
  lastMemberAt: number;
  /** The file's last bytes, as many as there are of `TAIL_BYTES`. */
  tail: Uint8Array;
  /** Compressed bytes that were read without an error. */
  readTo: number;
  /** The taker wants no more. */
  stopped: boolean;
  /** `null` when the data ended well. */
  error: unknown;
}

/**
 * An error loses what the piece that holds it had given so far: so the file is read again, that piece in smaller ones,
 * down to single bytes.
 */
async function salvage(source: ByteSource, handedOn: number, take: TakeChunk): Promise<GunzipResult> {
  let skip = handedOn;
  let safe = 0;
  for (let piece = PIECE; ; piece = piece >> 5) {
    const seen = await inflateInPieces(source, { safe, piece: Math.max(piece, 1), skip, take });
    if (seen.stopped) return { notes: [] };
    if (seen.error === null) return { notes: [endNote(seen)] };
    if (piece <= 1 || isEnd(seen.error)) return { notes: [brokenNote(seen)] };
    skip = Math.max(skip, seen.bytes);
    safe = seen.readTo;
  }
}

interface Reading {
  /** So many compressed bytes are known to be sound. */
  readonly safe: number;
  /** Size of the pieces behind them. */
  readonly piece: number;
  /** So many decompressed bytes were handed on before. */
  readonly skip: number;
  readonly take: TakeChunk;
}

async function inflateInPieces(source: ByteSource, reading: Reading): Promise<Salvage> {
  const seen: Salvage = {
    moreMembers: 0,
    bytes: 0,
    lastMemberAt: 0,
    tail: new Uint8Array(0),
    readTo: 0,
    stopped: false,
    error: null,
  };
  let chunks: Uint8Array[] = [];
  const gunzipper = new Gunzip((chunk) => {
    if (chunk.length > 0) chunks.push(chunk);
  });
  gunzipper.onmember = () => {
    seen.moreMembers++;
    seen.lastMemberAt = chunks.reduce((sum, chunk) => sum + chunk.length, seen.bytes);
  };
  const push = (bytes: Uint8Array, isLast: boolean): void => {
    try {
      gunzipper.push(bytes, isLast);
    } catch (error) {
      seen.error = error ?? new Error('unknown');
    }
  };
  const drain = async (): Promise<boolean> => {
    const ready = chunks;
    chunks = [];
    for (const chunk of ready) {
      const fresh = chunk.subarray(Math.max(0, Math.min(chunk.length, reading.skip - seen.bytes)));
      seen.bytes += chunk.length;
      if (fresh.length > 0 && (await reading.take(fresh)) === false) seen.stopped = true;
      if (seen.stopped) return false;
    }
    return seen.error === null;
  };
  for await (const whole of source.open()) {
    for (let at = 0; at < whole.length;) {
      const size = seen.readTo < reading.safe ? Math.min(PIECE, reading.safe - seen.readTo) : reading.piece;
      const piece = whole.subarray(at, at + size);
      push(piece, false);
      if (!(await drain())) return seen;
      at += piece.length;
      seen.tail = lastBytes(seen.tail, piece);
      seen.readTo += piece.length;
    }
  }
  push(new Uint8Array(0), true);
  await drain();
  return seen;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The data ends too early, or something else stands behind it: smaller pieces would give no more. */
const isEnd = (error: unknown): boolean => /unexpected EOF|invalid gzip/i.test(messageOf(error));

function brokenNote({ error, bytes }: Salvage): string {
  const message = messageOf(error);
  if (/unexpected EOF/i.test(message)) return cutNote(bytes);
  if (/invalid gzip/i.test(message) && bytes > 0) return strayNote(bytes);
  return `The gzip data is damaged after ${bytes} decompressed bytes. All whole records before the damage were read.`;
}

/** fflate found nothing wrong; but it looks at no checksum, and misses some cuts and a few stray bytes. */
function endNote(seen: Salvage): string {
  const { bytes, lastMemberAt, moreMembers, tail } = seen;
  // The last four bytes of a member are the size of what it unpacks to, modulo 2^32.
  const size = (bytes - lastMemberAt) % 4_294_967_296;
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  const ends = [0, 1, 2, 3].find(
    (stray) => tail.length >= 4 + stray && view.getUint32(tail.length - 4 - stray, true) === size,
  );
  if (ends === undefined) return cutNote(bytes);
  if (ends > 0) return strayNote(bytes);
  return moreMembers > 0
    ? `The file holds ${moreMembers + 1} gzip members one after another. All were read; tools that stop after the first see less.`
    : 'The checksum at the end of the gzip data does not match: the file was changed or damaged. All whole records were read.';
}

const cutNote = (bytes: number): string =>
  `The gzip data ends early, after ${bytes} decompressed bytes: the file is cut off. All whole records before the cut were read.`;

const strayNote = (bytes: number): string =>
  `Behind the end of the gzip data stand bytes that are no gzip (after ${bytes} decompressed bytes). They were not read.`;

/** The size at a member's end, and up to three stray bytes behind it. */
const TAIL_BYTES = 7;

function lastBytes(before: Uint8Array, piece: Uint8Array): Uint8Array {
  if (piece.length >= TAIL_BYTES) return piece.slice(-TAIL_BYTES);
  const joined = new Uint8Array(before.length + piece.length);
  joined.set(before);
  joined.set(piece, before.length);
  return joined.slice(-TAIL_BYTES);
}
