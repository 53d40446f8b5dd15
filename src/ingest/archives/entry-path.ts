/** What an entry of an archive is called: a path below the archive, whatever is written there. */

/** Characters; file systems allow 4,096, but nobody can read that. */
const LONGEST_PATH = 1_024;

export interface EntryPath {
  readonly path: string;
  /** A sentence when it is not what is written there. */
  readonly note: string | null;
}

/** Nothing leads out of the archive; control characters stay, and are made visible where the name is shown. */
export function entryPath(written: string): EntryPath {
  const parts = written.replaceAll('\\', '/').split('/');
  const kept = parts.filter(
    (part) => part !== '' && part !== '.' && part !== '..' && !/^[A-Za-z]:$/.test(part),
  );
  const leadsOut = parts.includes('..') || /^(?:[/\\]|[A-Za-z]:)/.test(written);
  const whole = kept.length === 0 ? 'without a name' : kept.join('/');
  const path = whole.length > LONGEST_PATH ? `…${whole.slice(1 - LONGEST_PATH)}` : whole;
  return {
    path: path.replace(/\p{Cs}/gu, '?'),
    note: leadsOut
      ? 'Its name in the archive leads out of the folder it is unpacked to. Here nothing is written anywhere; it is shown without that part.'
      : null,
  };
}

/** What macOS puts beside people's files: settings of folders, and what its file system knows of a file. */
export function isHiddenEntry(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    path.startsWith('__MACOSX/') ||
    path.includes('/__MACOSX/') ||
    name === '.DS_Store' ||
    name.startsWith('._')
  );
}
