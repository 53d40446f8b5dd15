/** Numbers, sizes, durations and times as people read them. Fixed to English grouping and UTC, so pictures and tests agree. */

const GROUPED = new Intl.NumberFormat('en-US');

export function countText(value: number): string {
  return GROUPED.format(value);
}

/** `1 file`, `2 files`, `12,345 events`. */
export function countOf(value: number, one: string, many = `${one}s`): string {
  return `${countText(value)} ${value === 1 ? one : many}`;
}

/** `0.02`, `3.4`, `1,204`. */
export function rateText(rate: number): string {
  const digits = rate >= 100 ? 0 : rate >= 1 ? 1 : 2;
  return rate > 0 && rate < 0.01 ? '<0.01' : GROUPED.format(Number(rate.toFixed(digits)));
}

const DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const LEAST_RATE = 1e-6;
const MOST_RATE = 1e9;

/** AWS's own averages, often far below one call a day: `0.0000882`. */
export function exactRateText(rate: number): string {
  if (rate > 0 && rate < LEAST_RATE) return '<0.000001';
  if (rate > MOST_RATE) return `>${GROUPED.format(MOST_RATE)}`;
  return rate >= 100 ? GROUPED.format(Math.round(rate)) : DIGITS.format(rate);
}

/** Beyond it next to nothing was to be expected, and how much less than one makes the number. */
const MOST_TIMES = 10_000;

/** `>×10,000`, `×35`, `×5.4`: how many times as much, in three digits at most. */
export function timesText(ratio: number): string {
  if (ratio > MOST_TIMES) return `>×${GROUPED.format(MOST_TIMES)}`;
  const digits = ratio >= 10 ? 0 : 1;
  return `×${GROUPED.format(Number(ratio >= 1_000 ? ratio.toPrecision(3) : ratio.toFixed(digits)))}`;
}

/** `1,640,217`, `5.4`: the same as it is. */
export function exactTimesText(ratio: number): string {
  return GROUPED.format(Number(ratio.toFixed(ratio >= 10 ? 0 : 1)));
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** Decimal units, three digits at most: `999 bytes`, `1.5 MB`, `34 MB`. */
export function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.5 ? 0 : 1;
  const name = unit === 0 && bytes === 1 ? 'byte' : (UNITS[unit] ?? '');
  return `${GROUPED.format(Number(value.toFixed(digits)))} ${name}`;
}

/** `8 s`, `1 min 20 s`, `2 h 5 min`. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return joinUnits(Math.floor(whole / 60), 'min', whole % 60, 's');
  return joinUnits(Math.floor(whole / 3600), 'h', Math.floor((whole % 3600) / 60), 'min');
}

function joinUnits(large: number, largeName: string, small: number, smallName: string): string {
  return small === 0 ? `${large} ${largeName}` : `${large} ${largeName} ${small} ${smallName}`;
}

// ECMAScript dates reach 275,760-09-13; beyond, toISOString throws.
const LAST_DATE = 8.64e15;

function iso(milliseconds: number): string | null {
  return Math.abs(milliseconds) <= LAST_DATE ? new Date(milliseconds).toISOString() : null;
}

/** `2025-10-10 21:13:51`: UTC to the second, the precision CloudTrail has. */
export function utcText(milliseconds: number): string {
  const text = iso(milliseconds);
  return text === null ? 'no valid time' : text.replace('T', ' ').replace(/\.\d+Z$/, '');
}
