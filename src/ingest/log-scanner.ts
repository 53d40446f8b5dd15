/**
 * Walks the bytes of one log file, `{"Records":[…]}`, as they arrive, and hands every record to the record scanner.
 *
 * Damage is ordinary: a piece that cannot be read is noted with its byte offset, and the search for the next whole
 * record begins one byte behind its start. Other keys beside `Records`, several documents one after another, missing
 * commas and NUL padding are taken as they come.
 */
import type { Arena } from './arena.ts';
import type { Progress, ScanningReader } from './content-reader.ts';
import { INCOMPLETE } from './json-skipper.ts';
import type { RecordColumns } from './record-columns.ts';
import { keyName } from './record-keys.ts';
import { RecordLooks } from './record-looks.ts';
import type { RecordScanner } from './record-scanner.ts';
import { FileFindings } from './report.ts';
import { hasName, isNamed, isPlausible } from './row-looks.ts';
import { CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './json-bytes.ts';

/** Bytes that may be read again in one file while looking for records behind damage. Keeps hostile files linear. */
const SEARCH_BUDGET = 256 * 1024 * 1024;

const BEHIND_THE_END = 'Records stand behind the end of the list of records';

type Place = 'start' | 'members' | 'records' | 'after' | 'search';

export class LogScanner implements ScanningReader {
  /** What was found in the file so far. */
  findings = new FileFindings();
  /** Next byte to be looked at, as an index into the arena. All before it may be forgotten once its batch is written. */
  position = 0;

  private readonly arena: Arena;
  private readonly columns: RecordColumns;
  private readonly scanner: RecordScanner;
  /** A record may be this long: 32 MB with the usual arena. CloudTrail writes up to 256 KB, Lake up to 1 MB. */
  private readonly maxRecordBytes: number;
  private readonly looks: RecordLooks;
  private fileId = 0;
  private place: Place = 'start';
  /** Offset in the file of the arena's first byte. */
  private base = 0;
  /** Scanning again makes no sense before so many bytes are there. */
  private wanted = 0;
  private searchWork = 0;
  private commaSeen = true;

  constructor(arena: Arena, columns: RecordColumns, scanner: RecordScanner) {
    this.arena = arena;
    this.columns = columns;
    this.scanner = scanner;
    this.looks = new RecordLooks(arena, scanner.skipper);
    this.maxRecordBytes = arena.capacity >> 1;
  }

  /** A new file's bytes begin at the arena's end. */
  begin(fileId: number): void {
    this.findings = new FileFindings();
    this.fileId = fileId;
    this.position = this.arena.used;
    this.base = -this.arena.used;
    this.place = 'start';
    this.wanted = 0;
    this.searchWork = 0;
  }

  /** So many bytes of the file, before all that is in the arena, were not kept. */
  skip(count: number): void {
    this.base += count;
  }

  /** Offset in the file of what stands at `position`. */
  get offset(): number {
    return this.base + this.position;
  }

  /** The arena has dropped its first `count` bytes. */
  moved(count: number): void {
    this.position -= count;
    this.wanted -= count;
    this.base += count;
  }

  /** Scans what is there; `isFinal` says that no more bytes of this file will come. */
  advance(isFinal: boolean): Progress {
    if (!isFinal && this.arena.used < this.wanted) return 'need-bytes';
    this.arena.seal();
    this.scanner.skipper.end = this.arena.used;
    for (;;) {
      const result = this.step(isFinal);
      if (result !== null) return result;
    }
  }

  private step(isFinal: boolean): Progress | null {
    switch (this.place) {
      case 'start':
        return this.readStart(isFinal);
      case 'members':
        return this.readMember(isFinal);
      case 'records':
        return this.readRecords(isFinal);
      case 'after':
        return this.readAfter(isFinal);
      case 'search':
        return this.search(isFinal);
    }
  }

  private offsetOf(index: number): number {
    return this.base + index;
  }

  private byteAt(index: number): number {
    return this.arena.view.getUint8(index);
  }

  /** Waits for more bytes of what begins at `from`, or says that there are none (`null`: treat it as damage). */
  private wait(from: number, isFinal: boolean): Progress | null {
    const there = this.arena.used - from;
    if (isFinal || there > this.maxRecordBytes) return null;
    this.position = from;
    // Twice as much as last time, so that a long value is not read again for every chunk of it.
    this.wanted = this.arena.used + Math.min(there, this.maxRecordBytes >> 2);
    return 'need-bytes';
  }

  /** `readTo`: how far it was read before the damage showed. */
  private damage(from: number, reason: string, readTo = from + 1): null {
    this.findings.reject(this.offsetOf(from), reason);
    this.place = 'search';
    this.searchOn(from, readTo);
    return null;
  }

  private readStart(isFinal: boolean): Progress | null {
    const used = this.arena.used;
    if (!isFinal && used - this.position < 4) return 'need-bytes';
    let i = this.position;
    if (this.byteAt(i) === 0xef && this.byteAt(i + 1) === 0xbb && this.byteAt(i + 2) === 0xbf) i += 3;
    i = this.scanner.skipper.skipSpace(Math.min(i, used));
    this.position = i;
    if (i >= used) return isFinal ? 'finished' : 'need-bytes';
    if (this.byteAt(i) !== OPEN_OBJECT) return this.damage(i, 'the file does not begin with a JSON object');
    this.place = 'members';
    this.position = i + 1;
    return null;
  }

  /** One member of the outermost object; its `Records` are entered, others are skipped. */
  private readMember(isFinal: boolean): Progress | null {
    const { skipper } = this.scanner;
    const used = this.arena.used;
    let i = skipper.skipSpace(this.position);
    if (i < used && this.byteAt(i) === COMMA) i = skipper.skipSpace(i + 1);
    this.position = i;
    if (i >= used) {
      if (!isFinal) return 'need-bytes';
      this.findings.note('The file ends before its outermost object is closed.');
      return 'finished';
    }
    if (this.byteAt(i) === CLOSE_OBJECT) {
      this.place = 'after';
      this.position = i + 1;
      return null;
    }
    if (this.byteAt(i) === OPEN_OBJECT && this.looks.likeRecord(i) !== 'no')
      return this.findOutside(i, BEHIND_THE_END);
    if (this.byteAt(i) !== QUOTE) return this.damage(i, 'unexpected bytes beside the list of records');
    skipper.escaped = false;
    const close = skipper.skipString(i + 1);
    if (close < 0) return this.waitOrDamage(i, isFinal, close);
    const colon = skipper.skipSpace(close + 1);
    if (colon >= used) return this.waitOrDamage(i, isFinal, INCOMPLETE);
    if (this.byteAt(colon) !== COLON)
      return this.damage(i, 'a key without a value beside the list of records');
    const value = skipper.skipSpace(colon + 1);
    if (value >= used) return this.waitOrDamage(i, isFinal, INCOMPLETE);
    const isRecords = keyName(this.arena.bytes, i + 1, close, skipper.escaped) === 'Records';
    if (isRecords && this.byteAt(value) === OPEN_ARRAY) {
      this.place = 'records';
      this.commaSeen = true;
      this.position = value + 1;
      return null;
    }
    const first = this.byteAt(value) === OPEN_ARRAY ? skipper.skipSpace(value + 1) : value;
    if (first > value && this.byteAt(first) === OPEN_OBJECT && this.looks.likeRecord(first) === 'yes') {
      return this.findOutside(first, 'A list that is not called “Records” holds records');
    }
    const next = skipper.skipValue(value);
    if (next < 0) return this.waitOrDamage(i, isFinal, next);
    // A stray quote before a record makes a string of its first byte: `"{"`.
    const lastByte = next - 2;
    if (
      this.byteAt(value) === QUOTE &&
      this.byteAt(lastByte) === OPEN_OBJECT &&
      this.looks.likeRecord(lastByte) === 'yes'
    ) {
      return this.findOutside(lastByte, 'A record begins inside a string beside the list of records');
    }
    this.position = next;
    return null;
  }

  private waitOrDamage(from: number, isFinal: boolean, code: number): Progress | null {
    const waiting = code === INCOMPLETE ? this.wait(from, isFinal) : null;
    return (
      waiting ??
      this.damage(from, 'broken JSON beside the list of records', this.scanner.skipper.reached(code))
    );
  }

  private readRecords(isFinal: boolean): Progress | null {
    const used = this.arena.used;
    let i = this.position;
    for (;;) {
      let c = this.byteAt(i);
      while (c === COMMA || c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) {
        if (c === COMMA) this.commaSeen = true;
        c = this.byteAt(++i);
      }
      this.position = i;
      if (i >= used) return this.endOfBytes(isFinal);
      if (c !== OPEN_OBJECT) return this.readOther(i, c, isFinal);
      if (this.columns.rows >= this.columns.limit) return 'batch-full';
      if (!this.commaSeen)
        this.findings.noteOnce(`A comma between records is missing at byte ${this.offsetOf(i)}.`);
      const next = this.scanner.read(i);
      if (next < 0) return this.refuse(i, next, isFinal);
      if (!hasName(this.columns)) {
        if (!isNamed(this.columns) && this.searchWork <= SEARCH_BUDGET && this.looks.isDocument(i)) {
          return this.enterDocument(i, next);
        }
        if (this.looks.isAggregated(i)) {
          this.scanner.takeBack();
          this.findings.setAside('aggregated-events');
          this.commaSeen = false;
          i = next;
          continue;
        }
      }
      this.scanner.keep(this.fileId, this.offsetOf(i), this.findings);
      this.commaSeen = false;
      i = next;
    }
  }

  private endOfBytes(isFinal: boolean): Progress {
    if (!isFinal) return 'need-bytes';
    this.findings.note('The file ends before its list of records is closed.');
    return 'finished';
  }

  /** What stands in the list of records and is no object. */
  private readOther(i: number, c: number, isFinal: boolean): Progress | null {
    if (c === CLOSE_ARRAY) {
      this.place = 'members';
      this.position = i + 1;
      return null;
    }
    if (this.searchWork > SEARCH_BUDGET) return this.damage(i, 'unexpected bytes in the list of records');
    const { skipper } = this.scanner;
    const next = skipper.skipValue(i);
    if (next < 0) {
      const waiting = next === INCOMPLETE ? this.wait(i, isFinal) : null;
      if (waiting !== null) return waiting;
      this.searchWork += skipper.reached(next) - i;
      return this.damage(i, 'unexpected bytes in the list of records');
    }
    // One stray quote or bracket may make records part of a valid string or list.
    if (this.looks.holdsRecord(i, next)) {
      this.searchWork += next - i;
      return this.damage(i, 'records stand inside a value that is no JSON object');
    }
    this.findings.reject(this.offsetOf(i), 'not a JSON object');
    this.commaSeen = false;
    this.position = next;
    return null;
  }

  private enterDocument(at: number, end: number): null {
    this.scanner.takeBack();
    this.searchWork += end - at;
    this.findings.noteOnce(`Another log begins inside the list of records, at byte ${this.offsetOf(at)}.`);
    this.place = 'members';
    this.position = at + 1;
    return null;
  }

  private refuse(start: number, code: number, isFinal: boolean): Progress | null {
    if (code === INCOMPLETE) {
      const waiting = this.wait(start, isFinal);
      if (waiting !== null) return waiting;
      const reason = isFinal
        ? 'the record is not closed before the end of the file'
        : `the record is longer than ${this.maxRecordBytes} bytes or never closed`;
      return this.damage(start, reason, this.scanner.failedAt);
    }
    const { failedAt } = this.scanner;
    return this.damage(start, `broken JSON near byte ${this.offsetOf(failedAt)}`, failedAt);
  }

  private readAfter(isFinal: boolean): Progress | null {
    const used = this.arena.used;
    let i = this.position;
    while (i < used && (this.byteAt(i) <= 0x20 || this.byteAt(i) === COMMA)) i++;
    this.position = i;
    if (i >= used) return isFinal ? 'finished' : 'need-bytes';
    if (this.byteAt(i) === OPEN_ARRAY) return 'hand-over';
    if (this.byteAt(i) === OPEN_OBJECT) {
      const looks = this.looks.likeRecord(i);
      const waiting = looks === 'unknown' ? this.wait(i, isFinal) : null;
      if (waiting !== null) return waiting;
      if (looks !== 'yes') {
        const end = this.scanner.skipper.skipValue(i);
        const more = end === INCOMPLETE ? this.wait(i, isFinal) : null;
        if (more !== null) return more;
        if (end < 0 ? !this.looks.beginsLog(i) : !this.looks.isLog(i)) return 'hand-over';
        this.place = 'members';
        this.position = i + 1;
        return null;
      }
      return this.findOutside(i, BEHIND_THE_END);
    }
    return this.damage(i, 'unexpected bytes after the end of the log');
  }

  /** A record seems to stand where none belongs. */
  private findOutside(at: number, sentence: string): null {
    this.findings.noteOnce(`${sentence}, at byte ${this.offsetOf(at)}.`);
    this.place = 'search';
    this.position = at;
    return null;
  }

  /** Looks for the next whole record behind damage: an object whose first key is one of CloudTrail's. */
  private search(isFinal: boolean): Progress | null {
    const { arena, columns } = this;
    const found = arena.bytes.subarray(0, arena.used).indexOf(OPEN_OBJECT, this.position);
    if (found < 0) {
      this.position = arena.used;
      return isFinal ? 'finished' : 'need-bytes';
    }
    this.position = found;
    const looks = this.looks.likeRecord(found);
    const unsure = looks === 'unknown' ? this.wait(found, isFinal) : null;
    if (unsure !== null) return unsure;
    if (looks !== 'yes') {
      this.position = found + 1;
      return null;
    }
    if (columns.rows >= columns.limit) return 'batch-full';
    const next = this.scanner.read(found);
    if (next >= 0) {
      if (isPlausible(columns)) {
        this.scanner.keep(this.fileId, this.offsetOf(found), this.findings);
        this.place = 'records';
        this.commaSeen = true;
        this.position = next;
      } else {
        this.scanner.takeBack();
        this.searchOn(found, next);
      }
      return null;
    }
    const waiting = next === INCOMPLETE ? this.wait(found, isFinal) : null;
    if (waiting !== null) return waiting;
    this.skipCandidate(found);
    return null;
  }

  /** A candidate that is broken too. It counts as a rejected record of its own where it stands between records. */
  private skipCandidate(at: number): void {
    const { scanner, findings } = this;
    let k = at - 1;
    while (k > 0 && this.byteAt(k) <= 0x20) k--;
    const follows = k > 0 && this.byteAt(k) === COMMA && this.byteAt(k - 1) === CLOSE_OBJECT;
    if (follows)
      findings.reject(this.offsetOf(at), `broken JSON near byte ${this.offsetOf(scanner.failedAt)}`);
    this.searchOn(at, scanner.failedAt);
  }

  /** Goes on one byte behind a candidate that was none; once the budget is spent, behind all that was read of it. */
  private searchOn(candidate: number, readTo: number): void {
    this.searchWork += readTo - candidate;
    this.position = candidate + 1;
    if (this.searchWork <= SEARCH_BUDGET) return;
    this.position = Math.min(Math.max(this.position, readTo), this.arena.used);
    this.findings.noteOnce(
      `There is too much damage to search all of it for records; from byte ${this.offsetOf(candidate)} on some may have been missed.`,
    );
  }
}
