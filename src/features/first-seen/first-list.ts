/** First times as a list: columns, order, search. */
import type { FirstValue } from '#query/first-seen.ts';
import type { ListColumn } from '#ui/list-heads.tsx';
import type { ListOrder } from '#view-state/people-view.ts';
import { kindWord } from '#query/first-words.ts';

export const NEWEST = { column: 'first', descending: true } as const;

export function firstColumns(zoneLabel: string): readonly ListColumn[] {
  return [
    { key: 'first', label: 'First time', width: 178, sorts: 'descending', about: zoneLabel },
    { key: 'kind', label: 'What', width: 120, sorts: 'ascending' },
    { key: 'value', label: 'Value', width: 240, grows: true, sorts: 'ascending' },
    {
      key: 'history',
      label: 'History before',
      width: 120,
      about: 'From the first of these events to the first with this value',
    },
    { key: 'count', label: 'Events', width: 84, end: true, sorts: 'descending' },
    { key: 'last', label: 'Last time', width: 178, sorts: 'descending', about: zoneLabel },
  ];
}

const SORTED_BY: Readonly<Record<string, (row: FirstValue) => number | string>> = {
  first: ({ first }) => first ?? -Infinity,
  last: ({ last }) => last ?? -Infinity,
  count: ({ count }) => count,
  kind: ({ dimension }) => kindWord(dimension),
  value: ({ value }) => value.toLowerCase(),
};

/** Of one order the newest first. */
export function listedFirsts(
  rows: readonly FirstValue[],
  order: ListOrder | null,
  find: string,
): readonly FirstValue[] {
  const words = find.trim().toLowerCase();
  const found = rows.filter(({ dimension, value }) =>
    words === '' ? true : value.toLowerCase().includes(words) || kindWord(dimension).includes(words),
  );
  const newest = found.toSorted((a, b) => (b.first ?? -Infinity) - (a.first ?? -Infinity));
  const { column, descending } = order ?? NEWEST;
  const by = SORTED_BY[column];
  if (by === undefined || column === NEWEST.column) return descending ? newest : newest.toReversed();
  const way = descending ? -1 : 1;
  return newest.toSorted((a, b) => {
    const [x, y] = [by(a), by(b)];
    return x === y ? 0 : (x < y ? -1 : 1) * way;
  });
}
