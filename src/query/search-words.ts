/**
 * Reads the words of a search text: plain, quoted, with wildcards. Characters only; what a word means is decided in
 * `search-terms.ts`.
 */

/** A word as written, with where it stands. */
export interface Word {
  readonly from: number;
  readonly to: number;
  /** Without quotes and escapes. */
  readonly text: string;
  /** The same as a pattern of `wildcard.ts`: what was quoted or escaped is escaped in it. */
  readonly pattern: string;
  readonly hasWildcard: boolean;
  readonly quoted: boolean;
  /** Begins with an `@` that is neither quoted nor escaped. */
  readonly isReference: boolean;
  /** False when the closing quote is missing. */
  readonly closed: boolean;
}

/** A backslash before one of these makes it an ordinary character; before anything else it is one itself. */
const ESCAPABLE = /[\\*?"():\-~[\]{}<>=@,./\s]/u;

/** What may follow a plain word without being part of it. */
const END = /[\s()]/u;
const END_IN_RANGE = /[\s()\]}]/u;

export function isSpace(char: string): boolean {
  return char !== '' && /\s/u.test(char);
}

export function skipSpaces(text: string, at: number): number {
  let to = at;
  while (isSpace(text.charAt(to))) to++;
  return to;
}

/** The word that begins at a place; empty when none does. */
export function readWord(text: string, from: number, inRange = false): Word {
  return text.charAt(from) === '"' ? readQuoted(text, from) : readPlain(text, from, inRange);
}

function readQuoted(text: string, from: number): Word {
  let plain = '';
  let at = from + 1;
  while (at < text.length && text.charAt(at) !== '"') {
    if (text.charAt(at) === '\\' && /["\\]/.test(text.charAt(at + 1))) at++;
    plain += text.charAt(at++);
  }
  const closed = at < text.length;
  const pattern = plain.replace(/[\\*?]/g, '\\$&');
  return {
    from,
    to: closed ? at + 1 : at,
    text: plain,
    pattern,
    hasWildcard: false,
    quoted: true,
    isReference: false,
    closed,
  };
}

function readPlain(text: string, from: number, inRange: boolean): Word {
  const end = inRange ? END_IN_RANGE : END;
  let plain = '';
  let pattern = '';
  let hasWildcard = false;
  let at = from;
  while (at < text.length && !end.test(text.charAt(at))) {
    let char = text.charAt(at++);
    const wildcard = char === '*' || char === '?';
    const escapes = char === '\\' && at < text.length && ESCAPABLE.test(text.charAt(at));
    if (escapes) char = text.charAt(at++);
    hasWildcard ||= wildcard;
    plain += char;
    pattern += !wildcard && /[\\*?]/.test(char) ? `\\${char}` : char;
  }
  const isReference = text.charAt(from) === '@';
  return { from, to: at, text: plain, pattern, hasWildcard, quoted: false, isReference, closed: true };
}

/** A field's name up to its colon. */
export interface Name {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Behind the colon. */
  readonly next: number;
}

const NAME = /((?:[^\s():"\\*?]|\\[^\n])+):/uy;

/**
 * The name before a colon at a place, or null where the colon belongs to a text: in an ARN, a URL, a time of day, an
 * address of IPv6.
 */
export function readName(text: string, from: number): Name | null {
  NAME.lastIndex = from;
  const written = NAME.exec(text)?.[1];
  if (written === undefined || !/^[\p{L}_@$]/u.test(written)) return null;
  const to = from + written.length;
  const next = to + 1;
  if (text.startsWith('//', next) || isArn(written, text, next) || isAddress(text, from)) return null;
  return { text: written.replace(/\\(.)/gu, '$1'), from, to, next };
}

/** `arn:aws:…` is an ARN, `arn:arn:aws:…` and `arn:*` are the field `arn`. */
function isArn(name: string, text: string, next: number): boolean {
  return name.toLowerCase() === 'arn' && /^aws[a-z-]*:/i.test(text.slice(next, next + 20));
}

/** Letters that could begin an address of IPv6, such as `fe80::1`. */
function isAddress(text: string, from: number): boolean {
  const word = /^[0-9a-f:.]{2,45}(?:\/\d{1,3})?(?=[\s()]|$)/i.exec(text.slice(from, from + 50))?.[0];
  return word !== undefined && (word.match(/:/g)?.length ?? 0) >= 2;
}
