/**
 * What a file's bytes are wrapped in is taken off by what the bytes say, layer by layer, until its content is there:
 * that is what is read, and what the offsets of records count in. Used for loading and for showing a record again.
 */
import { type ByteSource, pulledSource, type TakeChunk } from './byte-source.ts';
import { gunzip, isGzip } from './gunzip.ts';
import { isZstd, unzstd } from './unzstd.ts';
import { fromBase64, isGzipInBase64, type Utf16, utf16At, utf16ToUtf8 } from './wrapped-text.ts';

/** So many bytes at the start of a file tell whether it is wrapped. */
export const HEAD_BYTES = 512;
/** A file may be wrapped so many times over. */
export const MAX_LAYERS = 4;

interface Layer {
  readonly isAt: (head: Uint8Array) => boolean;
  /** Hands on what is inside, as far as it can be had; answers sentences about what was wrong with the wrapping. */
  readonly unwrap: (source: ByteSource, take: TakeChunk) => Promise<readonly string[]>;
}

const LAYERS: readonly Layer[] = [
  { isAt: isGzip, unwrap: async (source, take) => (await gunzip(source, take)).notes },
  { isAt: isZstd, unwrap: unzstd },
  utf16Layer('utf-16le'),
  utf16Layer('utf-16be'),
  { isAt: isGzipInBase64, unwrap: fromBase64 },
];

function utf16Layer(encoding: Utf16): Layer {
  return {
    isAt: (head) => utf16At(head) === encoding,
    unwrap: (source, take) => utf16ToUtf8(encoding, source, take),
  };
}

function layerAt(head: Uint8Array): Layer | null {
  return isPlainLog(head) ? null : (LAYERS.find((layer) => layer.isAt(head)) ?? null);
}

/** False where the content stands in the file as it is. `head`: its first bytes. */
export const isWrapped = (head: Uint8Array): boolean => layerAt(head) !== null;

/**
 * Hands on the content, as far as it can be had. Answers sentences about what was wrong with the wrapping. `head`: the
 * first bytes of the file. Never throws for bad data; errors of `take` and of reading pass through.
 */
export function readContent(file: ByteSource, head: Uint8Array, take: TakeChunk): Promise<readonly string[]> {
  return readLayer(file, layerAt(head), take, 1);
}

async function readLayer(
  source: ByteSource,
  layer: Layer | null,
  take: TakeChunk,
  depth: number,
): Promise<readonly string[]> {
  if (layer === null) {
    for await (const piece of source.open()) if (!(await take(piece))) break;
    return [];
  }
  const inside = new InnerLook(take, depth < MAX_LAYERS);
  const notes = await layer.unwrap(source, (chunk) => inside.take(chunk));
  await inside.end();
  if (inside.layer === null) return notes;
  // One more layer, which is rare: read again from the start, through both.
  let outerNotes: readonly string[] = [];
  const inner = pulledSource(async (give) => {
    outerNotes = await layer.unwrap(source, give);
  });
  const innerNotes = await readLayer(inner, inside.layer, take, depth + 1);
  return [...outerNotes, ...innerNotes];
}

/** Looks at the first bytes that come out of a layer, and passes everything on unless there is another one. */
class InnerLook {
  layer: Layer | null = null;
  private readonly next: TakeChunk;
  private isDecided: boolean;
  private head = new Uint8Array(0);

  constructor(next: TakeChunk, looks: boolean) {
    this.next = next;
    this.isDecided = !looks;
  }

  take(chunk: Uint8Array): Promise<boolean> | boolean {
    if (this.isDecided) return this.next(chunk);
    const head = this.head.length === 0 ? chunk : joined(this.head, chunk);
    if (head.length < HEAD_BYTES && !isPlainLog(head)) {
      this.head = head.slice();
      return true;
    }
    return this.decide(head);
  }

  /** No more will come. */
  async end(): Promise<void> {
    if (!this.isDecided && this.head.length > 0) await this.decide(this.head);
  }

  private decide(head: Uint8Array): Promise<boolean> | boolean {
    this.isDecided = true;
    this.layer = layerAt(head);
    return this.layer === null && this.next(head);
  }
}

/** `{"`: how logs begin. No layer does. */
const isPlainLog = (head: Uint8Array): boolean => head[0] === 0x7b && head[1] === 0x22;

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
