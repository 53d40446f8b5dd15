/**
 * What is being written at a place of a search text: a field's name or one of its values, and what would take its place
 * when a suggestion is accepted. Total, as the reading of the text is (`search-syntax.ts`), and content with texts that
 * are not finished.
 */
import { isSpace, readName, readWord, skipSpaces } from './search-words.ts';
import { LONGEST_SEARCH } from './search-syntax.ts';
import type { Span } from './search-syntax.ts';
import type { Name } from './search-words.ts';

interface PlaceBase extends Span {
  /** What was written up to the caret, without quotes and escapes. */
  readonly typed: string;
  /** The whole clause around it, with its sign and its brackets. */
  readonly clause: Span;
}

export type SearchPlace =
  /** `from`–`to` is the name, with its colon if it has one, or the word that could become one. */
  | (PlaceBase & { readonly kind: 'field' })
  /** `from`–`to` is the value, with its quotes; `name` the field's as written. */
  | (PlaceBase & { readonly kind: 'value'; readonly name: string; readonly inBrackets: boolean });

const OPERATOR = /^(?:AND|OR|NOT|TO)$/;

/** Null where nothing can be suggested: in ranges, comparisons, references, operators, and texts that are too long. */
export function placeAt(text: string, caret: number): SearchPlace | null {
  if (text.length > LONGEST_SEARCH) return null;
  const walk = new Walk(text, caret);
  const found = walk.find();
  if (found === null) return null;
  return { ...found, clause: { from: walk.clauseFrom, to: walk.clauseEnd() } };
}

type Found = SearchPlace extends infer P ? (P extends SearchPlace ? Omit<P, 'clause'> : never) : never;

/** From the beginning of the text to the term under the caret. */
class Walk {
  clauseFrom = 0;
  private readonly text: string;
  private readonly caret: number;
  private at = 0;
  /** Open brackets: the field they belong to, or null for those that only group. */
  private readonly open: (Name | null)[] = [];
  /** A sign has been read, which belongs to the clause that follows. */
  private signed = false;

  constructor(text: string, caret: number) {
    this.text = text;
    this.caret = Math.max(0, Math.min(caret, text.length));
  }

  find(): Found | null {
    for (;;) {
      this.at = skipSpaces(this.text, this.at);
      if (this.open.length === 0 && !this.signed) this.clauseFrom = Math.min(this.at, this.caret);
      this.signed = false;
      if (this.at > this.caret || this.at >= this.text.length) return this.nothingYet();
      const found = this.step();
      if (found !== undefined) return found;
    }
  }

  /** Where the clause ends in which the walk stopped: behind the last bracket that is open there. */
  clauseEnd(): number {
    let depth = this.open.length;
    while (depth > 0 && this.at < this.text.length) {
      const char = this.text.charAt(this.at);
      if (char === '(') depth++;
      if (char === ')') depth--;
      if (char === '"') this.at = readWord(this.text, this.at).to;
      else this.at++;
    }
    return Math.max(this.at, this.clauseFrom);
  }

  /** One bracket, sign or term; undefined when the caret lies further on. */
  private step(): Found | null | undefined {
    const char = this.text.charAt(this.at);
    if (char === '(' || char === ')') {
      if (this.at === this.caret) return this.nothingYet();
      if (char === '(') this.open.push(this.context());
      else this.open.pop();
      this.at++;
      return undefined;
    }
    if (this.isSign(char)) {
      this.at++;
      this.signed = true;
      return this.at === this.caret ? this.nothingYet() : undefined;
    }
    const field = this.context();
    return field === null ? this.term() : this.value(field);
  }

  private isSign(char: string): boolean {
    if (this.at >= this.caret) return false;
    const next = this.text.charAt(this.at + 1);
    if (char === '~') return this.open.length === 0;
    return char === '-' && !isSpace(next);
  }

  private term(): Found | null | undefined {
    const from = this.at;
    const name = readName(this.text, from);
    if (name === null) {
      const word = readWord(this.text, from);
      this.at = Math.max(word.to, from + 1);
      if (this.caret > this.at) return undefined;
      const typed = this.text.slice(from, this.caret);
      if (OPERATOR.test(typed) || typed.startsWith('"')) return null;
      return { kind: 'field', typed, from, to: this.at };
    }
    this.at = name.next;
    if (this.caret <= name.to)
      return { kind: 'field', typed: text(this.text, from, this.caret), from, to: name.next };
    if (this.text.charAt(this.at) !== '(') return this.value(name);
    if (this.caret === this.at) return this.valueOf(name, this.at, this.at);
    this.open.push(name);
    this.at++;
    return undefined;
  }

  private value(name: Name): Found | null | undefined {
    const from = this.at;
    const char = this.text.charAt(from);
    if (char === '[' || char === '{') {
      const close = this.text.slice(from).search(/[\]}]/);
      this.at = close < 0 ? this.text.length : from + close + 1;
      return this.caret > this.at || (close >= 0 && this.caret === this.at) ? undefined : null;
    }
    if (/[<>@]/.test(char) && this.caret > from) {
      const operator = /^(?:[<>]=?|@)/.exec(this.text.slice(from, from + 2))?.[0].length ?? 1;
      this.at = readWord(this.text, skipSpaces(this.text, from + operator)).to;
      return this.caret > this.at ? undefined : null;
    }
    this.at = readWord(this.text, from).to;
    if (this.caret > this.at) return undefined;
    const written = this.text.slice(from, this.caret);
    return this.open.length > 0 && OPERATOR.test(written) ? null : this.valueOf(name, from, this.at);
  }

  private valueOf(name: Name, from: number, to: number): Found {
    const typed = readWord(this.text.slice(0, this.caret), from).text;
    return { kind: 'value', name: name.text, inBrackets: this.context() !== null, typed, from, to };
  }

  /** Between two terms. */
  private nothingYet(): Found {
    const field = this.context();
    const at = this.caret;
    this.at = Math.min(this.at, this.text.length);
    if (field !== null)
      return { kind: 'value', name: field.text, inBrackets: true, typed: '', from: at, to: at };
    if (this.open.length === 0) this.at = at;
    return { kind: 'field', typed: '', from: at, to: at };
  }

  private context(): Name | null {
    return this.open.at(-1) ?? null;
  }
}

function text(whole: string, from: number, to: number): string {
  return whole.slice(from, to).replace(/\\(.)/gu, '$1');
}

export interface Completion {
  readonly text: string;
  readonly caret: number;
}

/** The text with a suggestion in its place. Behind a value that ends its clause a new one can be begun. */
export function complete(whole: string, place: SearchPlace, insert: string): Completion {
  const before = whole.slice(0, place.from);
  const after = whole.slice(place.to);
  const ends = place.kind === 'value' && !place.inBrackets;
  const space = ends && !isSpace(after.charAt(0)) && !after.startsWith(')') ? ' ' : '';
  const step = ends && isSpace(after.charAt(0)) ? 1 : space.length;
  return { text: before + insert + space + after, caret: before.length + insert.length + step };
}

/** The text without the clause around a place. */
export function withoutClause(whole: string, { clause }: SearchPlace): string {
  return `${whole.slice(0, clause.from).trimEnd()} ${whole.slice(clause.to).trimStart()}`.trim();
}
