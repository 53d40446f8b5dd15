/** One file: unpack it if its bytes say so, tell what it is, scan it if it is a log. */
import {
  FILE_KIND_LABELS,
  type FileKind,
  isLoadable,
  kindWithRecords,
  readingOf,
  SNIFF_BYTES,
  sniffFile,
} from '#cloudtrail/containers.ts';
import { Sha256Stream, sha256Hex } from '#lib/sha256.ts';
import type { TimeSlice } from '#lib/time-slice.ts';
import type { BatchWriter, IngestSizes } from './batch-writer.ts';
import { BLOCK, readTarHeader } from './archives/tar-header.ts';
import { type ByteSource, bytesSource } from './byte-source.ts';
import { readContent } from './content.ts';
import { openFile } from './open-file.ts';
import type { FileOutcome, FileResult } from './protocol.ts';
import type { Source } from './source.ts';

/** A file may become this large; offsets are kept in 32 bits. */
export const MAX_DECOMPRESSED_BYTES = 4 * 1024 * 1024 * 1024 - 1;
/** Beyond both of these a file is taken for a decompression bomb. Real logs shrink 5 to 60 times. */
export const MAX_RATIO = 250;
export const BOMB_CHECK_FROM_BYTES = 64 * 1024 * 1024;

/** Files up to this size are read into memory at once; larger ones are streamed. */
export const WHOLE_FILE_BYTES = 256 * 1024 * 1024;

/**
 * Bytes are taken in steps of at most this size, and scanning follows at this distance, so that it finds them still in
 * the processor's cache.
 */
const STEP_BYTES = 256 * 1024;

/** How CloudTrail's files begin: the usual one needs no closer look (S3 notifications have version 2). */
const USUAL_START = new TextEncoder().encode('{"Records":[{"eventVersion":"1.');

export class FileIntake {
  private readonly writer: BatchWriter;
  private readonly slice: TimeSlice;
  private readonly isCancelled: () => boolean;
  private readonly stepBytes: number;
  private readonly sniffBytes: number;

  private kind: FileKind | null = null;
  private total = 0;
  /** White space before all else; it is not kept. */
  private blank = 0;
  private compressed = 0;
  private sinceScan = 0;
  private limitNote: string | null = null;

  constructor(
    writer: BatchWriter,
    slice: TimeSlice,
    isCancelled: () => boolean,
    sizes: Pick<IngestSizes, 'stepBytes'> = {},
  ) {
    this.writer = writer;
    this.slice = slice;
    this.isCancelled = isCancelled;
    // With the largest record that is waited for (see LogScanner), one step more must fit into the arena.
    this.stepBytes = Math.min(sizes.stepBytes ?? STEP_BYTES, writer.arena.capacity >> 2);
    this.sniffBytes = Math.min(SNIFF_BYTES, writer.arena.capacity >> 2);
  }

  /** Takes in a file whose bytes are in memory. */
  async takeBytes(id: number, bytes: Uint8Array<ArrayBuffer>): Promise<FileResult> {
    const sha256 = sha256Hex(bytes);
    this.begin(id, bytes.length);
    const notes = await this.read(bytesSource(bytes), bytes);
    return this.finish(id, await sha256, notes);
  }

  /** Takes in a file too large to be held; read twice only when its gzip data is not clean. */
  async takeLarge(id: number, source: Source): Promise<FileResult> {
    this.begin(id, source.size);
    const file = await openFile(source);
    let sha256: string | null = null;
    const hashed: ByteSource = {
      async *open() {
        const hash = sha256 === null ? new Sha256Stream() : null;
        for await (const piece of file.bytes.open()) {
          hash?.add(piece);
          yield piece;
        }
        if (hash !== null) sha256 = hash.hex();
      },
    };
    const notes = await this.read(hashed, file.head);
    return this.finish(id, sha256, [...file.notes(), ...notes]);
  }

  /** The file broke off in the middle of reading: what was found before is kept. Never throws. */
  async giveUp(id: number, note: string): Promise<FileResult> {
    if (this.kind === null && this.total > 0) this.sniff(true);
    if (this.kind === null || !isLoadable(this.kind)) return this.failed(id, note);
    try {
      await this.writer.scan(true);
    } catch {
      // What made the reading fail may stand in the way again.
    }
    return this.failed(id, note);
  }

  private failed(id: number, note: string): FileResult {
    const findings = this.writer.endFile();
    return {
      id,
      outcome: 'failed',
      kind: this.kind ?? 'unknown',
      decompressedBytes: this.total,
      sha256: null,
      ...findings.counts(),
      notes: [note, ...findings.finalNotes()],
    };
  }

  private begin(id: number, compressedBytes: number): void {
    this.kind = null;
    this.total = 0;
    this.blank = 0;
    this.sinceScan = 0;
    this.limitNote = null;
    this.compressed = Math.max(compressedBytes, 1);
    this.writer.beginFile(id);
  }

  private read(file: ByteSource, head: Uint8Array): Promise<readonly string[]> {
    return readContent(file, head, (chunk) => this.take(chunk));
  }

  /** The next bytes of the content, however many; false when no more are wanted. */
  private async take(chunk: Uint8Array): Promise<boolean> {
    if (chunk.length <= this.stepBytes) return this.takeStep(chunk);
    for (let at = 0; at < chunk.length; at += this.stepBytes) {
      if (!(await this.takeStep(chunk.subarray(at, at + this.stepBytes)))) return false;
    }
    return true;
  }

