/** Unpacks Zstandard as a stream of chunks, as far as the data are sound. */
import { Decompress } from 'fzstd';
import type { ByteSource, TakeChunk } from './byte-source.ts';

export function isZstd(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd) return true;
  // A frame to be skipped, as some tools put first.
  return ((bytes[0] ?? 0) & 0xf0) === 0x50 && bytes[1] === 0x2a && bytes[2] === 0x4d && bytes[3] === 0x18;
}

/** fzstd calls itself once per frame: pieces must be too small to hold more frames than the stack can bear. */
const PIECE = 1 << 14;

/** Answers sentences about what was wrong. Never throws for bad data; errors of `take` and of reading pass through. */
export async function unzstd(source: ByteSource, take: TakeChunk): Promise<readonly string[]> {
  let bytes = 0;
  let chunks: Uint8Array[] = [];
  const unpacker = new Decompress((chunk) => {
    // fzstd goes on writing into what it has handed out.
    if (chunk.length > 0) chunks.push(chunk.slice());
  });
  /** Null while all is well. */
  const push = (piece: Uint8Array, isLast: boolean): string | null => {
    try {
      unpacker.push(piece, isLast);
      return null;
    } catch (error) {
      return messageOf(error);
    }
  };
  const drain = async (): Promise<boolean> => {
    const ready = chunks;
    chunks = [];
    for (const chunk of ready) {
      bytes += chunk.length;
      if (!(await take(chunk))) return false;
    }
    return true;
  };
  for await (const whole of source.open()) {
    for (let at = 0; at < whole.length; at += PIECE) {
      const problem = push(whole.subarray(at, at + PIECE), false);
      if (!(await drain())) return [];
      if (problem !== null) return [noteOf(problem, bytes)];
    }
  }
  const problem = push(new Uint8Array(0), true);
  if (!(await drain()) || problem === null) return [];
  return [noteOf(problem, bytes)];
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function noteOf(problem: string, bytes: number): string {
  if (/unexpected eof/i.test(problem))
    return `The Zstandard data ends early, after ${bytes} decompressed bytes: the file is cut off. All whole records before the cut were read.`;
  if (/window size/i.test(problem))
    return 'The Zstandard data asks for more memory than a page has. Unpack the file and add what comes out.';
  return `The Zstandard data is damaged after ${bytes} decompressed bytes. All whole records before the damage were read.`;
}
