/** What a series of counts is called, and its text in a link: names only, never ids. */
import { FAMILIES, type Family } from './spike-names.ts';

/** Null where it does not tell, or where the record has no such value. */
export interface SeriesName {
  readonly family: Family;
  readonly eventSource: string | null;
  /** Event name, error code, principal or address. */
  readonly name: string | null;
  /** The account that a principal belongs to. */
  readonly ownAccount: string | null;
  readonly region: string | null;
  readonly account: string | null;
}

/** A spike by its series and a moment within it (its peak), so that it is found again with another filter or step. */
export interface SpikeMark {
  readonly series: SeriesName;
  /** Milliseconds. */
  readonly at: number;
}

/** `call~s3.amazonaws.com~DeleteObject~~eu-west-1~111122223333`. Equal for equal names, and no others. */
export function formatSeries({ family, eventSource, name, ownAccount, region, account }: SeriesName): string {
  return [family, ...[eventSource, name, ownAccount, region, account].map(written)].join('~');
}

/** Null for what `formatSeries` never writes. */
export function parseSeries(text: string): SeriesName | null {
  const [first, ...rest] = text.split('~');
  const family = FAMILIES.find((one) => one === first);
  if (family === undefined || rest.length !== 5) return null;
  const [eventSource = null, name = null, ownAccount = null, region = null, account = null] = rest.map(read);
  const series = { family, eventSource, name, ownAccount, region, account };
  return formatSeries(series) === text ? series : null;
}

/** Is it this spike that was marked? */
export function isMarked(
  spike: { readonly series: SeriesName; readonly start: number; readonly end: number },
  marks: readonly SpikeMark[],
): boolean {
  const text = formatSeries(spike.series);
  return marks.some(({ series, at }) => at >= spike.start && at < spike.end && formatSeries(series) === text);
}

/** Nothing at all: null. An empty text is something else. */
const EMPTY = '%';

function written(part: string | null): string {
  if (part === null) return '';
  return part === '' ? EMPTY : part.replaceAll('%', '%25').replaceAll('~', '%7E');
}

function read(part: string): string | null {
  if (part === '') return null;
  return part === EMPTY ? '' : part.replaceAll('%7E', '~').replaceAll('%25', '%');
}
