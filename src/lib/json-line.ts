/** JSON text on one line, for files that hold one record on each. Bytes, so that what is no UTF-8 stays as it is. */

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ESCAPES: Readonly<Record<number, number>> = { [LINE_FEED]: 0x6e, [RETURN]: 0x72 };

/**
 * The same bytes where there is no line break among them. Else breaks between tokens are left out, together with the
 * white space that follows, and one inside of a string, where JSON allows none, is written as its escape.
 */
export function jsonLine(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(LINE_FEED) && !bytes.includes(RETURN)) return bytes;
  const line = new Uint8Array(bytes.length * 2);
  let length = 0;
  let inString = false;
  let afterBreak = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    const escape = ESCAPES[byte];
    if (!inString && escape !== undefined) {
      afterBreak = true;
      continue;
    }
    if (afterBreak && (byte === 0x20 || byte === 0x09)) continue;
    afterBreak = false;
    if (escape !== undefined) {
      line[length++] = BACKSLASH;
      line[length++] = escape;
      continue;
    }
    line[length++] = byte;
    if (byte === QUOTE) inString = !inString;
    else if (
      byte === BACKSLASH &&
      inString &&
      i + 1 < bytes.length &&
      ESCAPES[bytes[i + 1] ?? 0] === undefined
    ) {
      // What a backslash takes with it is no end of the string.
      i += 1;
      line[length++] = bytes[i] ?? 0;
    }
  }
  return line.subarray(0, length);
}
