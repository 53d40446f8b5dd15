/**
 * Finds records in JSON of unknown shape: at any depth, and in strings that hold JSON. It goes from token to token
 * without keeping a tree; an object that is whole is looked at by its keys and taken, or entered.
 *
 * Behind damage it looks for the next object that is whole and a record, wherever that stands. Limits on depth and
 * work are said in notes when they are met.
 */
import type { ExtractingReader, Progress } from './content-reader.ts';
import { INCOMPLETE, JsonSkipper } from './json-skipper.ts';
import { kindOfObject } from './object-looks.ts';
import { RecordLooks } from './record-looks.ts';
import type { Place, RecordSink } from './record-sink.ts';
import type { FileFindings } from './report.ts';
import { holdsJson, unescapeInto, WrittenPlaces, type Writing } from './text-layer.ts';
import { TextWindow } from './text-window.ts';
import { type Taken, ValueTaker } from './value-taker.ts';
import { CELL_BYTES, ENTER_BYTES, MAX_DEPTH, MAX_TEXTS, WalkBudget } from './walk-limits.ts';
import {
  BACKSLASH,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
} from './json-bytes.ts';

export class JsonWalker implements ExtractingReader {
  readonly window = new TextWindow();
  private readonly sink: RecordSink;
  private readonly skipper: JsonSkipper;
  private readonly looks: RecordLooks;
  private readonly taker: ValueTaker;
  private readonly texts: number;
  private readonly maxBytes: number;
  private inner: JsonWalker | null = null;
  private innerActive = false;
  /** Where the text stands in the content; null for the content itself. */
  private places: ((index: number) => number) | null = null;
  private at = 0;
  private wanted = 0;
  private depth = 0;
  /** Behind the last thing that was understood: the search for records behind damage begins here. */
  private anchor = 0;
  private searching = false;
  private damaged = false;
  private isProse = false;
  private budget = new WalkBudget();

  constructor(sink: RecordSink, texts = 0) {
    this.sink = sink;
    this.texts = texts;
    this.maxBytes = sink.maxRecordBytes;
    this.skipper = new JsonSkipper(this.window.view);
    this.looks = new RecordLooks(this.window, this.skipper);
    this.taker = new ValueTaker(sink, this.window, this.skipper);
  }

  begin(fileId: number, findings: FileFindings, base: number): void {
    this.sink.begin(fileId, findings);
    this.isProse = false;
    this.budget = new WalkBudget();
    this.restart(base);
    this.places = null;
  }

  /** Other text stands between the JSON values of this file, and that is as it should be. */
  expectProse(): void {
    this.isProse = true;
  }

  private restart(base: number): void {
    this.window.reset(base);
    this.at = 0;
    this.wanted = 0;
    this.depth = 0;
    this.anchor = 0;
    this.searching = false;
    this.damaged = false;
    this.innerActive = false;
  }

  /** Begins with a text that stands at `from … to` of `bytes`; `outside` says where those stand in the content. */
  beginText(
    bytes: Uint8Array,
    from: number,
    to: number,
    writing: Writing,
    outside: (index: number) => number,
  ): void {
    this.restart(0);
    unescapeInto(this.window, bytes, from, to, writing);
    this.budget.grant(to - from);
    const written = new WrittenPlaces(bytes, from, to, writing);
    this.places = (index) => outside(written.of(index));
  }

  append(bytes: Uint8Array): void {
    const dropped = this.window.drop(this.searching ? this.at : Math.min(this.anchor, this.at));
    this.at -= dropped;
    this.wanted -= dropped;
    this.anchor -= dropped;
    this.window.append(bytes);
    this.budget.grant(bytes.length);
  }

  advance(isFinal: boolean): Progress {
    if (!isFinal && this.window.used < this.wanted) return 'need-bytes';
    this.window.reserve(16);
    this.window.seal();
    this.skipper.view = this.window.view;
    this.skipper.end = this.window.used;
    for (;;) {
      if (this.innerActive && this.inner?.advance(true) === 'batch-full') return 'batch-full';
      this.innerActive = false;
      const result = this.searching ? this.search(isFinal) : this.token(isFinal);
      if (result !== null) return result;
    }
  }

  private offsetOf(index: number): number {
    return this.places === null ? this.window.base + index : this.places(index);
  }

  private byteAt(index: number): number {
    return this.window.view.getUint8(index);
  }

  private token(isFinal: boolean): Progress | null {
    let i = this.at;
    const used = this.window.used;
    let c = this.byteAt(i);
    while (i < used && (c <= 0x20 || c === COMMA || c === COLON)) c = this.byteAt(++i);
    if (c === 0xef && this.offsetOf(i) === 0 && this.byteAt(i + 2) === 0xbf) c = this.byteAt((i += 3));
    this.at = i;
    if (i >= used) return this.endOfBytes(isFinal);
    switch (c) {
      case OPEN_OBJECT:
        return this.object(i, isFinal);
      case OPEN_ARRAY:
        return this.list(i, isFinal);
      case QUOTE:
        return this.string(i, isFinal);
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        this.depth = Math.max(0, this.depth - 1);
        this.at = i + 1;
        return null;
      default:
        return this.scalar(i, isFinal);
    }
  }

