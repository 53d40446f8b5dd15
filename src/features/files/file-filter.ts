/** Which files the list shows. */
import type { FileReport, SessionState } from '#session/session.ts';

export const FILE_FILTERS = {
  all: 'All',
  problems: 'With problems',
  'set-aside': 'Set aside',
} as const;

export type FileFilter = keyof typeof FILE_FILTERS;

/** Something of the file was not read, or could not be: damaged records, failure, cancellation. */
export function hasProblem(file: FileReport): boolean {
  return file.rejectedCount > 0 || file.status === 'failed' || file.status === 'cancelled';
}

export function passes(file: FileReport, filter: FileFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'problems':
      return hasProblem(file);
    case 'set-aside':
      return file.status === 'set-aside';
  }
}

export const STATUS_WORDS = {
  waiting: 'waiting',
  reading: 'reading',
  loaded: 'loaded',
  'set-aside': 'set aside',
  failed: 'failed',
  cancelled: 'cancelled',
} as const satisfies Record<FileReport['status'], string>;

/** The accounts balance: every record found is in the table, a duplicate, or rejected. */
export function balances(totals: SessionState['totals']): boolean {
  return totals.found === totals.events + totals.duplicates + totals.rejected;
}
