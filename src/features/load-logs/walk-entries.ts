/**
 * From what was dropped to a list of files with their paths: folders are walked whole, in parallel. Entries must have
 * been taken from the drop event synchronously; afterwards the browser empties it.
 */
import type { SourceFile } from '#session/session.ts';

export interface Walk {
  readonly signal: AbortSignal;
  /** Called with the number of files found so far. */
  readonly onFound: (count: number) => void;
}

/** Takes the entries out of a drop; call it inside the event's handler. */
export function droppedEntries(transfer: DataTransfer): FileSystemEntry[] {
  return [...transfer.items]
    .filter((item) => item.kind === 'file')
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
}

/** Every file below the entries. Rejects with the signal's reason when cancelled. */
export async function walkEntries(entries: readonly FileSystemEntry[], walk: Walk): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  await Promise.all(entries.map((entry) => visit(entry, found, walk)));
  return found;
}

async function visit(entry: FileSystemEntry, found: SourceFile[], walk: Walk): Promise<void> {
  walk.signal.throwIfAborted();
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ file, path: entry.fullPath.replace(/^\//, '') });
    walk.onFound(found.length);
    return;
  }
  if (!isFolder(entry)) return;
  const reader = entry.createReader();
  // A reader answers at most a hundred entries at a time, and none at the end (Chromium; the standard allows any number).
  for (;;) {
    walk.signal.throwIfAborted();
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return;
    await Promise.all(batch.map((child) => visit(child, found, walk)));
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** The same from a file input; a chosen folder gives paths relative to it. */
export function chosenFiles(list: FileList | null): SourceFile[] {
  return [...(list ?? [])].map((file) => ({
    file,
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
  }));
}