  private endOfBytes(isFinal: boolean): Progress {
    if (!isFinal) return 'need-bytes';
    if (this.depth > 0 && this.texts === 0 && !this.damaged)
      this.sink.findings.noteOnce('The file ends before its outermost value is closed.');
    return 'finished';
  }

  private enter(i: number): null {
    this.depth++;
    this.at = i + 1;
    return null;
  }

  private object(i: number, isFinal: boolean): Progress | null {
    if ((this.depth > MAX_DEPTH || this.budget.isSpent) && this.looks.likeRecord(i) !== 'yes') {
      this.sink.findings.noteOnce(
        `What is nested deeper than is looked into was skipped, from byte ${this.offsetOf(i)} on.`,
      );
      return this.enter(i);
    }
    const end = this.skipper.skipValue(i);
    if (end < 0) return this.unfinished(i, end, isFinal);
    this.budget.spend(end - i);
    return this.done(
      this.taker.object(i, end, () => this.placeOf(i, end)),
      i,
      end,
    );
  }

  private done(taken: Taken, i: number, end: number): Progress | null {
    if (taken === 'batch-full') return taken;
    return taken === 'enter' ? this.enter(i) : this.passed(end);
  }

  private placeOf(from: number, to: number): Place {
    const offset = this.offsetOf(from);
    return { offset, length: this.offsetOf(to) - offset };
  }

  /** A list is entered, unless it is a row of a query's result. */
  private list(i: number, isFinal: boolean): Progress | null {
    const { skipper, window } = this;
    const first = skipper.skipSpace(i + 1);
    const isShort = window.used - i < CELL_BYTES && !isFinal;
    if (first >= window.used) return isShort ? this.wait(window.used - i) : this.enter(i);
    if (this.byteAt(first) !== OPEN_OBJECT || this.budget.isSpent) return this.enter(i);
    const cell = skipper.skipValue(first);
    if (cell === INCOMPLETE && isShort) return this.wait(window.used - i);
    if (cell < 0 || kindOfObject(window, skipper, first) !== 'cell') return this.enter(i);
    const end = skipper.skipValue(i);
    this.budget.spend((end < 0 ? skipper.reached(end) : end) - i);
    if (end === INCOMPLETE && !isFinal && window.used - i < ENTER_BYTES) return this.wait(window.used - i);
    if (end < 0 && this.taker.isRowStart(first, cell)) {
      this.sink.findings.reject(this.offsetOf(i), 'broken JSON in a row of a result');
      return this.searchFrom(i + 1);
    }
    if (end < 0) return this.enter(i);
    return this.done(
      this.taker.row(i, end, () => this.placeOf(i, end)),
      i,
      end,
    );
  }

  private passed(end: number): null {
    this.at = end;
    this.anchor = end;
    return null;
  }

  /** An object whose end is not there, or that is broken somewhere. */
  private unfinished(i: number, code: number, isFinal: boolean): Progress | null {
    const isLike = this.looks.likeRecord(i) === 'yes';
    const there = this.window.used - i;
    if (code === INCOMPLETE && !isFinal && there <= (isLike ? this.maxBytes : ENTER_BYTES))
      return this.wait(there);
    this.budget.spend(this.skipper.reached(code) - i);
    if (!isLike) return this.enter(i);
    this.sink.findings.reject(this.offsetOf(i), this.reasonFor(code, isFinal));
    return this.searchFrom(i + 1);
  }

  private reasonFor(code: number, isFinal: boolean): string {
    if (code !== INCOMPLETE) {
      return this.places === null
        ? `broken JSON near byte ${this.offsetOf(this.skipper.failedAt)}`
        : 'broken JSON inside a text';
    }
    if (this.places !== null) return 'the record is not closed before the end of the text that it stands in';
    return isFinal
      ? 'the record is not closed before the end of the file'
      : `the record is longer than ${this.maxBytes} bytes or never closed`;
  }

  private wait(there: number): Progress {
    // Twice as much as last time, so that a long value is not read again for every chunk of it.
    this.wanted = this.window.used + Math.min(there, this.maxBytes >> 2);
    return 'need-bytes';
  }

  private string(i: number, isFinal: boolean): Progress | null {
    const { skipper, window } = this;
    skipper.escaped = false;
    const close = skipper.skipString(i + 1);
    if (close >= 0) {
      const holds = skipper.escaped && this.holdsJson(i + 1, close);
      if (holds) this.startText(i + 1, close);
      // Damage may have turned strings and what lies between them around: then the search begins with this one.
      this.at = close + 1;
      this.anchor = holds ? this.at : i;
      return null;
    }
    if (close === INCOMPLETE && !isFinal && window.used - i <= this.maxBytes)
      return this.wait(window.used - i);
    // What can be read of the text is searched; what is broken in it is noted there.
    const to = skipper.reached(close);
    const holds = this.holdsJson(i + 1, to);
    if (holds) this.startText(i + 1, to);
    else
      this.sink.findings.noteOnce(
        `A text that begins at byte ${this.offsetOf(i)} is broken or never closed.`,
      );
    return this.searchFrom(holds ? to : this.anchor);
  }

