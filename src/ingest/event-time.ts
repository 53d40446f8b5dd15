/** eventTime → milliseconds since 1970 UTC. CloudTrail writes `2025-10-01T00:00:04Z`; other forms take the slow road. */

const DIGITS = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(\.\d+)?$/;
const ISO_ZONED = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;

/** Any time text. Without a zone it is UTC, as everywhere in CloudTrail. NaN when it is no time. */
export function parseTimeText(text: string): number {
  const isZoned = ISO_ZONED.test(text);
  if (!isZoned && !DIGITS.test(text)) return Number.NaN;
  // Some engines take 30 February for 2 March.
  if (!dayExists(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))))
    return Number.NaN;
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11)}${isZoned ? '' : 'Z'}`);
}

function dayExists(year: number, month: number, day: number): boolean {
  // Day 0 of the next month is the last of this one; 400 years later the calendar is the same, and no year is below 100.
  return (
    month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year + 400, month, 0)).getUTCDate()
  );
}

const NO_NUMBER = 100_000;

/** Two digits; far above all that fits when they are none. */
const pair = (view: DataView, at: number): number => {
  const tens = view.getUint8(at) - 48;
  const ones = view.getUint8(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NO_NUMBER;
};

/** Reads the usual 20 bytes; remembers the last date, so that only hours, minutes and seconds are computed. */
export class EventTimeReader {
  private w0 = 0;
  private w1 = 0;
  private w2 = 0;
  private dayMs = Number.NaN;

  /** `at` is the first byte of `YYYY-MM-DDTHH:MM:SSZ`. NaN when it does not have that form. */
  read(view: DataView, at: number): number {
    const w0 = view.getInt32(at, true);
    const w1 = view.getInt32(at + 4, true);
    const w2 = view.getInt32(at + 7, true);
    if (w0 !== this.w0 || w1 !== this.w1 || w2 !== this.w2) {
      this.dayMs = readDay(view, at);
      this.w0 = w0;
      this.w1 = w1;
      this.w2 = w2;
    }
    const hours = pair(view, at + 11);
    const minutes = pair(view, at + 14);
    const seconds = pair(view, at + 17);
    const fits = hours < 24 && minutes < 60 && seconds < 60;
    const colons = view.getUint8(at + 13) === 0x3a && view.getUint8(at + 16) === 0x3a;
    if (!fits || !colons || view.getUint8(at + 19) !== 0x5a) return Number.NaN;
    return this.dayMs + ((hours * 60 + minutes) * 60 + seconds) * 1000;
  }
}

/** `YYYY-MM-DDT`; NaN for a date that does not exist. */
function readDay(view: DataView, at: number): number {
  const year = pair(view, at) * 100 + pair(view, at + 2);
  const month = pair(view, at + 5);
  const day = pair(view, at + 8);
  const shaped =
    view.getUint8(at + 4) === 0x2d && view.getUint8(at + 7) === 0x2d && view.getUint8(at + 10) === 0x54;
  // `Date.UTC` takes years below 100 for years of the last century.
  if (!shaped || year < 100 || year > 9998 || !dayExists(year, month, day)) return Number.NaN;
  return Date.UTC(year, month - 1, day);
}
