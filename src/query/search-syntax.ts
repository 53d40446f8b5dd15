/**
 * The text of the search bar → a filter. Lucene's habits: `field:value`, quotes, `*` and `?`, `-` and `NOT`, `AND`, `OR`
 * (weaker than AND; words side by side mean AND), brackets, `field:(a OR b)`, `field:*`, `[a TO b]`, `>`, CIDR, bare words.
 * `~` before a whole clause sets it aside. Operators are written in capitals. The other way: `format-filter.ts`.
 *
 * Total and in linear time: any text gives a filter of what could be read and the places of what could not.
 */
import type { Bound } from '#lib/value-test.ts';
import { readFieldName } from './field-names.ts';
import { canonicalClause, EMPTY_FILTER } from './filter.ts';
import type { Clause, Condition, Filter, Target } from './filter.ts';
import { anywhereProblem, readRange, readValue } from './search-terms.ts';
import type { TestReading } from './search-terms.ts';
import { isSpace, readName, readWord, skipSpaces } from './search-words.ts';

export const LONGEST_SEARCH = 10_000;

/** Brackets in brackets, and signs before signs. */
const DEEPEST = 50;
/** Each costs a look at every event's text, so they are few. */
const MOST_ANYWHERE = 50;
const MOST_TESTS = 1_000;

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface SearchError extends Span {
  /** A sentence. */
  readonly message: string;
}

export interface SearchReading {
  /** What could be read; its time range is the one handed in. */
  readonly filter: Filter;
  /** Where each clause of the filter stands in the text. */
  readonly spans: readonly Span[];
  readonly errors: readonly SearchError[];
}

/** A part of the text as read. */
type Node = Span &
  (
    | { readonly kind: 'condition'; readonly condition: Condition }
    | { readonly kind: 'all' | 'any'; readonly of: readonly Node[] }
    | { readonly kind: 'not' | 'aside'; readonly of: Node }
  );

/** Never throws. */
export function parseSearch(text: string, time: Pick<Filter, 'from' | 'to'> = EMPTY_FILTER): SearchReading {
  const { from, to } = time;
  if (text.length > LONGEST_SEARCH) {
    const message = `A search may have ${LONGEST_SEARCH} characters; this one has ${text.length}.`;
    const errors = [{ from: LONGEST_SEARCH, to: text.length, message }];
    return { filter: { clauses: [], from, to }, spans: [], errors };
  }
  const parser = new Parser(text);
  const pieces = parser.wholeText().flatMap(clausesOf);
  return {
    filter: { clauses: pieces.map((piece) => piece.clause), from, to },
    spans: pieces.map((piece) => ({ from: piece.from, to: piece.to })),
    errors: parser.errors,
  };
}

interface ClausePiece extends Span {
  readonly clause: Clause;
}

function clausesOf(node: Node): ClausePiece[] {
  const aside = node.kind === 'aside';
  const inner = aside ? node.of : node;
  if (inner.kind === 'all' && !aside) return inner.of.flatMap(clausesOf);
  const clause = { condition: conditionOf(inner), negated: false, disabled: aside };
  return canonicalClause(clause).map((one) => ({ clause: one, from: node.from, to: node.to }));
}

function conditionOf(node: Node): Condition {
  switch (node.kind) {
    case 'condition':
      return node.condition;
    case 'not':
      return { kind: 'not', of: conditionOf(node.of) };
    case 'aside':
      return conditionOf(node.of);
    case 'all':
    case 'any':
      return { kind: node.kind, of: node.of.map(conditionOf) };
  }
}

class Parser {
  readonly errors: SearchError[] = [];
  private readonly text: string;
  private at = 0;
  private depth = 0;
  private anywhere = 0;
  private tests = 0;

  constructor(text: string) {
    this.text = text;
  }

  wholeText(): Node[] {
    const nodes: Node[] = [];
    for (;;) {
      const node = this.either(null);
      if (node !== null) nodes.push(node);
      if (this.at >= this.text.length) return nodes;
      this.fail(this.at, this.at + 1, 'This bracket closes nothing.');
      this.at++;
    }
  }

