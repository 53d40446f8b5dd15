/**
 * Cuts a list of files into pieces of work. What costs time with thousands of small files is getting each one's bytes
 * out of the browser, so up to 64 of them are joined to one Blob and read at once (10,000 files: 10 s → 3 s). The workers join them: it asks the browser for every file.
 */
import type { WorkItem } from './protocol.ts';
import type { Source } from './source.ts';

export interface NumberedFile {
  readonly id: number;
  readonly source: Source;
}

/** Files below this size are joined. */
const SMALL_BYTES = 256 * 1024;
const JOINED_FILES = 64;
const JOINED_BYTES = 4 * 1024 * 1024;

function workItem(item: number, group: readonly NumberedFile[]): WorkItem {
  return {
    item,
    ids: group.map(({ id }) => id),
    sources: group.map(({ source }) => source),
  };
}

/**
 * Large files first, so that none of them is left for one worker at the end; then small ones in their order. The items
 * are numbered from `firstItem` on.
 */
export function planItems(files: readonly NumberedFile[], firstItem: number): WorkItem[] {
  const large = files
    .filter(({ source }) => source.size >= SMALL_BYTES)
    .toSorted((a, b) => b.source.size - a.source.size);
  const groups = large.map((file) => [file]);
  let group: NumberedFile[] = [];
  let bytes = 0;
  for (const small of files) {
    const { size } = small.source;
    if (size >= SMALL_BYTES) continue;
    if (group.length >= JOINED_FILES || bytes + size > JOINED_BYTES) {
      groups.push(group);
      group = [];
      bytes = 0;
    }
    group.push(small);
    bytes += size;
  }
  if (group.length > 0) groups.push(group);
  return groups.map((members, k) => workItem(firstItem + k, members));
}
