/** Which data a link was made over, so that one who opens it knows which files to look for. Never the data itself. */
import { isValidTime } from './link-time.ts';
import { LONGEST_NAME } from './view-state.ts';

export interface DataSetStamp {
  /** 16 hex digits; equal for equal sets of files, whatever their names (`session/fingerprint.ts`). */
  readonly fingerprint: string;
  readonly events: number;
  readonly files: number;
  /** First and last eventTime, ms since 1970 UTC; null when no event has a time. */
  readonly first: number | null;
  readonly last: number | null;
  /** What people would call it: the folder, or the first file. */
  readonly name: string;
}

/** `3f9c1f5e0c7f4d0e,12899,1919,1740000000000,1740086400000,folder`: the name is last, since it may hold anything. */
export function writeStamp(stamp: DataSetStamp): string {
  const { fingerprint, events, files, first, last, name } = stamp;
  return [fingerprint, events, files, first ?? '', last ?? '', name].join(',');
}

const STAMP = /^([0-9a-f]{16}),(\d{1,15}),(\d{1,15}),(-?\d{1,15})?,(-?\d{1,15})?,(.*)$/su;

/** Null when the text is none of ours. */
export function readStamp(text: string): DataSetStamp | null {
  const match = STAMP.exec(text);
  if (match === null) return null;
  const [, fingerprint = '', events, files, first, last, name = ''] = match;
  const stamp: DataSetStamp = {
    fingerprint,
    events: Number(events),
    files: Number(files),
    first: first === undefined ? null : Number(first),
    last: last === undefined ? null : Number(last),
    name,
  };
  return isValidStamp(stamp) ? stamp : null;
}

export function isValidStamp({ fingerprint, events, files, first, last, name }: DataSetStamp): boolean {
  return (
    /^[0-9a-f]{16}$/.test(fingerprint) &&
    [events, files].every((count) => Number.isSafeInteger(count) && count >= 0 && count < 1e15) &&
    [first, last].every((time) => time === null || (isValidTime(time) && !Object.is(time, -0))) &&
    name.length <= LONGEST_NAME &&
    !/\p{Cs}/u.test(name)
  );
}
