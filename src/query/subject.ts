/** Whom or what a filter is about: the one plain choice of a value that a timeline can be drawn of. */
import type { FieldKey } from '#cloudtrail/fields.ts';
import { addValue } from './edit-filter.ts';
import { EMPTY_FILTER } from './filter.ts';
import type { Filter } from './filter.ts';

/** The first of them that is chosen is the subject. */
export const SUBJECT_FIELDS = [
  'blastRadius',
  'sessionId',
  'accessKeyId',
  'person',
  'principal',
  'userIdentityArn',
  'roleName',
  'sourceIPAddress',
  'resource',
] as const satisfies readonly FieldKey[];
export type SubjectField = (typeof SUBJECT_FIELDS)[number];

export interface Subject {
  readonly field: SubjectField;
  readonly value: string;
}

/** Null when the filter chooses nobody, or several at once. */
export function subjectOf(filter: Filter): Subject | null {
  for (const field of SUBJECT_FIELDS) {
    for (const { condition, negated, disabled } of filter.clauses) {
      if (negated || disabled || condition.kind !== 'field' || !('field' in condition.target)) continue;
      const [test, ...others] = condition.tests;
      if (condition.target.field === field && test?.kind === 'equals' && others.length === 0)
        return { field, value: test.text };
    }
  }
  return null;
}

/** Everything of the subject: a filter to begin with. */
export function subjectFilter({ field, value }: Subject, accountId: string | null = null): Filter {
  const filter = addValue(EMPTY_FILTER, { field }, value, 'include');
  if (accountId === null) return filter;
  return addValue(filter, { field: 'userIdentityAccountId' }, accountId, 'include');
}
