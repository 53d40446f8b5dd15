/**
 * What can be asked of one value, as data, and how it is answered for a text. Used where SQL alone cannot answer: inside
 * JSON, for address blocks, for comparisons of what is stored as text.
 */
import { isWithin, parseAddress, parseBlock } from './ip-block.ts';
import { timeSpanOf } from './time-text.ts';
import { escapeRegExp, wildcardMatcher, wildcardParts } from './wildcard.ts';

export interface Bound {
  readonly text: string;
  readonly inclusive: boolean;
}

export type ValueTest =
  /** The whole value, in any case. */
  | { readonly kind: 'equals'; readonly text: string }
  /** A pattern of `wildcard.ts` over the whole value, in any case. */
  | { readonly kind: 'matches'; readonly pattern: string }
  /** There is a value, and it is not null. */
  | { readonly kind: 'exists' }
  | {
      readonly kind: 'range';
      readonly type: 'number' | 'time';
      readonly from: Bound | null;
      readonly to: Bound | null;
    }
  /** In a block of addresses (CIDR). */
  | { readonly kind: 'within'; readonly block: string };

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

export function numberOf(text: string): number | null {
  return text.length < 400 && NUMBER.test(text) ? Number(text) : null;
}

/** The test as a function. `part`: it is enough that a part of the text equals or matches. */
export function compileTest(test: ValueTest, part = false): (text: string) => boolean {
  switch (test.kind) {
    case 'equals':
      return part ? containing(test.text) : wildcardMatcher([{ text: test.text }]);
    case 'matches': {
      const parts = wildcardParts(test.pattern);
      return wildcardMatcher(part ? ['*', ...parts, '*'] : parts);
    }
    case 'exists':
      return () => true;
    case 'range':
      return inRange(test.type, test.from, test.to);
    case 'within': {
      const block = parseBlock(test.block);
      return (text) => {
        const address = block === null ? null : parseAddress(text);
        return block !== null && address !== null && isWithin(address, block);
      };
    }
  }
}

function containing(text: string): (text: string) => boolean {
  const expression = new RegExp(escapeRegExp(text), 'iu');
  return (value) => expression.test(value);
}

/** Half-open: from ≤ time < to. Null for a side that is open; undefined when a bound is no time. */
export function timeRange(
  from: Bound | null,
  to: Bound | null,
): { readonly from: number | null; readonly to: number | null } | undefined {
  const [low, high] = [from, to].map((bound) => (bound === null ? null : timeSpanOf(bound.text)));
  if ((from !== null && low === null) || (to !== null && high === null)) return undefined;
  return {
    from: from === null ? null : ((from.inclusive ? low?.start : low?.end) ?? null),
    to: to === null ? null : ((to.inclusive ? high?.end : high?.start) ?? null),
  };
}

function inRange(type: 'number' | 'time', from: Bound | null, to: Bound | null): (text: string) => boolean {
  if (type === 'time') {
    const range = timeRange(from, to);
    return (text) => {
      const time = range === undefined ? null : timeSpanOf(text);
      if (range === undefined || time === null) return false;
      return (range.from ?? -Infinity) <= time.start && time.start < (range.to ?? Infinity);
    };
  }
  const low = from === null ? -Infinity : (numberOf(from.text) ?? NaN);
  const high = to === null ? Infinity : (numberOf(to.text) ?? NaN);
  return (text) => {
    const value = numberOf(text);
    if (value === null) return false;
    const above = from === null || (from.inclusive ? value >= low : value > low);
    return above && (to === null || (to.inclusive ? value <= high : value < high));
  };
}
