/** Lists of URLs among files that were dropped or chosen: their URLs go to the dialog, they themselves are no logs. */
import { LARGEST_LIST, LIST_HEAD, looksLikeUrlList } from '#cloudtrail/url-list.ts';
import type { SourceFile } from '#session/session.ts';

/** A folder of logs is not searched for lists: somebody who has one gives it by itself. */
const MOST_FILES = 10;

/** Answers the files that are no lists. */
export async function takeUrlLists(
  files: readonly SourceFile[],
  take: (text: string) => void,
): Promise<readonly SourceFile[]> {
  if (files.length > MOST_FILES) return files;
  const rest: SourceFile[] = [];
  for (const source of files) {
    const text = /\.(?:gz|zip|tgz|tar|zst|parquet)$/i.test(source.path) ? null : await listText(source.file);
    if (text === null) rest.push(source);
    else take(text);
  }
  return rest;
}

async function listText(file: File): Promise<string | null> {
  try {
    if (file.size > LARGEST_LIST) return null;
    return looksLikeUrlList(await file.slice(0, LIST_HEAD).text()) ? await file.text() : null;
  } catch {
    // What cannot be read is told by the load, which tries again.
    return null;
  }
}
