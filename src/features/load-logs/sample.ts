/** The sample that is served beside the program: fetched from our own origin, then read like any other files. */
import { isObject, member, parseJson } from '#lib/json.ts';
import type { SourceFile } from '#session/session.ts';

export interface SampleFetch {
  readonly base: string;
  readonly signal: AbortSignal;
  readonly onFetched: (done: number, total: number) => void;
}

/** What links and exports call it. */
const SAMPLE_NAME = 'the sample';

/** Fetches so many files at once: browsers open six connections to a host. */
const AT_ONCE = 6;

/** Rejects with a sentence when the sample is not on this server or cannot be fetched. */
export async function fetchSample({ base, signal, onFetched }: SampleFetch): Promise<SourceFile[]> {
  const folder = new URL('./sample/', base);
  const manifest = await fetchBytes(new URL('manifest.json', folder), signal);
  const paths = readManifest(new TextDecoder().decode(await manifest.arrayBuffer()));
  const files: SourceFile[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < paths.length; index = next++) {
      const path = paths[index] ?? '';
      const blob = await fetchBytes(new URL(encodePath(path), folder), signal);
      files[index] = { file: new File([blob], path.replace(/^.*\//, '')), path, set: SAMPLE_NAME };
      onFetched(files.filter(Boolean).length, paths.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return files;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

async function fetchBytes(url: URL, signal: AbortSignal): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new Error('The sample could not be fetched: the server does not answer.', { cause: error });
  }
  if (!response.ok)
    throw new Error(`The sample is not on this server (${response.status} for ${url.pathname}).`);
  return response.blob();
}

/** Paths listed in the manifest; servers that answer a missing file with a page are told apart here. */
export function readManifest(text: string): string[] {
  const files = member(parseJson(text), 'files');
  const paths = Array.isArray(files) ? files.filter(isObject).map((file) => member(file, 'path')) : [];
  const good = paths.filter((path) => typeof path === 'string' && isInside(path));
  if (good.length === 0 || good.length < paths.length) {
    throw new Error('The sample is not on this server: its list of files cannot be read.');
  }
  return good.map(String);
}

function isInside(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.split('/').includes('..');
}
