/** What the lines of news say, and their order. */
import { kindWord } from '#query/first-words.ts';
import type { NewsRow } from '#query/news.ts';
import { countOf } from '#ui/number-text.ts';
import type { IconName } from '#ui/icon.tsx';
import type { ListColumn } from '#ui/list-heads.tsx';
import type { ListOrder } from '#view-state/people-view.ts';

const ICONS: Readonly<Record<string, IconName>> = {
  address: 'zone',
  network: 'zone',
  region: 'zone',
  account: 'account',
  principal: 'principals',
  key: 'role',
  service: 'service',
  agent: 'service',
  error: 'warning',
  eventName: 'events',
};

/** Event names by what they do, everything else by what it is. */
export function kindIcon({ kind, verb }: Pick<NewsRow, 'kind' | 'verb'>): IconName {
  if (verb === 'destructive') return 'destructive';
  if (verb === 'sensitive read') return 'sensitive';
  if (verb === 'write') return 'write';
  return ICONS[kind] ?? 'new';
}

/** Whose news it is. */
export function whoWords(row: NewsRow): string {
  if (row.kind === 'principal') return row.account === null ? 'new itself' : `of account ${row.account}`;
  if (row.principal !== null) return row.principal;
  if (row.principals === 1 && row.onePrincipal !== null) return `${row.onePrincipal}, also new`;
  return row.principals === 0 ? 'nobody named' : countOf(row.principals, 'principal');
}

/** How it was before. */
export function beforeWords(row: NewsRow): string {
  if (row.kind === 'principal') return 'never seen';
  if (row.principal === null) return 'nobody';
  return row.toAll
    ? `nobody; ${countOf(row.before, 'other event')}`
    : `others; ${countOf(row.before, 'event')} without it`;
}

/** Wide enough for what stands in them. */
export function newsColumns(zoneLabel: string): readonly ListColumn[] {
  return [
    { key: 'value', label: 'New', width: 270, grows: true, sorts: 'ascending' },
    { key: 'kind', label: 'What', width: 158, sorts: 'ascending' },
    { key: 'who', label: 'Of whom', width: 250, grows: true, sorts: 'ascending' },
    { key: 'count', label: 'Events', width: 84, end: true, sorts: 'descending', about: 'In the period' },
    {
      key: 'first',
      label: 'First time',
      width: 178,
      sorts: 'ascending',
      about: `In the period, ${zoneLabel}`,
    },
    {
      key: 'before',
      label: 'Who had it before',
      width: 230,
      about: 'In the time it is compared with, and what the principal did then',
    },
  ];
}

/** The one whose order tells most first, as the rows come. */
export const TELLING = { column: 'telling', descending: true } as const;

const SORTED_BY: Readonly<Record<string, (row: NewsRow) => number | string>> = {
  value: ({ value }) => value.toLowerCase(),
  kind: ({ kind }) => kind,
  who: (row) => whoWords(row).toLowerCase(),
  count: ({ count }) => count,
  first: ({ first }) => first ?? Infinity,
};

/** In the order chosen; equal ones as they came. What is searched for stands in the value, its kind or whose it is. */
export function listedNews(
  rows: readonly NewsRow[],
  order: ListOrder | null,
  find: string,
): readonly NewsRow[] {
  const words = find.trim().toLowerCase();
  const found =
    words === ''
      ? rows
      : rows.filter((row) =>
          [row.value, kindWord(row.kind), whoWords(row)].some((text) => text.toLowerCase().includes(words)),
        );
  const by = order === null ? undefined : SORTED_BY[order.column];
  if (by === undefined || order === null) return found;
  const way = order.descending ? -1 : 1;
  return found.toSorted((a, b) => {
    const [x, y] = [by(a), by(b)];
    return x === y ? 0 : (x < y ? -1 : 1) * way;
  });
}
