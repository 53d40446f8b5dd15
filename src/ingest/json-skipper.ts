/**
 * Finds the end of a JSON value in bytes without making a single string, and accepts exactly what `JSON.parse` accepts.
 *
 * The bytes must be followed by at least 16 readable bytes, the first four of them `"` (`Arena.seal`): they end every
 * inner loop, so that only results are compared with `end`, never single bytes.
 */

/** The value runs past the bytes that are there. */
export const INCOMPLETE = -1;
/** No JSON value stands here. */
export const INVALID = -2;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

// The four letters of a literal as one little-endian word.
const TRUE = 0x65757274;
const NULL = 0x6c6c756e;
const FALS = 0x736c6166;

/** 1 for the characters that may follow a backslash (but `u`, which has its own rule). */
const SIMPLE_ESCAPE = new Uint8Array(256);
for (const c of '"\\/bfnrt') SIMPLE_ESCAPE[c.charCodeAt(0)] = 1;

const HEX_DIGIT = new Uint8Array(256);
for (const c of '0123456789abcdefABCDEF') HEX_DIGIT[c.charCodeAt(0)] = 1;

const isDigit = (c: number): boolean => c >= 0x30 && c <= 0x39;

export class JsonSkipper {
  /** The bytes; replaced when the arena is. */
  view: DataView;
  /** Where the bytes that are there end. */
  end = 0;
  /** Set when a string with a backslash was skipped; the caller clears it. */
  escaped = false;
  /** Set when `\u` was skipped; the caller clears it. */
  escapedUnicode = false;
  /** Where the last INVALID was found. */
  failedAt = 0;
  /** 1 = object, 0 = array, by depth. */
  private nesting = new Uint8Array(64);

  constructor(view: DataView) {
    this.view = view;
  }

  private invalid(at: number): number {
    this.failedAt = at;
    return INVALID;
  }

  /** How far the last look went that ended with `code`, INCOMPLETE or INVALID. */
  reached(code: number): number {
    return code === INCOMPLETE ? this.end : this.failedAt;
  }

  /** From the first byte after the opening quote to the index of the closing one. */
  skipString(start: number): number {
    const view = this.view;
    let i = start;
    for (;;) {
      // Four bytes at once: is one of them a quote, a backslash or a control character? Exact for the lowest hit.
      const w = view.getInt32(i, true);
      const q = w ^ 0x22222222;
      const s = w ^ 0x5c5c5c5c;
      const hit =
        (((q - 0x01010101) & ~q) | ((s - 0x01010101) & ~s) | ((w - 0x20202020) & ~w)) & (0x80808080 | 0);
      if (hit === 0) {
        i += 4;
        continue;
      }
      i += (31 - Math.clz32(hit & -hit)) >> 3;
      if (i >= this.end) return INCOMPLETE;
      const c = view.getUint8(i);
      if (c === QUOTE) return i;
      if (c !== BACKSLASH) return this.invalid(i);
      i = this.skipEscape(i);
      if (i < 0) return i;
    }
  }

  /** From a backslash to the byte after its escape. */
  private skipEscape(i: number): number {
    const { view, end } = this;
    this.escaped = true;
    if (i + 1 >= end) return INCOMPLETE;
    const c = view.getUint8(i + 1);
    if (SIMPLE_ESCAPE[c] === 1) return i + 2;
    if (c !== 0x75) return this.invalid(i + 1);
    this.escapedUnicode = true;
    for (let k = i + 2; k < i + 6; k++) {
      if (k >= end) return INCOMPLETE;
      if (HEX_DIGIT[view.getUint8(k)] !== 1) return this.invalid(k);
    }
    return i + 6;
  }

  /** From any byte to the next that is no white space (perhaps `end`). */
  skipSpace(start: number): number {
    const view = this.view;
    let i = start;
    let c = view.getUint8(i);
    while (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) c = view.getUint8(++i);
    return i;
  }

  /** From a value's first byte to the byte after its last. */
  skipValue(i: number): number {
    if (i >= this.end) return INCOMPLETE;
    const c = this.view.getUint8(i);
    if (c === OPEN_OBJECT || c === OPEN_ARRAY) return this.skipContainer(i);
    return this.skipScalar(i, c);
  }

  private skipScalar(i: number, c: number): number {
    if (c === QUOTE) {
      const close = this.skipString(i + 1);
      return close < 0 ? close : close + 1;
    }
    if (c === 0x2d || isDigit(c)) return this.skipNumber(i);
    return this.skipLiteral(i);
  }

