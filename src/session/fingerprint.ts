/**
 * Which data are loaded, so that two people can tell whether they look at the same: a hash over the sums of the files'
 * records. Neither the files' names nor their order matter, nor how they are packed, nor that one was given twice. The
 * same events dealt out to other files are another set. It tells sets apart; it proves nothing against somebody who makes
 * one up (docs/decisions/0013).
 */
import { Sha256Stream } from '#lib/sha256.ts';
import type { FileReport, SessionState } from './session.ts';

export interface DataSetIdentity {
  /** 16 hex digits. */
  readonly fingerprint: string;
  /** As links had it that were made when it was a hash of the files as given. */
  readonly formerFingerprint: string;
  readonly events: number;
  /** Files that gave records. */
  readonly files: number;
  /** First and last eventTime, ms since 1970 UTC; null when no event has a time. */
  readonly first: number | null;
  readonly last: number | null;
  /** What people would call it: the folder that all files are in, or the first file. */
  readonly name: string;
}

type State = Pick<SessionState, 'files' | 'totals'>;

/** Null while there is no file that gave anything. */
export function identify({ files, totals }: State): DataSetIdentity | null {
  const read = files.filter(isPartOfSet);
  if (read.length === 0) return null;
  return {
    fingerprint: hashOf(read.map(lineOf)),
    formerFingerprint: hashOf(read.map(formerLineOf)),
    events: totals.events,
    files: read.length,
    first: totals.firstTime,
    last: totals.lastTime,
    name: nameOf(read),
  };
}

/** What was set aside is no part of the set: a colleague’s folder may hold other pictures. */
function isPartOfSet({ status, loaded, duplicates }: FileReport): boolean {
  return status === 'loaded' || loaded + duplicates > 0;
}

/** The first 16 hex digits of SHA-256 over the distinct lines, sorted. */
function hashOf(lines: readonly string[]): string {
  const hash = new Sha256Stream();
  hash.add(new TextEncoder().encode([...new Set(lines)].toSorted().join('\n')));
  return hash.hex().slice(0, 16);
}

/** A file of which not all records arrived is not the same data as the whole of it. */
function lineOf({ contentSum, loaded, duplicates }: FileReport): string {
  const records = loaded + duplicates;
  return contentSum?.startsWith(`${records} `) === true ? contentSum : `part ${records}`;
}

/** The SHA-256 of the file as given; a zip archive's files have the one that they had before. */
function formerLineOf({ status, sha256, loaded, duplicates }: FileReport): string {
  if (status === 'loaded' && sha256 !== null) return sha256;
  return `${sha256 ?? 'unknown'} ${loaded + duplicates}`;
}

/** Characters; a link carries it. */
const LONGEST_NAME = 120;

function nameOf(files: readonly FileReport[]): string {
  const [first] = files;
  if (first === undefined) return '';
  if (first.set !== null && files.every(({ set }) => set === first.set)) return first.set;
  const folder = commonFolder(files.map(({ name }) => name));
  const characters = Array.from((folder === '' ? first.name : folder).replace(/\p{Cs}/gu, '?'));
  if (characters.length <= LONGEST_NAME) return characters.join('');
  return `…${characters.slice(1 - LONGEST_NAME).join('')}`;
}

/** `logs/2025` of `logs/2025/10/a.json.gz` and `logs/2025/11/b.json.gz`. */
function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split('/').slice(0, -1));
  let depth = first.length;
  for (const folders of others) {
    while (depth > 0 && folders.slice(0, depth).join('/') !== first.slice(0, depth).join('/')) depth -= 1;
  }
  return first.slice(0, depth).join('/');
}
