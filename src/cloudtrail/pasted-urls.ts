/**
 * URLs out of whatever people paste: one or many, with `aws s3 presign` and prompts around, in quotes, as HTML or JSON
 * escaped, broken over several lines by a terminal or a mail. Says nothing about what the URLs are (`s3-url.ts`).
 */
import { LONGEST_URL, missingParts } from './s3-url.ts';

export interface FoundUrl {
  readonly url: string;
  /** The object's key where the list says it; it becomes the file's path. */
  readonly key: string | null;
}

export interface FoundUrls {
  readonly urls: readonly FoundUrl[];
  /** Sentences about what is no URL although somebody may have meant it as one. */
  readonly notes: readonly string[];
}

export const MOST_URLS = 20_000;
/** Characters; a list of 5,000 presigned URLs. */
export const LONGEST_PASTE = 16_000_000;

/** Never throws. */
export function findUrls(text: string): FoundUrls {
  const lines = plainText(text.slice(0, LONGEST_PASTE)).split('\n');
  const urls: FoundUrl[] = [];
  let addresses = 0;
  for (let at = 0; at < lines.length && urls.length < MOST_URLS;) {
    const line = lines[at] ?? '';
    at += 1;
    if (isBucketAddress(line)) addresses += 1;
    const found = urlsOfLine(line);
    const last = found.at(-1);
    if (last !== undefined && last.open) {
      const { url, taken } = joined(last.url, lines, at);
      last.url = url;
      at += taken;
    }
    for (const { url, key } of found) urls.push({ url: trimmed(url.slice(0, LONGEST_URL + 1)), key });
  }
  return { urls, notes: notesOf(addresses, text.length > LONGEST_PASTE, urls.length >= MOST_URLS) };
}

function notesOf(addresses: number, isCut: boolean, isFull: boolean): string[] {
  const notes: string[] = [];
  if (addresses > 0)
    notes.push(
      'An address that begins with s3:// can be opened by the AWS tools only. “aws s3 presign s3://…” makes a URL of it.',
    );
  if (isCut) notes.push('The text is longer than 16 MB; the rest of it was not read.');
  if (isFull)
    notes.push(`At most ${MOST_URLS.toLocaleString('en-US')} URLs are taken at once; the rest was left out.`);
  return notes;
}

/** Characters that cannot be seen, the escapes of HTML, JSON and mail, and the marks of quoted lines. */
function plainText(text: string): string {
  let plain = text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\p{Cf}\u00ad]/gu, '')
    .replace(/&amp;|&#38;|&#x26;|\\u0026/gi, '&')
    .replace(/\\u003d/gi, '=')
    .replaceAll('\\/', '/');
  // Quoted-printable, as mails are on disk.
  if (/X-Amz-Algorithm=3D/i.test(plain)) plain = plain.replace(/=\n/g, '').replace(/=3D/gi, '=');
  return plain.replace(/^(?:[ \t]*>)+[ \t]?(?=\S)/gm, '');
}

/** `s3://…` alone in a line; in a command it is only the noise around. */
function isBucketAddress(line: string): boolean {
  return /^\s*["']?s3:\/\/\S+\s*$/.test(line);
}

/** What an address may be made of; everything else ends it. */
const URL_START = /https?:\/\/[^\s"'`<>\\|^{}]+/gi;

interface Piece {
  url: string;
  readonly key: string | null;
  /** Nothing stands behind it in its line: it may go on in the next. */
  readonly open: boolean;
}

function urlsOfLine(line: string): Piece[] {
  const pieces: Piece[] = [];
  for (const match of line.matchAll(URL_START)) {
    const rest = line.slice(match.index + match[0].length);
    pieces.push({
      url: match[0],
      key: pieces.length === 0 ? keyBefore(line.slice(0, match.index)) : null,
      open: /^[\s\\]*$/.test(rest),
    });
  }
  return pieces;
}

/** `AWSLogs/…json.gz<tab>https://…`: the key and a tab, as our script writes it. */
function keyBefore(start: string): string | null {
  const key = /^([^\t"]{1,1024})\t\s*["']?$/.exec(start)?.[1]?.trim();
  return key === undefined || key === '' ? null : key;
}

const GOES_ON = /^\s*[\w%&=.~/+*!:;,@?-]+[\s\\]*$/;
const MOST_LINES = 60;

/**
 * A URL that line breaks have cut, put together again. Lines behind an address without a signature belong to it only if
 * they bring one.
 */
function joined(start: string, lines: readonly string[], at: number): { url: string; taken: number } {
  let url = start;
  let best = { url, taken: 0 };
  for (let taken = 0; taken < MOST_LINES && url.length < LONGEST_URL; taken++) {
    const line = lines[at + taken] ?? '';
    if (!GOES_ON.test(line) || /^\s*https?:/i.test(line)) break;
    if (isSigned(url) && !wantsMore(url) && !/^\s*&/.test(line)) break;
    url += line.trim().replace(/\\$/, '');
    if (isSigned(url)) best = { url, taken: taken + 1 };
  }
  return best;
}

function isSigned(url: string): boolean {
  return /[?&](?:X-Amz-\w|Signature=)/i.test(url);
}

/** Of a signed URL: whether it can be seen that it is not whole. */
function wantsMore(url: string): boolean {
  const params = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  if (missingParts(params).length > 0) return true;
  const headers = params.get('X-Amz-SignedHeaders');
  if (headers !== null && !headers.split(';').includes('host')) return true;
  const last = url.slice(url.lastIndexOf('&') + 1);
  // The SDK for JavaScript ends its URLs so.
  const id = /^x-id=(\w*)$/.exec(last)?.[1];
  if (id === undefined) return !last.includes('=');
  return ['GetObject', 'ListObjectsV2', 'ListObjects'].some((name) => name.startsWith(id) && name !== id);
}

/** What prose and Markdown put behind an address. A bracket that was opened in it belongs to it. */
function trimmed(url: string): string {
  const end = url.replace(/(?<![.,;:!*\]])[.,;:!*\]]+$/, '');
  let tooMany = end.split(')').length - end.split('(').length;
  let length = end.length;
  for (; tooMany > 0 && end[length - 1] === ')'; tooMany--) length--;
  return end.slice(0, length).replace(/(?<![.,;:!])[.,;:!]+$/, '');
}
