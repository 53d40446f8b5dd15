/** An entry of an archive as the page hears of it: a file of the set to be. */
import type { Source } from '../source.ts';
import { entryPath, isHiddenEntry } from './entry-path.ts';

export interface FoundEntry {
  /** Below the archive. */
  readonly path: string;
  readonly source: Source;
  /** Why it cannot be read, as a sentence; null when it can be. */
  readonly problem: string | null;
  readonly notes: readonly string[];
}

export interface FoundEntries {
  readonly entries: readonly FoundEntry[];
  /** Sentences about the archive: what is damaged, what was left out. */
  readonly notes: readonly string[];
}

/** What of an archive is no file for the set is only counted. */
export class EntryList {
  readonly entries: FoundEntry[] = [];
  private hidden = 0;
  private links = 0;
  private readonly paths = new Set<string>();

  add(written: string, source: Source, problem: string | null, notes: readonly string[] = []): void {
    const { path, note } = entryPath(written);
    if (isHiddenEntry(path)) {
      this.hidden++;
      return;
    }
    const all = note === null ? [...notes] : [note, ...notes];
    if (this.paths.has(path)) all.push('Another file of the archive has the same name.');
    this.paths.add(path);
    this.entries.push({ path, source, problem, notes: all });
  }

  link(): void {
    this.links++;
  }

  notes(): string[] {
    const notes: string[] = [];
    if (this.hidden > 0)
      notes.push(`${count(this.hidden, 'hidden file')} that macOS adds to archives: left out.`);
    if (this.links > 0)
      notes.push(
        `${count(this.links, 'link')} to other files: left out, since the files are read themselves.`,
      );
    return notes;
  }
}

export const count = (n: number, thing: string): string =>
  `${n.toLocaleString('en-US')} ${thing}${n === 1 ? '' : 's'}`;
