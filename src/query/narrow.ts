/** A filter within a shorter time, and within values that are known to pass it. */
import { addCondition, replaceValues, withTime } from './edit-filter.ts';
import type { Filter } from './filter.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Null narrows nothing. What does not touch the filter's own time leaves nothing of it. */
export function narrowedTo(filter: Filter, span: Span | null): Filter {
  if (span === null) return filter;
  return withTime(
    filter,
    Math.max(filter.from ?? span.from, span.from),
    Math.min(filter.to ?? span.to, span.to),
  );
}

export interface Narrowing extends Span {
  readonly choose: readonly { readonly field: FieldKey; readonly values: readonly string[] }[];
}

/**
 * The filter's events of a time with one of the values in each field. A plain choice of the same field gives way, as the
 * values are among it; everything else stays.
 */
export function narrowedBy(filter: Filter, { choose, ...span }: Narrowing): Filter {
  return choose.reduce(
    (narrowed, { field, values }) => {
      if (values.length === 0) return narrowed;
      const once = new Set(values);
      if (field === 'resource') return addCondition(narrowed, equalTo(field, [...once]));
      return replaceValues(narrowed, { field }, [...once]);
    },
    narrowedTo(filter, span),
  );
}

function equalTo(field: FieldKey, values: readonly string[]) {
  return {
    kind: 'field' as const,
    target: { field },
    tests: values.map((text) => ({ kind: 'equals' as const, text })),
  };
}
