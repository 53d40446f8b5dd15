/** From a file that is an archive to the files in it. The archive's own bytes stay where they are. */
import type { FileKind } from '#cloudtrail/containers.ts';
import type { ByteSource } from '../byte-source.ts';
import { isWrapped, readContent } from '../content.ts';
import { openFile } from '../open-file.ts';
import type { Place, Source } from '../source.ts';
import type { FoundEntries } from './found-entry.ts';
import { MAX_NESTING } from './limits.ts';
import { openTar } from './tar-archive.ts';
import { UnpackedBlob, type Ways } from './unpacked-blob.ts';
import { openZip } from './zip-archive.ts';

export const isArchive = (kind: FileKind): kind is 'zip' | 'tar' => kind === 'zip' || kind === 'tar';

export interface OpenedArchive extends FoundEntries {
  /** Bytes of the archive that are read when its entries are; the others count as read with the archive itself. */
  readonly areInPlace: boolean;
}

/** Throws what reading the file throws. */
export async function openArchive(source: Source, kind: 'zip' | 'tar', ways: Ways): Promise<OpenedArchive> {
  if (source.depth >= MAX_NESTING) {
    const note = `Not opened: it lies in ${MAX_NESTING} archives, one inside the other, and deeper ones are not looked into. Unpack it and add the files.`;
    return { entries: [], notes: [note], areInPlace: true };
  }
  const { place, notes, areInPlace } = await placeOf(source, ways);
  const found = await (kind === 'zip' ? openZip(place) : openTar(place));
  return { entries: found.entries, notes: [...notes, ...found.notes], areInPlace };
}

interface Found {
  readonly place: Place;
  readonly notes: readonly string[];
  readonly areInPlace: boolean;
}

/** Where the archive lies with nothing around it: it is unpacked for that if need be, into a blob that the browser keeps. */
async function placeOf(source: Source, ways: Ways): Promise<Found> {
  const file = await openFile(source);
  if (file.plain !== null && !isWrapped(file.head)) {
    const { blob, from, to } = file.plain;
    return { place: { blob, from, size: to - from, depth: source.depth }, notes: [], areInPlace: true };
  }
  const unpacked = new UnpackedBlob(source.size, ways);
  const told: ByteSource = {
    async *open() {
      for await (const piece of file.bytes.open()) {
        ways.tellRead(piece.length);
        yield piece;
      }
    },
  };
  const notes = await readContent(told, file.head, (chunk) => unpacked.take(chunk));
  const blob = await unpacked.finish();
  const all = [...file.notes(), ...notes, ...unpacked.notes];
  return { place: { blob, from: 0, size: blob.size, depth: source.depth }, notes: all, areInPlace: false };
}
