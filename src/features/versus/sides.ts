/** What stands on each side of the comparison, as filters, and how long a time each spans. */
import { parseSearch } from '#query/search-syntax.ts';
import type { Filter } from '#query/filter.ts';
import { formatValue } from '#query/format-filter.ts';
import { narrowedTo } from '#query/narrow.ts';
import type { Versus } from '#view-state/people-view.ts';
import type { Period } from '#view-state/link-time.ts';

export interface Sides {
  readonly here: Filter;
  readonly there: Filter;
  /** Days; where the lengths of both are not known they are the same. */
  readonly days: { readonly here: number; readonly there: number };
  /** The lengths differ so much that counts a day are compared. */
  readonly isPerDay: boolean;
}

const DAY = 86_400_000;

/** `data`: first and last time of all events. Null where the text cannot be read as a search. */
export function sidesOf(
  filter: Filter,
  zoom: Period | null,
  versus: Versus,
  data: Period | null,
): Sides | null {
  const here = narrowedTo(filter, zoom);
  const there = 'search' in versus ? otherPrincipal(here, versus.search) : { ...here, ...pick(versus) };
  if (there === null) return null;
  const days = { here: daysOf(here, data), there: daysOf(there, data) };
  return { here, there, days, isPerDay: Math.abs(days.here / days.there - 1) > 0.01 };
}

const pick = ({ from, to }: Period): Period => ({ from, to });

/** The same time, of somebody else. */
function otherPrincipal(here: Filter, search: string): Filter | null {
  const { filter, errors } = parseSearch(search, { from: here.from, to: here.to });
  return errors.length > 0 || filter.clauses.length === 0 ? null : filter;
}

function daysOf({ from, to }: Filter, data: Period | null): number {
  const span = data ?? { from: 0, to: DAY };
  const [first, last] = [Math.max(from ?? span.from, span.from), Math.min(to ?? span.to, span.to)];
  // A time without data is as long as it says.
  return Math.max(1, last > first ? last - first : (to ?? span.to) - (from ?? span.from)) / DAY;
}

/** As long a time just before what is shown; null where it is not bounded on both sides. */
export function timeBefore(filter: Filter, zoom: Period | null): Period | null {
  const { from, to } = narrowedTo(filter, zoom);
  return from === null || to === null || from >= to ? null : { from: from - (to - from), to: from };
}

/** A name that was typed is a principal's; what has a colon is a search of its own. */
export function searchFor(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return null;
  const { filter, errors } = parseSearch(text);
  // An ARN has colons too, and names no field.
  const isSearch = errors.length === 0 && filter.clauses.every(({ condition }) => condition.kind === 'field');
  return isSearch ? text : `principal:${formatValue(text)}`;
}
