/** Narrowing to a value of what can be new: networks are blocks of addresses, everything else a value of a field. */
import type { FieldKey } from '#cloudtrail/fields.ts';
import { addCondition, addValue } from './edit-filter.ts';
import type { Filter } from './filter.ts';
import { DIMENSION_SOURCES, isDimension } from './first-dimensions.ts';

/** Null for what is no field. */
export function kindField(kind: string): FieldKey | null {
  if (kind === 'account') return 'recipientAccountId';
  if (kind === 'principal') return 'principal';
  return isDimension(kind) ? DIMENSION_SOURCES[kind].field : null;
}

export function narrowTo(filter: Filter, kind: string, value: string): Filter {
  const field = kindField(kind);
  if (field === null) return filter;
  if (kind !== 'network') return addValue(filter, { field }, value, 'include');
  return addCondition(filter, {
    kind: 'field',
    target: { field },
    tests: [{ kind: 'within', block: value }],
  });
}