  private holdsJson(from: number, to: number): boolean {
    return this.texts < MAX_TEXTS && holdsJson(this.window.bytes, from, to);
  }

  private startText(from: number, to: number): void {
    this.inner ??= new JsonWalker(this.sink, this.texts + 1);
    this.inner.budget = this.budget;
    this.inner.beginText(this.window.bytes, from, to, 'json', (index) => this.offsetOf(index));
    this.innerActive = true;
  }

  /** A number or a word; anything else is damage. */
  private scalar(i: number, isFinal: boolean): Progress | null {
    const end = this.skipper.skipValue(i);
    if (end >= 0) {
      this.at = end;
      this.anchor = i;
      return null;
    }
    const isCut = end === INCOMPLETE;
    if (isCut && !isFinal) return this.wait(this.window.used - i);
    if (isCut) return this.passed(this.window.used);
    if (!this.isProse) this.sink.findings.noteOnce(`Unexpected bytes, first at byte ${this.offsetOf(i)}.`);
    return this.searchFrom(this.anchor);
  }

  private searchFrom(index: number): null {
    this.searching = true;
    this.damaged = true;
    this.at = index;
    this.anchor = index;
    return null;
  }

  /** Looks for the next whole record behind damage; from there on it goes from token to token again. */
  private search(isFinal: boolean): Progress | null {
    const { window, skipper } = this;
    const found = window.bytes.subarray(0, window.used).indexOf(OPEN_OBJECT, this.at);
    if (found < 0) {
      this.at = window.used;
      return isFinal ? 'finished' : 'need-bytes';
    }
    this.at = found;
    const key = skipper.skipSpace(found + 1);
    if (key >= window.used && !isFinal) return this.wait(1);
    const first = this.byteAt(key);
    if (first === BACKSLASH && key === found + 1) return this.searchText(found, isFinal);
    if (first !== QUOTE) return this.searchOn(found, found + 1);
    const end = skipper.skipValue(found);
    if (end >= 0) {
      // No string holds an object with its quotes as they are: here the structure is found again.
      this.searching = false;
      // It may be the first cell of a row.
      this.at = this.openBefore(found);
      this.anchor = this.at;
      return null;
    }
    const limit = this.looks.likeRecord(found) === 'yes' ? this.maxBytes : ENTER_BYTES;
    if (end === INCOMPLETE && !isFinal && window.used - found <= limit) return this.wait(window.used - found);
    this.rejectCandidate(found, end, isFinal);
    return this.searchOn(found, skipper.reached(end));
  }

  /** The bracket right before `found`, if one stands there that was not searched before. */
  private openBefore(found: number): number {
    const from = Math.max(this.anchor, 0);
    let k = found - 1;
    while (k > from && this.byteAt(k) <= 0x20) k--;
    return k >= from && this.byteAt(k) === OPEN_ARRAY ? k : found;
  }

  /** A candidate that is broken too counts as a record of its own where it stands behind another. */
  private rejectCandidate(found: number, code: number, isFinal: boolean): void {
    if (this.looks.likeRecord(found) !== 'yes') return;
    let k = found - 1;
    while (k > 0 && this.byteAt(k) <= 0x20) k--;
    const isLine = k < found - 1 && this.byteAt(k) === CLOSE_OBJECT;
    const follows = k > 0 && this.byteAt(k) === COMMA && this.byteAt(k - 1) === CLOSE_OBJECT;
    if (follows || isLine) this.sink.findings.reject(this.offsetOf(found), this.reasonFor(code, isFinal));
  }

  /** A record may begin inside a string here: the string's end is looked for, and what lies before it read. */
  private searchText(found: number, isFinal: boolean): Progress | null {
    const { skipper, window } = this;
    const close = skipper.skipString(found + 1);
    if (close === INCOMPLETE && !isFinal && window.used - found <= this.maxBytes)
      return this.wait(window.used - found);
    const to = close < 0 ? skipper.reached(close) : close;
    if (to - found < 12 || this.texts >= MAX_TEXTS) return this.searchOn(found, found + 1);
    if (!this.budget.search(to - found)) return this.searchOn(found, to);
    this.startText(found, to);
    this.at = to;
    this.anchor = to;
    return null;
  }

  /** Goes on one byte behind a candidate that was none; once the budget is spent, behind all that was read of it. */
  private searchOn(found: number, readTo: number): null {
    this.at = found + 1;
    if (this.budget.search(readTo - found)) return null;
    this.at = Math.min(Math.max(this.at, readTo), this.window.used);
    this.sink.findings.noteOnce(
      `There is too much damage to search all of it for records; from byte ${this.offsetOf(found)} on some may have been missed.`,
    );
    return null;
  }
}