  /** Up to the end, or to a closing bracket. `target`: inside `field:( … )`. */
  private either(target: Target | null): Node | null {
    const parts: Node[] = [];
    const from = this.at;
    for (;;) {
      const errorsBefore = this.errors.length;
      const part = this.together(target);
      if (part !== null) parts.push(part);
      const operator = this.operator();
      if (operator !== 'OR') break;
      const place = this.at;
      this.at += 2;
      if (part === null && this.errors.length === errorsBefore)
        this.fail(place, this.at, 'Something is missing before OR.');
      if (this.isEnd()) this.fail(place, this.at, 'Something is missing after OR.');
    }
    return this.group('any', parts, from);
  }

  private together(target: Target | null): Node | null {
    const parts: Node[] = [];
    const from = this.at;
    const errorsBefore = this.errors.length;
    while (!this.isEnd()) {
      const operator = this.operator();
      if (operator === 'OR') break;
      if (operator === 'AND') {
        const place = this.at;
        this.at += 3;
        if (parts.length === 0 && this.errors.length === errorsBefore)
          this.fail(place, this.at, 'Something is missing before AND.');
        else if (this.isEnd() || this.operator() !== null)
          this.fail(place, this.at, 'Something is missing after AND.');
        continue;
      }
      const part = this.signed(target);
      if (part !== null) parts.push(part);
    }
    return this.group('all', parts, from);
  }

  private group(kind: 'all' | 'any', parts: readonly Node[], from: number): Node | null {
    const aside = parts.find((part) => part.kind === 'aside');
    if (aside !== undefined && (this.depth > 0 || kind === 'any') && parts.length > 1)
      this.fail(aside.from, aside.from + 1, 'Only a whole clause can be set aside with ~.');
    const [first] = parts;
    if (first === undefined) return null;
    return parts.length === 1 ? first : { kind, of: parts, from: Math.max(from, first.from), to: this.at };
  }

  private signed(target: Target | null): Node | null {
    this.at = skipSpaces(this.text, this.at);
    const from = this.at;
    const sign = this.sign(target);
    if (sign === null) return this.term(target);
    if (this.isEnd()) {
      this.fail(from, this.at, 'Something is missing here.');
      return null;
    }
    const of = this.deeper(from, () => this.signed(target));
    return of === null ? null : { kind: sign, of, from, to: this.at };
  }

  /** Reads `-`, `NOT` or `~` when one is written here. */
  private sign(target: Target | null): 'not' | 'aside' | null {
    const char = this.text.charAt(this.at);
    const next = this.text.charAt(this.at + 1);
    const binds = next !== '' && !isSpace(next) && next !== ')';
    if (char === '-' && binds) this.at++;
    else if (char === '~' && binds && target === null && this.depth === 0) {
      this.at++;
      return 'aside';
    } else if (this.hasKeyword('NOT')) this.at += 3;
    else return null;
    return 'not';
  }

  private term(target: Target | null): Node | null {
    const from = this.at;
    if (this.text.charAt(from) === '(') return this.bracket(from, target);
    if (target !== null) return this.value(target, from);
    const name = readName(this.text, from);
    if (name === null) return this.bareWord(from);
    this.at = name.next;
    const reading = readFieldName(name.text);
    const errorsBefore = this.errors.length;
    if ('problem' in reading) {
      this.skipValue();
      this.errors.length = errorsBefore;
      this.fail(name.from, name.to, reading.problem);
      return null;
    }
    if (this.text.charAt(this.at) === '(') return this.bracket(this.at, reading.target, from);
    return this.value(reading.target, from);
  }

  /** So that the value of an unknown field is not taken for words of its own. */
  private skipValue(): void {
    const target: Target = { path: ['unknown'] };
    const [tests, anywhere] = [this.tests, this.anywhere];
    if (this.text.charAt(this.at) === '(') this.bracket(this.at, target);
    else this.value(target, this.at);
    [this.tests, this.anywhere] = [tests, anywhere];
  }

  private bracket(open: number, target: Target | null, from = open): Node | null {
    this.at = open + 1;
    const inner = this.deeper(open, () => this.either(target));
    if (this.text.charAt(this.at) === ')') {
      if (inner === null && this.isEmptySince(open + 1))
        this.fail(open, this.at + 1, 'These brackets are empty.');
      this.at++;
    } else this.fail(open, open + 1, 'This bracket is not closed.');
    return inner === null ? null : { ...inner, from, to: this.at };
  }

  private isEmptySince(from: number): boolean {
    return this.text.slice(from, this.at).trim() === '';
  }

