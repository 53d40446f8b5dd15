/** The events that a line of news counts. */
import { withTime } from './edit-filter.ts';
import { kindField, narrowTo } from './dimension-filter.ts';
import type { Filter } from './filter.ts';
import type { NewsPeriod, NewsRow } from './news.ts';
import { ofPrincipal, onlyValue } from './overview-calls.ts';

export function newsFilter(filter: Filter, row: NewsRow, inside: NewsPeriod | null): Filter {
  const theirs = row.principal === null ? ofValue(filter, row) : ofPrincipal(ofValue(filter, row), row);
  return inside === null ? theirs : withTime(theirs, inside.from, inside.to);
}

/** Of a new principal the principal itself is the value. */
function ofValue(filter: Filter, { kind, value }: NewsRow): Filter {
  if (kind === 'principal') return filter;
  const field = kindField(kind);
  return kind === 'network' || field === null
    ? narrowTo(filter, kind, value)
    : onlyValue(filter, field, value);
}
