/** Which files the list shows. */
import type { FileReport, SessionState } from '#session/session.ts';

export const FILE_FILTERS = {
  all: 'All',
  problems: 'With problems',
  'no-events': 'Gave no events',
  removed: 'Removed',
} as const;

export type FileFilter = keyof typeof FILE_FILTERS;

/** Something of the file was not read, or could not be: damaged records, failure, cancellation. */
export function hasProblem(file: FileReport): boolean {
  return file.rejectedCount > 0 || file.status === 'failed' || file.status === 'cancelled';
}

/** It has been looked at, and none of its records is in the table. */
export function gaveNothing({ status, loaded }: FileReport): boolean {
  return loaded === 0 && status !== 'waiting' && status !== 'reading' && status !== 'unpacked';
}

export function passes(file: FileReport, filter: FileFilter): boolean {
  switch (filter) {
    case 'all':
    case 'removed':
      return true;
    case 'problems':
      return hasProblem(file);
    case 'no-events':
      return gaveNothing(file);
  }
}

/** Upper and lower case are the same. */
export function isNamed({ name }: FileReport, text: string): boolean {
  return name.toLowerCase().includes(text.trim().toLowerCase());
}

type Files = Pick<SessionState, 'files' | 'removed'>;

/** Of the files of the set, or of those that were removed from it. */
export function shownFiles({ files, removed }: Files, filter: FileFilter, text = ''): readonly FileReport[] {
  const among = filter === 'removed' ? removed : files;
  if (text.trim() === '' && (filter === 'all' || filter === 'removed')) return among;
  return among.filter((file) => passes(file, filter) && isNamed(file, text));
}

export const STATUS_WORDS = {
  waiting: 'waiting',
  reading: 'reading',
  loaded: 'loaded',
  unpacked: 'unpacked',
  'set-aside': 'set aside',
  failed: 'failed',
  cancelled: 'cancelled',
} as const satisfies Record<FileReport['status'], string>;

/** The accounts balance: every record found is in the table, a duplicate, or rejected. */
export function balances(totals: SessionState['totals']): boolean {
  return totals.found === totals.events + totals.duplicates + totals.rejected;
}
