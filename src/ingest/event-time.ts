/** eventTime → milliseconds since 1970 UTC. CloudTrail writes `2025-10-01T00:00:04Z`; other forms take the slow road. */

const DAY_MS = 86_400_000;
const DIGITS = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(\.\d+)?$/;
const ISO_ZONED = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;

/** Any time text. Without a zone it is UTC, as everywhere in CloudTrail. NaN when it is no time. */
export function parseTimeText(text: string): number {
  if (DIGITS.test(text)) return Date.parse(`${text.replace(' ', 'T')}Z`);
  if (ISO_ZONED.test(text)) return Date.parse(text.replace(' ', 'T'));
  return Number.NaN;
}

const pair = (view: DataView, at: number): number => {
  const tens = view.getUint8(at) - 48;
  const ones = view.getUint8(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 99;
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
  if (!shaped || month < 1 || month > 12 || day < 1 || day > 31 || year > 9998) return Number.NaN;
  const ms = Date.UTC(year, month - 1, day);
  return new Date(ms).getUTCDate() === day ? Math.floor(ms / DAY_MS) * DAY_MS : Number.NaN;
}
