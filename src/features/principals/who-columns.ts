/** The columns of the list, by what the rows are. */
import { WHO_ORDERS } from '#query/principals.ts';
import type { WhoGroup, WhoListing, WhoOrder } from '#query/principals.ts';
import type { ListColumn } from '#ui/list-heads.tsx';
import type { ListOrder } from '#view-state/people-view.ts';

export interface GroupWords {
  readonly label: string;
  readonly one: string;
  readonly many: string;
  /** What stands where the events name none. */
  readonly none: string;
}

export const GROUP_WORDS: Readonly<Record<WhoGroup, GroupWords>> = {
  principal: { label: 'Principal', one: 'principal', many: 'principals', none: 'no principal in the record' },
  person: { label: 'Person', one: 'person', many: 'persons', none: 'no person known' },
  session: { label: 'Session', one: 'session', many: 'sessions', none: 'no session' },
  key: { label: 'Access key', one: 'access key', many: 'access keys', none: 'no access key' },
  address: { label: 'Address', one: 'address', many: 'addresses', none: 'no address in the record' },
};

const number = (key: WhoOrder, label: string, width: number, about: string): ListColumn => ({
  key,
  label,
  width,
  about,
  end: true,
  sorts: 'descending',
});

const values = (key: WhoOrder, label: string, width: number): ListColumn => ({
  key,
  label,
  width,
  about: `Different ${label.toLowerCase()}; the value itself where there is only one`,
  sorts: 'descending',
});

export function whoColumns(group: WhoGroup, zoneLabel: string): readonly ListColumn[] {
  const columns: (ListColumn | null)[] = [
    { key: 'name', label: GROUP_WORDS[group].label, width: 280, grows: true, sorts: 'ascending' },
    group === 'address' ? null : { key: 'kinds', label: 'Kind', width: 126, sorts: 'ascending' },
    group === 'principal' ? null : values('principals', 'Principals', 140),
    number('events', 'Events', 82, 'Matching events'),
    { key: 'course', label: 'Activity', width: 138, about: 'Events over the time shown' },
    number('writes', 'Writes', 72, 'Calls that create or change; those that destroy are counted beside'),
    number('destructive', 'Destroys', 86, 'Calls that delete, stop, detach, revoke and the like'),
    number('sensitive', 'Sensitive', 90, 'Reads that yield credentials, secrets, or who holds them'),
    number('denied', 'Denied', 72, 'Calls that were refused for want of permission'),
    number('errors', 'Errors', 72, 'Calls that failed for another reason'),
    { key: 'first', label: 'First seen', width: 158, sorts: 'ascending', about: about('first', zoneLabel) },
    { key: 'last', label: 'Last seen', width: 158, sorts: 'descending', about: about('last', zoneLabel) },
    values('accounts', 'Accounts', 110),
    values('regions', 'Regions', 92),
    values('services', 'Services', 104),
    values('addresses', 'Addresses', 124),
    values('agents', 'User agents', 140),
  ];
  return columns.filter((column) => column !== null);
}

const about = (which: string, zoneLabel: string): string =>
  `The ${which} of its events that match, ${zoneLabel}`;

const BY_EVENTS = { order: 'events', descending: true } as const;

/** The order of the link; what names no column of this list is the list's own. */
export function whoListing(order: ListOrder | null, find: string): WhoListing {
  const known = WHO_ORDERS.find((name) => name === order?.column);
  if (order === null || known === undefined) return { ...BY_EVENTS, find };
  return { order: known, descending: order.descending, find };
}
