/**
 * Looks for a value in a JSON text without parsing it into objects: along a path of names, or anywhere. One pass, no
 * recursion into what is not on the path, and total: a text that is broken, cut off or absurdly deep gives an answer.
 *
 * Names are compared in any case. A path descends through arrays (one matching item is enough), and a name with a dot
 * in it answers to two steps, so `a.b` finds both {"a":{"b":1}} and {"a.b":1}.
 */
import { compileTest, type ValueTest } from './value-test.ts';

export interface JsonMatch {
  /** Names from the outermost on; null looks at every name and value, and is content with a part of it. */
  readonly path: readonly string[] | null;
  readonly test: ValueTest;
}

/** Arrays directly inside arrays are followed so deep. */
const DEEPEST_ARRAYS = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const COMMA = 0x2c;
const COLON = 0x3a;

export function jsonMatcher({ path, test }: JsonMatch): (json: string) => boolean {
  if (path === null) {
    const contains = compileTest(test, true);
    return (json) => someToken(json, contains);
  }
  const scanner = new PathScanner(path, test);
  return (json) => scanner.matches(json);
}

class PathScanner {
  private text = '';
  private at = 0;
  private arrays = 0;
  private readonly length: number;
  /** By steps already taken: the names that lead further, and how many steps each is. */
  private readonly next: readonly (readonly { readonly name: string; readonly steps: number }[])[];
  private readonly holds: (text: string) => boolean;
  private readonly anything: boolean;

  constructor(path: readonly string[], test: ValueTest) {
    const names = path.map((name) => name.toLowerCase());
    this.length = names.length;
    this.next = names.map((_, taken) =>
      names.slice(taken).map((__, more) => ({
        name: names.slice(taken, taken + more + 1).join('.'),
        steps: more + 1,
      })),
    );
    this.holds = compileTest(test);
    this.anything = test.kind === 'exists';
  }

  matches(text: string): boolean {
    this.text = text;
    this.at = 0;
    this.arrays = 0;
    return this.value(0);
  }

  /** Reads one value; when it does not match, the place is behind it. */
  private value(taken: number): boolean {
    this.at = skipSpace(this.text, this.at);
    const first = this.text.charCodeAt(this.at);
    if (first === OPEN_ARRAY && this.arrays < DEEPEST_ARRAYS) return this.items(taken);
    if (taken === this.length) return this.leaf(first);
    if (first === OPEN_OBJECT) return this.members(taken);
    this.at = endOfValue(this.text, this.at);
    return false;
  }

  private items(taken: number): boolean {
    this.arrays++;
    this.at++;
    while (this.at < this.text.length) {
      this.at = skipSpace(this.text, this.at);
      const char = this.text.charCodeAt(this.at);
      if (char === CLOSE_ARRAY) break;
      if (char === COMMA) this.at++;
      else {
        const before = this.at;
        if (this.value(taken)) return true;
        if (this.at === before) this.at = this.text.length;
      }
    }
    this.at++;
    this.arrays--;
    return false;
  }

  private members(taken: number): boolean {
    this.at++;
    while (this.at < this.text.length) {
      this.at = skipSpace(this.text, this.at);
      const char = this.text.charCodeAt(this.at);
      if (char === COMMA) {
        this.at++;
        continue;
      }
      if (char !== QUOTE) break;
      const end = endOfString(this.text, this.at);
      const steps = this.stepsOf(taken, this.at + 1, end - 1);
      this.at = skipSpace(this.text, end);
      if (this.text.charCodeAt(this.at) !== COLON) break;
      this.at = skipSpace(this.text, this.at + 1);
      if (steps === 0) this.at = endOfValue(this.text, this.at);
      else if (this.value(taken + steps)) return true;
    }
    if (this.text.charCodeAt(this.at) === CLOSE_OBJECT) this.at++;
    else this.at = this.text.length;
    return false;
  }

  /** How many steps of the path the name between two places is; 0 when it leads elsewhere. */
  private stepsOf(taken: number, from: number, to: number): number {
    const escaped = hasBackslash(this.text, from, to);
    let name: string | null = null;
    for (const candidate of this.next[taken] ?? []) {
      if (!escaped && candidate.name.length !== to - from) continue;
      name ??= stringOf(this.text, from, to, escaped).toLowerCase();
      if (name === candidate.name) return candidate.steps;
    }
    return 0;
  }

  private leaf(first: number): boolean {
    const from = this.at;
    this.at = endOfValue(this.text, from);
    if (first === OPEN_OBJECT || first === OPEN_ARRAY) return this.anything;
    if (first === QUOTE) {
      if (this.anything) return true;
      const to = this.at - 1;
      return this.holds(stringOf(this.text, from + 1, to, hasBackslash(this.text, from + 1, to)));
    }
    const word = this.text.slice(from, this.at);
    return word !== '' && word !== 'null' && (this.anything || this.holds(word));
  }
}

/** Every name, string, number and word in turn. */
function someToken(text: string, holds: (token: string) => boolean): boolean {
  let at = 0;
  while (at < text.length) {
    const char = text.charCodeAt(at);
    if (isStructure(char)) {
      at++;
      continue;
    }
    const end = char === QUOTE ? endOfString(text, at) : endOfWord(text, at);
    const token =
      char === QUOTE
        ? stringOf(text, at + 1, end - 1, hasBackslash(text, at + 1, end - 1))
        : text.slice(at, end);
    if (holds(token)) return true;
    at = end;
  }
  return false;
}

function isStructure(char: number): boolean {
  return (
    char === COMMA ||
    char === COLON ||
    char === OPEN_OBJECT ||
    char === CLOSE_OBJECT ||
    char === OPEN_ARRAY ||
    char === CLOSE_ARRAY ||
    isSpace(char)
  );
}

function isSpace(char: number): boolean {
  return char === 0x20 || char === 0x0a || char === 0x0d || char === 0x09;
}

function skipSpace(text: string, at: number): number {
  let to = at;
  while (isSpace(text.charCodeAt(to))) to++;
  return to;
}

/** Behind the closing quote of the string that begins at `at`; one past the end when there is none. */
function endOfString(text: string, at: number): number {
  let from = at + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return text.length + 1;
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === BACKSLASH && quote - 1 - slashes > at) slashes++;
    if (slashes % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}

function endOfWord(text: string, at: number): number {
  let to = at;
  while (to < text.length && text.charCodeAt(to) !== QUOTE && !isStructure(text.charCodeAt(to))) to++;
  return to;
}

function endOfValue(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return endOfString(text, at);
  if (first !== OPEN_OBJECT && first !== OPEN_ARRAY) return endOfWord(text, at);
  let depth = 0;
  let to = at;
  while (to < text.length) {
    const char = text.charCodeAt(to);
    if (char === QUOTE) {
      to = endOfString(text, to);
      continue;
    }
    to++;
    if (char === OPEN_OBJECT || char === OPEN_ARRAY) depth++;
    else if ((char === CLOSE_OBJECT || char === CLOSE_ARRAY) && --depth === 0) return to;
  }
  return to;
}

function hasBackslash(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === BACKSLASH) return true;
  return false;
}

function stringOf(text: string, from: number, to: number, escaped: boolean): string {
  const written = text.slice(from, to);
  if (!escaped) return written;
  try {
    const value: unknown = JSON.parse(`"${written}"`);
    return typeof value === 'string' ? value : written;
  } catch {
    return written;
  }
}
