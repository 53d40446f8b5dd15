/** The columns of the list of sessions, and what each is sorted by. */
import { beganWords, CERTAINTY_SIGNS, CREDENTIAL_WORDS } from '#cloudtrail/credential-words.ts';
import type { Certainty } from '#cloudtrail/lineage.ts';
import type { ListOrder } from '#view-state/people-view.ts';
import type { SessionRow } from './session-rows.ts';

type SortValue = string | number | null;

interface SessionColumn {
  readonly label: string;
  readonly title?: string;
  /** Pixels, at least. */
  readonly width: number;
  /** Takes its share of what room is left. */
  readonly grows?: true;
  readonly number?: true;
  readonly by: (row: SessionRow) => SortValue;
}

const CERTAINTY_ORDER = Object.keys(CERTAINTY_SIGNS);
const lower = (text: string | null): string | null => (text === null ? null : text.toLowerCase());
const rank = (certainty: Certainty | undefined): number | null =>
  certainty === undefined ? null : CERTAINTY_ORDER.indexOf(certainty);

export const SESSION_COLUMNS = {
  start: {
    label: 'Start',
    title: 'When it was created, as its records or the issuing call say; else its first call',
    width: 166,
    by: (row) => row.start,
  },
  length: {
    label: 'Length',
    title: 'From its start to its last call',
    width: 96,
    by: (row) => row.length,
  },
  principal: { label: 'Principal', width: 210, grows: true, by: (row) => lower(row.credential.principal) },
  account: { label: 'Account', width: 124, by: (row) => row.credential.accountId },
  kind: { label: 'Kind', width: 122, by: (row) => CREDENTIAL_WORDS[row.credential.kind] },
  key: { label: 'Access key', width: 186, by: (row) => lower(row.credential.accessKeyId) },
  began: { label: 'How it began', width: 220, grows: true, by: (row) => lower(beganWords(row.credential)) },
  join: {
    label: 'Joined by',
    title: 'Why it was joined to the call that issued it, and how sure that is',
    width: 190,
    by: (row) => rank(row.credential.issue?.certainty),
  },
  root: {
    label: 'Root',
    title: 'Where the chain of sessions begins: a person, a service, an account whose logs are missing',
    width: 170,
    grows: true,
    by: (row) => lower(row.credential.person ?? row.credential.root.name),
  },
  depth: {
    label: 'Depth',
    title: 'Hops from the root',
    width: 66,
    number: true,
    by: (row) => row.credential.depth,
  },
  calls: {
    label: 'Calls',
    title: 'Of the events that match',
    width: 78,
    number: true,
    by: (row) => row.calls,
  },
  denied: {
    label: 'Denied',
    title: 'Of the events that match',
    width: 74,
    number: true,
    by: (row) => row.denied,
  },
  mfa: {
    label: 'MFA',
    title: 'Whether it began with MFA, as its records say',
    width: 66,
    by: (row) => (row.credential.mfa === null ? null : Number(row.credential.mfa)),
  },
} as const satisfies Record<string, SessionColumn>;

export type SessionColumnKey = keyof typeof SESSION_COLUMNS;

export const SESSION_COLUMN_KEYS = Object.keys(SESSION_COLUMNS).filter(isSessionColumn);

export function isSessionColumn(name: string): name is SessionColumnKey {
  return Object.hasOwn(SESSION_COLUMNS, name);
}

export function columnOf(key: SessionColumnKey): SessionColumn {
  return SESSION_COLUMNS[key];
}

export interface SessionOrder {
  readonly column: SessionColumnKey;
  readonly descending: boolean;
}

/** The list's own order: the latest first. */
export const LATEST_FIRST: SessionOrder = { column: 'start', descending: true };

/** A column that this list does not have leaves it in its own order. */
export function orderOf(order: ListOrder | null): SessionOrder {
  return order !== null && isSessionColumn(order.column)
    ? { column: order.column, descending: order.descending }
    : LATEST_FIRST;
}

/** What a press on a column's name asks for: numbers and times greatest first, words from A; again, the other way round. */
export function nextOrder(now: SessionOrder, column: SessionColumnKey): ListOrder {
  if (now.column === column) return { column, descending: !now.descending };
  const greatestFirst: readonly SessionColumnKey[] = ['start', 'length', 'depth', 'calls', 'denied'];
  return { column, descending: greatestFirst.includes(column) };
}

/** Absent values last, whichever way; among equals the latest first, then by id, so that the order is always the same. */
export function compareSessions({
  column,
  descending,
}: SessionOrder): (a: SessionRow, b: SessionRow) => number {
  const { by } = columnOf(column);
  const turn = descending ? -1 : 1;
  return (a, b) =>
    compareValues(by(a), by(b), turn) ||
    compareValues(a.start, b.start, -1) ||
    compareValues(a.credential.id, b.credential.id, 1);
}

function compareValues(a: SortValue, b: SortValue, turn: number): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -turn : turn;
}