  private value(target: Target, from: number): Node | null {
    const start = this.at;
    const reading = this.range(target) ?? this.comparison(target) ?? this.plainValue(target);
    if ('problem' in reading) {
      this.fail(start, Math.max(this.at, Math.min(start + 1, this.text.length)), reading.problem);
      return null;
    }
    if (++this.tests > MOST_TESTS) {
      if (this.tests === MOST_TESTS + 1)
        this.fail(start, this.at, `A search may have ${MOST_TESTS} values; those from here on are left out.`);
      return null;
    }
    const condition: Condition = { kind: 'field', target, tests: [reading.test] };
    return { kind: 'condition', condition, from, to: this.at };
  }

  private plainValue(target: Target): TestReading {
    const word = readWord(this.text, this.at);
    this.at = word.to;
    return readValue(target, word);
  }

  private comparison(target: Target): TestReading | null {
    const operator = /^[<>]=?/.exec(this.text.slice(this.at, this.at + 2))?.[0];
    if (operator === undefined) return null;
    this.at = skipSpaces(this.text, this.at + operator.length);
    const word = readWord(this.text, this.at);
    this.at = word.to;
    if (word.text === '') return { problem: `A value is missing after ${operator}.` };
    if (!word.closed) return { problem: 'The closing quote is missing.' };
    const bound: Bound = { text: word.text, inclusive: operator.endsWith('=') };
    return operator.startsWith('>') ? readRange(target, bound, null) : readRange(target, null, bound);
  }

  /** `[a TO b]`, `{a TO b}`, or one of each; `*` is an open side. */
  private range(target: Target): TestReading | null {
    const open = this.text.charAt(this.at);
    if (open !== '[' && open !== '{') return null;
    this.at++;
    const from = this.bound(open === '[');
    this.at = skipSpaces(this.text, this.at);
    const hasTo = /^TO[\s"]/u.test(this.text.slice(this.at, this.at + 3));
    if (hasTo) this.at += 2;
    const to = this.bound(true);
    this.at = skipSpaces(this.text, this.at);
    const close = this.text.charAt(this.at);
    const closes = close === ']' || close === '}';
    if (closes) this.at++;
    if (from === undefined || to === undefined || !hasTo || !closes)
      return { problem: 'A range looks like [a TO b], with a * where it is open.' };
    return readRange(target, from, to === null ? null : { ...to, inclusive: close === ']' });
  }

  /** Null for `*`, undefined when there is none. */
  private bound(inclusive: boolean): Bound | null | undefined {
    this.at = skipSpaces(this.text, this.at);
    const word = readWord(this.text, this.at, true);
    this.at = word.to;
    if (word.text === '' || !word.closed) return undefined;
    return word.pattern === '*' ? null : { text: word.text, inclusive };
  }

  private bareWord(from: number): Node | null {
    const word = readWord(this.text, from);
    this.at = Math.max(word.to, from + 1);
    const problem = anywhereProblem(word);
    if (problem !== null) {
      this.fail(from, this.at, problem);
      return null;
    }
    if (++this.anywhere > MOST_ANYWHERE) {
      if (this.anywhere === MOST_ANYWHERE + 1)
        this.fail(
          from,
          this.at,
          `A search may have ${MOST_ANYWHERE} words without a field; name fields for more.`,
        );
      return null;
    }
    const test = word.hasWildcard
      ? { kind: 'matches' as const, pattern: word.pattern }
      : { kind: 'equals' as const, text: word.text };
    return { kind: 'condition', condition: { kind: 'anywhere', test }, from, to: this.at };
  }

  private deeper(from: number, read: () => Node | null): Node | null {
    if (this.depth >= DEEPEST) {
      this.fail(from, from + 1, `Brackets and signs may be nested ${DEEPEST} deep; the rest is left out.`);
      this.at = this.text.length;
      return null;
    }
    this.depth++;
    const node = read();
    this.depth--;
    return node;
  }

  private operator(): 'AND' | 'OR' | null {
    this.at = skipSpaces(this.text, this.at);
    if (this.hasKeyword('AND')) return 'AND';
    return this.hasKeyword('OR') ? 'OR' : null;
  }

  private hasKeyword(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    const next = this.text.charAt(this.at + word.length);
    return next === '' || next === '(' || next === ')' || isSpace(next);
  }

  private isEnd(): boolean {
    this.at = skipSpaces(this.text, this.at);
    return this.at >= this.text.length || this.text.charAt(this.at) === ')';
  }

  private fail(from: number, to: number, message: string): void {
    this.errors.push({ from, to: Math.min(to, this.text.length), message });
  }
}
