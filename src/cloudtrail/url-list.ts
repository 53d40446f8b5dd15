/**
 * Lists of URLs: pasted text, or a manifest, which is a text or a JSON file that names objects and a URL for each. Every
 * shape in which a key or path stands beside a URL is understood; docs/guide/load-from-s3.md names those that are promised.
 */
import { isObject, member, parseJson } from '#lib/json.ts';
import { findUrls, LONGEST_PASTE, MOST_URLS } from './pasted-urls.ts';
import type { FoundUrl, FoundUrls } from './pasted-urls.ts';
import { readUrl } from './s3-url.ts';
import type { UrlFacts } from './s3-url.ts';

/** One URL of a list, read. `url` is a secret: it goes to the fetching and nowhere else. */
export type ListedUrl =
  | { readonly url: string; readonly facts: UrlFacts; readonly path: string; readonly refused: null }
  | { readonly url: null; readonly facts: null; readonly path: string; readonly refused: string };

export interface UrlList {
  readonly urls: readonly ListedUrl[];
  /** How many were left out because the same object stands in the list already. */
  readonly folded: number;
  readonly notes: readonly string[];
}

/** S3 keys have at most 1,024 bytes. */
const LONGEST_PATH = 1_024;

/** Never throws. */
export function readUrlList(text: string): UrlList {
  const { urls, notes } = urlsOf(text);
  const byObject = new Map<string, ListedUrl>();
  for (const found of urls) {
    const read = readListed(found);
    const id = read.facts?.object ?? read.path;
    const before = byObject.get(id);
    if (before === undefined || lastsLonger(read, before)) byObject.set(id, read);
  }
  return { urls: [...byObject.values()], folded: urls.length - byObject.size, notes };
}

/** Of two URLs for one object the one that is good for longer. */
function lastsLonger(a: ListedUrl, b: ListedUrl): boolean {
  return (a.facts?.expiresAt ?? Infinity) > (b.facts?.expiresAt ?? Infinity);
}

export function readListed({ url, key }: FoundUrl): ListedUrl {
  const reading = readUrl(url);
  if (reading.url === null) return { url: null, facts: null, path: reading.shown, refused: reading.refused };
  const { facts } = reading;
  const own = facts.key === '' ? facts.host : facts.key;
  return { url: reading.url, facts, path: (key ?? own).slice(0, LONGEST_PATH), refused: null };
}

function urlsOf(text: string): FoundUrls {
  if (/^\s*[[{]/.test(text)) {
    const urls = urlsOfJson(text);
    if (urls.length > 0) return { urls, notes: [] };
  }
  return findUrls(text);
}

function urlsOfJson(text: string): FoundUrl[] {
  if (text.length > LONGEST_PASTE) return [];
  const found: FoundUrl[] = [];
  const whole = parseJson(text);
  if (whole !== undefined) collect(whole, found, 0);
  else for (const line of text.split('\n')) collect(parseJson(line), found, 0);
  return found;
}

const URL_KEYS = ['url', 'URL', 'Url', 'presignedUrl', 'presigned_url', 'PresignedUrl', 'signedUrl', 'href'];
const PATH_KEYS = ['key', 'Key', 'path', 'name', 'object'];
const DEEPEST = 6;

function collect(value: unknown, found: FoundUrl[], depth: number): void {
  if (found.length >= MOST_URLS || depth > DEEPEST) return;
  if (typeof value === 'string') {
    if (/^\s*https?:\/\//i.test(value)) found.push({ url: value.trim(), key: null });
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, found, depth + 1);
  } else if (isObject(value)) {
    const url = firstText(value, URL_KEYS);
    if (url !== null && /^\s*https?:\/\//i.test(url))
      found.push({ url: url.trim(), key: firstText(value, PATH_KEYS) });
    else for (const item of Object.values(value)) collect(item, found, depth + 1);
  }
}

function firstText(value: unknown, keys: readonly string[]): string | null {
  for (const key of keys) {
    const text = member(value, key);
    if (typeof text === 'string' && text.trim() !== '') return text;
  }
  return null;
}

/** Larger files are no lists of URLs. */
export const LARGEST_LIST = 16_000_000;

/** Characters from the start of a file that tell. */
export const LIST_HEAD = 16_384;

/**
 * Whether a file is a list of URLs, by its first characters: lines that are URLs (a key and a tab may stand before), or JSON
 * in one of the promised shapes. Findings and other documents name URLs too, and those must not be fetched.
 */
export function looksLikeUrlList(head: string): boolean {
  const start = head
    .slice(0, LIST_HEAD)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^[[{]/.test(start)) return looksLikeJsonList(start);
  const lines = start.split('\n').map((line) => line.trim());
  const first = lines.find((line) => line !== '' && !line.startsWith('#'));
  return first !== undefined && /^(?:[^\t"]{1,1024}\t)?["'<]?https?:\/\/\S+$/i.test(first);
}

function looksLikeJsonList(start: string): boolean {
  if (/^\[\s*"https?:\/\//i.test(start)) return true;
  const list = /^\{[^[\]{}]{0,2000}"(?:objects|urls|files)"\s*:\s*\[\s*(?=["{])/.exec(start);
  if (list !== null && /^"https?:\/\//i.test(start.slice(list[0].length))) return true;
  const [first] = /^\{[^{}]*\}/.exec(start.slice(list?.[0].length ?? 0).replace(/^\[\s*/, '')) ?? [];
  const entry = first === undefined ? undefined : parseJson(first);
  const url = firstText(entry, URL_KEYS);
  if (!isObject(entry) || url === null || !/^https?:\/\//i.test(url)) return false;
  return Object.keys(entry).every(
    (key) => OF_AN_ENTRY.has(key) || URL_KEYS.includes(key) || PATH_KEYS.includes(key),
  );
}

/** What a list says of an object besides its key and its URL. */
const OF_AN_ENTRY: ReadonlySet<string> = new Set(
  'size Size bucket Bucket expires signature etag ETag lastModified LastModified region version'.split(' '),
);
