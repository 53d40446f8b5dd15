/** The files of a tar archive: where each lies. Only headers are read; where they are damaged the next sound one is looked for. */
import { BlobWindow } from './blob-window.ts';
import { count, EntryList, type FoundEntries } from './found-entry.ts';
import { MAX_ENTRIES } from './limits.ts';
import { BLOCK, isEmptyBlock, readPax, readTarHeader, type TarHeader } from './tar-header.ts';
import type { Place } from '../source.ts';

/** A name that is longer is not read. */
const LONGEST_NAME_BYTES = 1024 * 1024;
/** Headers that describe the next one, without a file in between: more are not believed. */
const LONGEST_PREAMBLE = 64;

const LINKS = '12';
const DEVICES = '346';

export async function openTar(place: Place): Promise<FoundEntries> {
  const walk = new TarWalk(place);
  await walk.run();
  return { entries: walk.list.entries, notes: [...walk.notes, ...walk.list.notes()] };
}

class TarWalk {
  readonly list = new EntryList();
  readonly notes: string[] = [];
  private readonly place: Place;
  private readonly archive: BlobWindow;
  private at = 0;
  /** What headers before said of the next file. */
  private longName: string | null = null;
  private longSize: number | null = null;
  private isSparse = false;
  private preamble = 0;
  private damagedAt: number | null = null;

  constructor(place: Place) {
    this.place = place;
    this.archive = new BlobWindow(place.blob, place.from, place.size);
  }

  async run(): Promise<void> {
    const { size } = this.archive;
    while (this.at < size) {
      const block = await this.archive.read(this.at, BLOCK);
      const header = readTarHeader(block);
      if (header !== null) await this.take(header);
      else if (!(await this.passOver(block))) break;
      if (this.list.entries.length >= MAX_ENTRIES) {
        this.notes.push(
          `The archive holds more than ${MAX_ENTRIES.toLocaleString('en-US')} files. Only those were read; unpack it and add the rest in parts.`,
        );
        break;
      }
    }
    if (this.damagedAt !== null)
      this.notes.unshift(
        `The archive is damaged at byte ${this.damagedAt}. ${count(this.list.entries.length, 'file')} could be found before and behind it.`,
      );
  }

  /** What is no header: padding at the end, or damage. False when nothing more is to be found. */
  private async passOver(block: Uint8Array): Promise<boolean> {
    if (block.length < BLOCK) {
      if (!isEmptyBlock(block)) this.notes.push('The archive ends in the middle of a header: it is cut off.');
      return false;
    }
    // Archives that were joined have others behind the empty blocks at the end of the first.
    if (!isEmptyBlock(block)) this.damagedAt ??= this.at;
    this.forget();
    this.at += BLOCK;
    return true;
  }

  private async take(header: TarHeader): Promise<void> {
    const dataAt = this.at + BLOCK;
    const size = header.type === '0' ? (this.longSize ?? header.size) : header.size;
    const next = dataAt + Math.ceil(size / BLOCK) * BLOCK;
    if (await this.describesNext(header, dataAt)) {
      this.at = this.preamble++ < LONGEST_PREAMBLE ? next : this.archive.size;
      return;
    }
    const name = this.longName ?? header.name;
    if (header.type === '0' && !(header.name.endsWith('/') && size === 0)) this.addFile(name, dataAt, size);
    else if (header.type === 'S') this.addSparse(name, dataAt, size);
    else if (LINKS.includes(header.type)) this.list.link();
    // Folders, links and devices have nothing behind them, whatever size is written.
    this.at =
      LINKS.includes(header.type) || DEVICES.includes(header.type) || header.type === '5' ? dataAt : next;
    this.forget();
  }

  private forget(): void {
    this.longName = null;
    this.longSize = null;
    this.isSparse = false;
    this.preamble = 0;
  }

  /** Reads what this header says of the next file; false when it is a file itself. */
  private async describesNext(header: TarHeader, dataAt: number): Promise<boolean> {
    if (!'xgLKVM'.includes(header.type)) return false;
    if (header.type !== 'x' && header.type !== 'L') return true;
    const bytes = await this.archive.read(dataAt, Math.min(header.size, LONGEST_NAME_BYTES));
    if (header.type === 'L') {
      this.longName = new TextDecoder().decode(bytes).replace(/\0.*$/s, '');
      return true;
    }
    const pax = readPax(bytes);
    this.longName = pax.get('GNU.sparse.name') ?? pax.get('path') ?? this.longName;
    const size = pax.get('size');
    if (size !== undefined && /^\d{1,15}$/.test(size)) this.longSize = Number(size);
    this.isSparse ||= [...pax.keys()].some((key) => key.startsWith('GNU.sparse.'));
    return true;
  }

  private addFile(name: string, dataAt: number, size: number): void {
    if (this.isSparse) {
      this.addSparse(name, dataAt, size);
      return;
    }
    const there = Math.max(0, Math.min(size, this.archive.size - dataAt));
    const notes = there < size ? ['The archive is cut off within this file.'] : [];
    this.list.add(name, this.sourceOf(dataAt, there), null, notes);
    if (there < size) this.notes.push('The archive is cut off within its last file.');
  }

  private addSparse(name: string, dataAt: number, size: number): void {
    const there = Math.max(0, Math.min(size, this.archive.size - dataAt));
    this.list.add(
      name,
      this.sourceOf(dataAt, there),
      'It is stored as a file with holes (“sparse”), which cannot be put together here. Unpack the archive and add the file.',
    );
  }

  private sourceOf(dataAt: number, size: number) {
    const { blob, from, depth } = this.place;
    return { blob, size, from: from + dataAt, zip: null, depth: depth + 1 };
  }
}