  private skipLiteral(i: number): number {
    const { view, end } = this;
    const w = view.getInt32(i, true);
    if (w === TRUE || w === NULL) return i + 4 <= end ? i + 4 : INCOMPLETE;
    if (w === FALS && view.getUint8(i + 4) === 0x65) return i + 5 <= end ? i + 5 : INCOMPLETE;
    return this.isCutLiteral(i) ? INCOMPLETE : this.invalid(i);
  }

  /** True when the bytes end inside what may become `true`, `false` or `null`. */
  private isCutLiteral(i: number): boolean {
    const { view, end } = this;
    if (end - i > 4) return false;
    const rest = String.fromCharCode(...Array.from({ length: end - i }, (_, k) => view.getUint8(i + k)));
    return ['true', 'false', 'null'].some((word) => word.startsWith(rest));
  }

  private skipDigits(start: number): number {
    const { view, end } = this;
    let i = start;
    while (i < end && isDigit(view.getUint8(i))) i++;
    return i;
  }

  /** A number is known to be whole only when a byte stands after it. */
  private skipNumber(start: number): number {
    const { view, end } = this;
    let i = view.getUint8(start) === 0x2d ? start + 1 : start;
    if (i >= end) return INCOMPLETE;
    const first = view.getUint8(i);
    if (!isDigit(first)) return this.invalid(i);
    i = first === 0x30 ? i + 1 : this.skipDigits(i);
    if (i < end && view.getUint8(i) === 0x2e) {
      const from = i + 1;
      i = this.skipDigits(from);
      if (i === from) return i >= end ? INCOMPLETE : this.invalid(i);
    }
    if (i < end && (view.getUint8(i) | 0x20) === 0x65) {
      i++;
      if (i < end && (view.getUint8(i) === 0x2b || view.getUint8(i) === 0x2d)) i++;
      const from = i;
      i = this.skipDigits(from);
      if (i === from) return i >= end ? INCOMPLETE : this.invalid(i);
    }
    return i >= end ? INCOMPLETE : i;
  }

  /** From a key's opening quote, past the colon, to the first byte of its value. */
  private skipKey(i: number): number {
    const { view, end } = this;
    if (i >= end) return INCOMPLETE;
    if (view.getUint8(i) !== QUOTE) return this.invalid(i);
    const close = this.skipString(i + 1);
    if (close < 0) return close;
    let j = close + 1;
    if (view.getUint8(j) !== COLON || j >= end) {
      j = this.skipSpace(j);
      if (j >= end) return INCOMPLETE;
      if (view.getUint8(j) !== COLON) return this.invalid(j);
    }
    return this.skipSpace(j + 1);
  }

  /** An object or array, without recursion: depth is bounded by memory alone. */
  private skipContainer(start: number): number {
    const { view, end } = this;
    let i = start;
    let depth = 0;
    for (;;) {
      // A value begins at i.
      if (i >= end) return INCOMPLETE;
      const c = view.getUint8(i);
      if (c === OPEN_OBJECT || c === OPEN_ARRAY) {
        const isObject = c === OPEN_OBJECT;
        i = this.skipSpace(i + 1);
        if (i >= end) return INCOMPLETE;
        if (view.getUint8(i) !== (isObject ? CLOSE_OBJECT : CLOSE_ARRAY)) {
          this.open(depth++, isObject);
          if (isObject) i = this.skipKey(i);
          if (i < 0) return i;
          continue;
        }
        i++;
      } else {
        i = this.skipScalar(i, c);
        if (i < 0) return i;
      }
      // A value ended before i: go on to the next one, closing what ends here.
      for (;;) {
        if (depth === 0) return i;
        let d = view.getUint8(i);
        if (d <= 0x20) {
          i = this.skipSpace(i);
          d = view.getUint8(i);
        }
        if (i >= end) return INCOMPLETE;
        const inObject = this.nesting[depth - 1] === 1;
        if (d === COMMA) {
          i = this.skipSpace(i + 1);
          if (inObject) i = this.skipKey(i);
          if (i < 0) return i;
          break;
        }
        if (d !== (inObject ? CLOSE_OBJECT : CLOSE_ARRAY)) return this.invalid(i);
        depth--;
        i++;
      }
    }
  }

  private open(depth: number, isObject: boolean): void {
    if (depth >= this.nesting.length) {
      const larger = new Uint8Array(this.nesting.length * 2);
      larger.set(this.nesting);
      this.nesting = larger;
    }
    this.nesting[depth] = isObject ? 1 : 0;
  }
}