  private async takeStep(chunk: Uint8Array): Promise<boolean> {
    if (this.isCancelled() || this.overLimit(chunk.length)) return false;
    this.total += chunk.length;
    this.writer.progress.decompressed += chunk.length;
    if (chunk.length > this.writer.free) await this.makeRoom(chunk.length);
    this.writer.append(chunk);
    if (!this.isTold()) {
      if (this.blank > 0 && this.slice.isOver()) await this.slice.next();
      return true;
    }
    if (this.kind === null || !isLoadable(this.kind)) return false;
    this.sinceScan += chunk.length;
    if (this.sinceScan >= this.stepBytes) {
      this.sinceScan = 0;
      await this.writer.scan(false);
      if (this.slice.isOver()) await this.slice.next();
    }
    return true;
  }

  private async makeRoom(bytes: number): Promise<void> {
    // Bytes of a file that is not yet told are not scanned, only moved.
    if (this.kind !== null) await this.writer.scan(false);
    await this.writer.flush();
    if (this.writer.free < bytes) throw new RangeError(`no room for ${bytes} bytes`);
  }

  private overLimit(more: number): boolean {
    const total = this.total + more;
    const bomb = total > BOMB_CHECK_FROM_BYTES && total > this.compressed * MAX_RATIO;
    if (bomb) {
      this.limitNote = `Stopped after ${this.total} bytes: the file grows more than ${MAX_RATIO} times when unpacked and looks like a decompression bomb. What was read before is kept.`;
    } else if (total > MAX_DECOMPRESSED_BYTES) {
      this.limitNote = `Stopped after ${this.total} bytes: a file may have at most 4 GB when unpacked. What was read before is kept.`;
    }
    return this.limitNote !== null;
  }

  /** Tells the kind as soon as enough is there to tell it from. A log may stand behind any amount of white space. */
  private isTold(): boolean {
    while (this.kind === null) {
      if (this.held < this.sniffBytes && !this.beginsAsUsual()) return false;
      this.sniff(false);
    }
    return true;
  }

  /** Bytes in the arena, as long as the kind is not told. */
  private get held(): number {
    return this.total - this.blank;
  }

  private beginsAsUsual(): boolean {
    if (this.held < USUAL_START.length) return false;
    const { arena, fileStart } = this.writer;
    for (let k = 0; k < USUAL_START.length; k++) {
      if (arena.bytes[fileStart + k] !== USUAL_START[k]) return false;
    }
    return true;
  }

  /**
   * Tells the kind from what lies in the arena; bytes of no log are dropped again. `isFinal`: no more of them will come,
   * and white space is all there is.
   */
  private sniff(isFinal: boolean): void {
    const { arena } = this.writer;
    const start = this.writer.fileStart;
    const looked = Math.min(this.held, this.sniffBytes);
    const kind = this.beginsAsUsual()
      ? 'cloudtrail-log'
      : kindAt(arena.bytes.subarray(start, start + looked));
    if (kind === 'blank' && !isFinal) {
      this.writer.skip(looked);
      this.blank += looked;
      return;
    }
    this.kind = kind === 'empty' && this.blank > 0 ? 'blank' : kind;
    const reading = readingOf(this.kind);
    if (reading === null) arena.used = start;
    else this.writer.readAs(reading);
  }

  private async finish(
    id: number,
    sha256: string | null,
    unpackNotes: readonly string[],
  ): Promise<FileResult> {
    const cancelled = this.isCancelled();
    if (this.kind === null && !cancelled) this.sniff(true);
    const told = this.kind ?? 'unknown';
    const loadable = isLoadable(told);
    if (loadable) await this.writer.scan(!cancelled);
    const findings = this.writer.endFile();
    const notes = [...unpackNotes, ...(this.limitNote === null ? [] : [this.limitNote])];
    const loaded = loadable && (told === 'cloudtrail-log' || !findings.isEmpty) && !findings.isAllAside;
    const kind = loaded ? kindWithRecords(told) : (findings.asideKind ?? told);
    if (!loaded && !cancelled) notes.push(kind === 'blank' ? this.blankNote() : setAsideNote(kind, loadable));
    const outcome: FileOutcome = cancelled ? 'cancelled' : loaded ? 'loaded' : 'set-aside';
    return {
      id,
      outcome,
      kind,
      decompressedBytes: this.total,
      sha256,
      ...findings.counts(),
      notes: [...notes, ...findings.finalNotes()],
    };
  }

  private blankNote(): string {
    const where = this.limitNote === null ? 'This file' : 'What was read of this file';
    const size = this.total === 1 ? '1 byte' : `${this.total} bytes`;
    return `${where} is nothing but white space or zero bytes: ${size}.`;
  }
}

/** Tars from before POSIX have no mark, only a checksum. */
function kindAt(head: Uint8Array): FileKind {
  const kind = sniffFile(head);
  const mayBeTar = kind === 'binary' || kind === 'text';
  return mayBeTar && readTarHeader(head.subarray(0, BLOCK)) !== null ? 'tar' : kind;
}

/** `searched`: records were looked for in all of it. */
function setAsideNote(kind: FileKind, searched: boolean): string {
  if (kind === 'empty') return 'The file is empty.';
  if (searched) return `Set aside: no CloudTrail record is in this file. It is: ${FILE_KIND_LABELS[kind]}.`;
  return `Set aside: this is not a CloudTrail log file but: ${FILE_KIND_LABELS[kind]}.`;
}
