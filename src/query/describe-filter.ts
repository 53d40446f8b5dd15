/** A filter in plain words: “user agent is not *.amazonaws.com and region is eu-west-1 or us-east-1”. Not for reading back. */
import { FIELDS } from '#cloudtrail/fields.ts';
import type { Bound } from '#lib/value-test.ts';
import { sourceOf } from './field-sources.ts';
import type { Clause, Condition, Filter, Target, Test } from './filter.ts';

/** Times in UTC unless another writing is given. Empty for a filter that narrows nothing. */
export function describeFilter(filter: Filter, writeTime: (ms: number) => string = utc): string {
  const parts = filter.clauses.filter((clause) => !clause.disabled).map(describeClause);
  const time = describeTime(filter, writeTime);
  return [...parts, ...(time === null ? [] : [time])].join(' and ');
}

export function describeClause(clause: Clause): string {
  const { condition, negated } = clause;
  return negated ? describeNot(condition) : describeCondition(condition, true);
}

function describeTime({ from, to }: Filter, writeTime: (ms: number) => string): string | null {
  if (from !== null && to !== null) return `time is from ${writeTime(from)} to ${writeTime(to)}`;
  if (from !== null) return `time is ${writeTime(from)} or later`;
  return to === null ? null : `time is before ${writeTime(to)}`;
}

function utc(ms: number): string {
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return String(ms);
  return new Date(ms)
    .toISOString()
    .replace('T', ' ')
    .replace(/(?::00)?\.000Z$/, ' UTC')
    .replace('Z', ' UTC');
}

function describeCondition(condition: Condition, inBrackets: boolean): string {
  switch (condition.kind) {
    case 'field':
      return describeField(condition.target, condition.tests, false);
    case 'anywhere':
      return `the record contains ${describeAnywhere(condition)}`;
    case 'not':
      return describeNot(condition.of);
    case 'all':
    case 'any': {
      const text = condition.of
        .map((part) => describeCondition(part, true))
        .join(condition.kind === 'all' ? ' and ' : ' or ');
      return inBrackets ? `(${text})` : text;
    }
  }
}

function describeNot(condition: Condition): string {
  if (condition.kind === 'field') return describeField(condition.target, condition.tests, true);
  if (condition.kind === 'anywhere') return `the record does not contain ${describeAnywhere(condition)}`;
  if (condition.kind === 'not') return describeCondition(condition.of, true);
  return `not ${describeCondition(condition, true)}`;
}

function describeAnywhere(condition: Extract<Condition, { kind: 'anywhere' }>): string {
  return condition.test.kind === 'equals' ? `“${condition.test.text}”` : condition.test.pattern;
}

/** `user agent`, but `VPC endpoint` and `ARN`: only a word with small letters after its first is written small. */
export function describeTarget(target: Target): string {
  if ('path' in target) return target.path.join('.');
  const label = FIELDS[target.field].label;
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

function describeField(target: Target, tests: readonly Test[], not: boolean): string {
  if ('field' in target && target.field === 'blastRadius')
    return `${not ? 'not ' : ''}in the blast radius of ${tests.map(describeTest).join(' or ')}`;
  const name = describeTarget(target);
  if (tests.every((test) => test.kind === 'exists')) return `${name} is ${not ? 'not set' : 'set'}`;
  const verb = holdsParts(target) ? (not ? 'does not contain' : 'contains') : not ? 'is not' : 'is';
  return `${name} ${verb} ${tests.map(describeTest).join(' or ')}`;
}

function holdsParts(target: Target): boolean {
  if ('path' in target) return false;
  const source = sourceOf(target.field);
  if (source.in === 'resource') return true;
  return (source.in === 'small' || source.in === 'event') && source.holds !== 'value';
}

function describeTest(test: Test): string {
  switch (test.kind) {
    case 'equals':
      return /\s|^$/.test(test.text) ? `“${test.text}”` : test.text;
    case 'matches':
      return test.pattern;
    case 'exists':
      return 'anything';
    case 'within':
      return `in ${test.block}`;
    case 'same':
      return `the same as ${describeTarget({ field: test.field })}`;
    case 'range':
      return describeRange(test.from, test.to, test.type);
  }
}

function describeRange(from: Bound | null, to: Bound | null, type: 'number' | 'time'): string {
  const [below, above] = type === 'time' ? ['before', 'after'] : ['below', 'above'];
  const low = from === null ? null : `${from.inclusive ? 'from' : above} ${from.text}`;
  const high = to === null ? null : `${to.inclusive ? (low === null ? 'up to' : 'to') : below} ${to.text}`;
  return [low, high]
    .filter((side) => side !== null)
    .join(low !== null && to?.inclusive === false ? ' and ' : ' ');
}
