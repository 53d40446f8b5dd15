/** The columns of the list of sessions, and what each is sorted by. */
import { beganWords, CERTAINTY_SIGNS, CREDENTIAL_WORDS } from '#cloudtrail/credential-words.ts';
import type { Certainty } from '#cloudtrail/lineage.ts';
import type { ListColumn } from '#ui/list-heads.tsx';
import type { ListOrder } from '#view-state/people-view.ts';
import type { SessionRow } from './session-rows.ts';

type SortValue = string | number | null;

interface SessionColumn extends Omit<ListColumn, 'key'> {
  readonly by: (row: SessionRow) => SortValue;
}

const CERTAINTY_ORDER = Object.keys(CERTAINTY_SIGNS);
const lower = (text: string | null): string | null => (text === null ? null : text.toLowerCase());
const rank = (certainty: Certainty | undefined): number | null =>
  certainty === undefined ? null : CERTAINTY_ORDER.indexOf(certainty);

export const SESSION_COLUMNS = {
  principal: {
    label: 'Principal',
    width: 210,
    grows: true,
    sorts: 'ascending',
    by: (row) => lower(row.credential.principal),
  },
  start: {
    label: 'Start',
    about: 'When it was created, as its records or the issuing call say; else its first call',
    width: 168,
    sorts: 'descending',
    by: (row) => row.start,
  },
  length: {
    label: 'Length',
    about: 'From its start to its last call',
    width: 108,
    sorts: 'descending',
    by: (row) => row.length,
  },
  account: { label: 'Account', width: 122, sorts: 'ascending', by: (row) => row.credential.accountId },
  kind: {
    label: 'Kind',
    width: 130,
    sorts: 'ascending',
    by: (row) => CREDENTIAL_WORDS[row.credential.kind],
  },
  key: {
    label: 'Access key',
    width: 182,
    sorts: 'ascending',
    by: (row) => lower(row.credential.accessKeyId),
  },
  began: {
    label: 'How it began',
    width: 220,
    grows: true,
    sorts: 'ascending',
    by: (row) => lower(beganWords(row.credential)),
  },
  join: {
    label: 'Joined by',
    about: 'Why it was joined to the call that issued it, and how sure that is',
    width: 196,
    sorts: 'ascending',
    by: (row) => rank(row.credential.issue?.certainty),
  },
  root: {
    label: 'Root',
    about: 'Where the chain of sessions begins: a person, a service, an account whose logs are missing',
    width: 170,
    grows: true,
    sorts: 'ascending',
    by: (row) => lower(row.credential.person ?? row.credential.root.name),
  },
  depth: {
    label: 'Depth',
    about: 'Hops from the root',
    width: 68,
    end: true,
    sorts: 'descending',
    by: (row) => row.credential.depth,
  },
  calls: {
    label: 'Calls',
    about: 'Of the events that match',
    width: 76,
    end: true,
    sorts: 'descending',
    by: (row) => row.calls,
  },
  denied: {
    label: 'Denied',
    about: 'Of the events that match',
    width: 76,
    end: true,
    sorts: 'descending',
    by: (row) => row.denied,
  },
  mfa: {
    label: 'MFA',
    about: 'Whether it began with MFA, as its records say',
    width: 60,
    sorts: 'ascending',
    by: (row) => (row.credential.mfa === null ? null : Number(row.credential.mfa)),
  },
} as const satisfies Record<string, SessionColumn>;

export type SessionColumnKey = keyof typeof SESSION_COLUMNS;

export function isSessionColumn(name: string): name is SessionColumnKey {
  return Object.hasOwn(SESSION_COLUMNS, name);
}

export const SESSION_LIST: readonly ListColumn[] = Object.entries(SESSION_COLUMNS).map(
  ([key, { by: _by, ...column }]) => ({ key, ...column }),
);

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

/** Absent values last, whichever way; among equals the latest first, then by id, so that the order is always the same. */
export function compareSessions({
  column,
  descending,
}: SessionOrder): (a: SessionRow, b: SessionRow) => number {
  const { by: valueOf }: SessionColumn = SESSION_COLUMNS[column];
  // Each is worked out once, not at every comparison.
  const values = new Map<SessionRow, SortValue>();
  const by = (row: SessionRow): SortValue => {
    const known = values.get(row);
    if (known !== undefined) return known;
    const value = valueOf(row);
    values.set(row, value);
    return value;
  };
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
