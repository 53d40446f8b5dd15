/** The files of a zip archive: where each lies, and whether it can be read. */
import { BlobWindow } from './blob-window.ts';
import { count, EntryList, type FoundEntries } from './found-entry.ts';
import { MAX_ENTRIES, MAX_ENTRY_RATIO, RATIO_CHECK_FROM_BYTES } from './limits.ts';
import { readDirectory } from './zip-directory.ts';
import { LOCAL_BYTES, type ZipEntry } from './zip-entry.ts';
import { salvageEntries } from './zip-salvage.ts';
import type { Place, Source, ZipPacking } from '../source.ts';

/** A header with its name and extra fields. */
const LONGEST_HEADER = LOCAL_BYTES + 2 * 65_535;

/** Methods that are in use, by number (APPNOTE 4.4.5). */
const METHODS: ReadonlyMap<number, string> = new Map([
  [1, 'Shrink'],
  [6, 'Implode'],
  [9, 'Deflate64'],
  [12, 'bzip2'],
  [14, 'LZMA'],
  [95, 'XZ'],
  [96, 'JPEG'],
  [98, 'PPMd'],
  [99, 'AES'],
]);
/** Zstandard data are told by their bytes, as in a file of their own. */
const STORED = new Set([0, 93, 20]);
const DEFLATE = 8;

export async function openZip(place: Place): Promise<FoundEntries> {
  const archive = new BlobWindow(place.blob, place.from, place.size);
  const { entries, end, notes } = await entriesOf(archive);
  if (entries.some(({ name }) => name === '[Content_Types].xml')) {
    const note = 'This is an Office document. Save its table as CSV there, and add that file.';
    return { entries: [], notes: [note] };
  }
  const list = new EntryList();
  const limits = new ZipLimits(place.size);
  const nexts = nextHeaders(entries, end);
  for (const entry of entries.slice(0, MAX_ENTRIES)) {
    if (/[/\\]$/.test(entry.name) && entry.unpackedBytes === 0) continue;
    const room = (nexts.get(entry) ?? entry.at) - entry.at - entry.size;
    list.add(entry.name, sourceOf(entry, room, place), limits.problemOf(entry, room));
  }
  if (entries.length > MAX_ENTRIES) notes.push(tooManyNote());
  const encrypted = entries.filter(({ isEncrypted }) => isEncrypted).length;
  if (encrypted > 0)
    notes.push(
      `${count(encrypted, 'file')} of ${entries.length} in it ${encrypted === 1 ? 'is' : 'are'} encrypted. Unpack the archive with its password and add the files.`,
    );
  return { entries: list.entries, notes: [...notes, ...list.notes()] };
}

interface Listed {
  readonly entries: readonly ZipEntry[];
  /** No entry reaches behind it. */
  readonly end: number;
  readonly notes: string[];
}

async function entriesOf(archive: BlobWindow): Promise<Listed> {
  const directory = await readDirectory(archive);
  if (directory?.isSound === true) return { entries: directory.entries, end: directory.at, notes: [] };
  const found = await salvageEntries(archive);
  if (directory !== null && directory.entries.length > found.length) {
    const { entries, at, said } = directory;
    const note = `The archive’s table of contents is damaged: ${count(entries.length, 'entry').replace('entrys', 'entries')} of ${said} were found.`;
    return { entries, end: at, notes: [note] };
  }
  const reason =
    directory === null
      ? 'The archive has no table of contents at its end: it is cut off or damaged.'
      : 'The archive’s table of contents is damaged.';
  const note =
    found.length === 0
      ? `${reason} No file was found in it. Fetch or pack it again.`
      : `${reason} ${count(found.length, 'file')} were found by going through it from the front; the last one may be incomplete.`;
  return { entries: found, end: archive.size, notes: [note] };
}

/** Where the next entry's header stands: what lies before belongs to this one. */
function nextHeaders(entries: readonly ZipEntry[], end: number): ReadonlyMap<ZipEntry, number> {
  const nexts = new Map<ZipEntry, number>();
  let next = end;
  for (const entry of entries.toSorted((a, b) => b.at - a.at)) {
    nexts.set(entry, next);
    if (entry.at < next) next = entry.at;
  }
  return nexts;
}

function sourceOf(entry: ZipEntry, room: number, { blob, from, depth }: Place): Source {
  const zip: ZipPacking = {
    method: entry.method === DEFLATE ? 'deflate' : 'stored',
    headerRoom: Math.max(0, Math.min(room, LONGEST_HEADER)),
    unpackedBytes: Number.isNaN(entry.unpackedBytes) ? null : entry.unpackedBytes,
    crc32: Number.isNaN(entry.unpackedBytes) ? null : entry.crc32,
  };
  return { blob, size: entry.size, from: from + entry.at, zip, depth: depth + 1 };
}

class ZipLimits {
  private readonly archiveBytes: number;
  private unpackedBytes = 0;

  constructor(archiveBytes: number) {
    this.archiveBytes = archiveBytes;
  }

  /** Why this entry cannot be read, or shall not be; null when it can. */
  problemOf(entry: ZipEntry, room: number): string | null {
    if (entry.isElsewhere)
      return 'It lies in another part of a split archive. Join the parts first (for example with `zip -s 0 archive.zip --out whole.zip`).';
    if (entry.isEncrypted)
      return 'It is encrypted, and this page does not ask for passwords. Unpack the archive with its password and add the files.';
    if (room < LOCAL_BYTES)
      return 'It overlaps another file of the archive, or lies outside of it: the archive is damaged, or made to do harm.';
    if (entry.method !== DEFLATE && !STORED.has(entry.method)) {
      const name = METHODS.get(entry.method) ?? `method ${entry.method}`;
      return `It is packed with ${name}, which cannot be unpacked here. Unpack the archive and add the files.`;
    }
    this.unpackedBytes += Number.isNaN(entry.unpackedBytes) ? entry.size : entry.unpackedBytes;
    if (
      this.unpackedBytes > RATIO_CHECK_FROM_BYTES &&
      this.unpackedBytes > this.archiveBytes * MAX_ENTRY_RATIO
    )
      return `Not read: with it the archive grows more than ${MAX_ENTRY_RATIO} times when unpacked, and looks like a decompression bomb.`;
    return null;
  }
}

const tooManyNote = (): string =>
  `The archive holds more than ${MAX_ENTRIES.toLocaleString('en-US')} entries. Only those were read; unpack it and add the rest in parts.`;
