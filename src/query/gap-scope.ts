/**
 * For which accounts and regions gaps are looked for: those that the filter names plainly. Other parts of a filter are about
 * events, not about files, and a pause of alice's is no hole in the data.
 */
import type { FieldKey } from '#cloudtrail/fields.ts';
import { chosenValues } from './edit-filter.ts';
import type { Filter } from './filter.ts';
import { allOf, joinSql, raw, type Sql, sql } from './sql-text.ts';

interface Chosen {
  /** None = all. In lower case, as filters compare. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export interface GapScope {
  readonly account: Chosen;
  readonly region: Chosen;
}

/** Null: everything. */
export function gapScope(filter: Filter): GapScope | null {
  const chosen = (field: FieldKey): Chosen => ({
    include: chosenValues(filter, { field }, 'include').map((value) => value.toLowerCase()),
    exclude: chosenValues(filter, { field }, 'exclude').map((value) => value.toLowerCase()),
  });
  const scope = { account: chosen('recipientAccountId'), region: chosen('awsRegion') };
  const isAll = [scope.account, scope.region].every(
    ({ include, exclude }) => include.length === 0 && exclude.length === 0,
  );
  return isAll ? null : scope;
}

/** A condition on rows of the event table. */
export function scopeCondition(scope: GapScope | null): Sql {
  if (scope === null) return raw('true');
  return allOf([...conditionsOn('account', scope.account), ...conditionsOn('region', scope.region)]);
}

function conditionsOn(table: 'account' | 'region', { include, exclude }: Chosen): Sql[] {
  const ids = (values: readonly string[]): Sql => {
    const list = joinSql(
      values.map((value) => sql`${value}`),
      ', ',
    );
    return sql`(SELECT id FROM ${raw(table)} WHERE lower(value) IN (${list}))`;
  };
  return [
    ...(include.length > 0 ? [sql`${raw(`${table}_id`)} IN ${ids(include)}`] : []),
    ...(exclude.length > 0 ? [sql`${raw(`${table}_id`)} NOT IN ${ids(exclude)}`] : []),
  ];
}

/** Whether a file with these in its name belongs to it. */
export function isInScope(
  scope: GapScope | null,
  { account, region }: { readonly account: string | null; readonly region: string | null },
): boolean {
  return scope === null || (isChosen(scope.account, account) && isChosen(scope.region, region));
}

function isChosen({ include, exclude }: Chosen, value: string | null): boolean {
  if (value === null) return include.length === 0;
  const text = value.toLowerCase();
  return (include.length === 0 || include.includes(text)) && !exclude.includes(text);
}
