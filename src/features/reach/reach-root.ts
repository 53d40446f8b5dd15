/** Of whom the blast radius is asked for, and since when: what the filter says, and how it is changed. */
import { parseReachRoot } from '#cloudtrail/lineage-reach.ts';
import { addValue } from '#query/edit-filter.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import type { Filter } from '#query/filter.ts';
import { subjectOf } from '#query/subject.ts';
import type { Subject } from '#query/subject.ts';

export interface ReachQuestion {
  /** As the filter writes it. */
  readonly root: string;
  readonly name: string;
  /** ms since 1970 UTC; null = from its first call. */
  readonly from: number | null;
}

const ROOTS: readonly Subject['field'][] = [
  'blastRadius',
  'sessionId',
  'accessKeyId',
  'person',
  'principal',
  'userIdentityArn',
];

/** Null where the filter is about nobody, or about something that makes no calls by itself. */
export function reachQuestion(filter: Filter): ReachQuestion | null {
  const subject = subjectOf(filter);
  if (subject === null || !ROOTS.includes(subject.field)) return null;
  const root = subject.value;
  return subject.field === 'blastRadius'
    ? { root, ...parseReachRoot(root) }
    : { root, name: root, from: null };
}

/** `AKIA…@2025-10-10T18:42:07Z`. */
export function rootSince(name: string, from: number | null): string {
  return from === null ? name : `${name}@${new Date(from).toISOString().replace('.000Z', 'Z')}`;
}

/**
 * The same filter about the blast radius of a root in place of its subject. The subject's account goes with it: what came
 * from somebody acts in other accounts too.
 */
export function withBlastRadius(filter: Filter, root: string): Filter {
  const subject = subjectOf(filter);
  const clauses = filter.clauses.filter(({ condition, negated, disabled }) => {
    if (subject === null || negated || disabled || condition.kind !== 'field') return true;
    if (!('field' in condition.target)) return true;
    const { field } = condition.target;
    return field !== subject.field && field !== 'userIdentityAccountId';
  });
  return addValue({ ...filter, clauses }, { field: 'blastRadius' }, root, 'include');
}

/** Every event of the blast radius, whatever else the filter says: what became of a thing is seen in all of the data. */
export function blastFilter(root: string): Filter {
  return addValue(EMPTY_FILTER, { field: 'blastRadius' }, root, 'include');
}
