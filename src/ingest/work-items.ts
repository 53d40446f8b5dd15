/**
 * Cuts a list of files into pieces of work. What costs time with thousands of small files is getting each one's bytes
 * out of the browser, so up to 64 of them are joined to one Blob and read at once (10,000 files: 10 s → 3 s).
 */
import type { WorkItem } from './protocol.ts';

export interface NumberedFile {
  readonly id: number;
  readonly file: File;
}

export interface PlannedItem {
  readonly work: WorkItem;
  /** The files of a joined item, kept on the page in case they have to be read one by one. */
  readonly sources: readonly NumberedFile[];
}

/** Files below this size are joined. */
const SMALL_BYTES = 256 * 1024;
const JOINED_FILES = 64;
const JOINED_BYTES = 4 * 1024 * 1024;

export function singleItem(item: number, { id, file }: NumberedFile): PlannedItem {
  return { work: { item, ids: [id], sizes: [file.size], bytes: file, file }, sources: [] };
}

function joinedItem(item: number, group: readonly NumberedFile[]): PlannedItem {
  const files = group.map(({ file }) => file);
  const work: WorkItem = {
    item,
    ids: group.map(({ id }) => id),
    sizes: files.map((file) => file.size),
    bytes: new Blob(files),
    file: null,
  };
  return { work, sources: group };
}

/** Large files first, so that none of them is left for one worker at the end; then small ones in their order. */
export function planItems(files: readonly NumberedFile[]): PlannedItem[] {
  const large = files
    .filter(({ file }) => file.size >= SMALL_BYTES)
    .toSorted((a, b) => b.file.size - a.file.size);
  const items = large.map((file, item) => singleItem(item, file));
  let group: NumberedFile[] = [];
  let bytes = 0;
  const close = (): void => {
    const [first] = group;
    if (first !== undefined)
      items.push(group.length === 1 ? singleItem(items.length, first) : joinedItem(items.length, group));
    group = [];
    bytes = 0;
  };
  for (const small of files) {
    if (small.file.size >= SMALL_BYTES) continue;
    if (group.length >= JOINED_FILES || bytes + small.file.size > JOINED_BYTES) close();
    group.push(small);
    bytes += small.file.size;
  }
  close();
  return items;
}
