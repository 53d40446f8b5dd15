/** What a link says of the screens about people: principals, sessions, one subject's timeline, what is new. */
import { timeSpanOf } from '#lib/time-text.ts';
import { entryReader, oneOf } from './entry-reader.ts';
import type { Drop } from './entry-reader.ts';
import { isValidTime } from './link-time.ts';
import type { Period } from './link-time.ts';

/** By what principals are listed together. */
export const GROUPS = ['principal', 'person', 'session', 'key', 'address'] as const;
export type Group = (typeof GROUPS)[number];

/** What a lane of the timeline is. `chain`: one for each hop from credential to credential. */
export const LANES = ['chain', 'session', 'principal', 'service', 'address', 'account'] as const;
export type Lanes = (typeof LANES)[number];

/** What stands below the lanes. */
export const TIMELINE_TABS = ['reach', 'first-seen', 'compare', 'life'] as const;
export type TimelineTab = (typeof TIMELINE_TABS)[number];

/** Column of a list by its name, which each list knows for itself. */
export interface ListOrder {
  readonly column: string;
  readonly descending: boolean;
}

/** Whom, or which time, the timeline's events are compared with. A search text as `formatFilter` writes it. */
export type Versus = { readonly search: string } | Period;

export interface PeopleView {
  readonly group: Group;
  /** Of the list on the screen; null = its own order. */
  readonly listOrder: ListOrder | null;
  /** Search within the list on the screen. */
  readonly find: string;
  /** Null: those that fit what is shown. */
  readonly lanes: Lanes | null;
  /** The part of the time that the timeline shows; null = all of what matches. */
  readonly zoom: Period | null;
  /** Null: the one that fits. */
  readonly tab: TimelineTab | null;
  readonly versus: Versus | null;
  /** Who can have touched a resource within this time; null = the hour up to its last change. */
  readonly touched: Period | null;
  /** Session whose chain is open. */
  readonly chain: string | null;
  /** What is new in this period …; null = the filter's range of time, or the last tenth. */
  readonly newIn: Period | null;
  /** … that was not in this one; null = all the time before it. */
  readonly newAgainst: Period | null;
}

export const DEFAULT_PEOPLE_VIEW: PeopleView = {
  group: 'principal',
  listOrder: null,
  find: '',
  lanes: null,
  zoom: null,
  tab: null,
  versus: null,
  touched: null,
  chain: null,
  newIn: null,
  newAgainst: null,
};

const LONGEST_FIND = 200;
const LONGEST_ID = 2_500;
const LONGEST_VERSUS = 4_000;

type Entry = [key: string, value: string];

export function writePeople(view: PeopleView): Entry[] {
  const entries: Entry[] = [];
  const add = (key: string, value: string | null): void => {
    if (value !== null && value !== '') entries.push([key, value]);
  };
  add('group', view.group === DEFAULT_PEOPLE_VIEW.group ? null : view.group);
  if (view.listOrder !== null)
    add('order', `${view.listOrder.descending ? '-' : ''}${view.listOrder.column}`);
  add('find', view.find);
  add('lanes', view.lanes);
  add('zoom', periodText(view.zoom));
  add('tab', view.tab);
  if (view.versus !== null)
    add('vs', 'search' in view.versus ? `q:${view.versus.search}` : `t:${periodText(view.versus) ?? ''}`);
  add('touched', periodText(view.touched));
  add('chain', view.chain);
  add('new', periodText(view.newIn));
  add('newto', periodText(view.newAgainst));
  return entries;
}

export const PEOPLE_KEYS = 'group order find lanes zoom tab vs touched chain new newto'.split(' ');

export function readPeople(params: URLSearchParams, drop: Drop): PeopleView {
  const read = entryReader(params, drop);
  const period = 'It is no range of time such as 2025-10-10T18:42:00Z/2025-10-10T19:00:00Z.';
  return {
    group: read('group', oneOf(GROUPS), 'Nothing is listed together by it.') ?? DEFAULT_PEOPLE_VIEW.group,
    listOrder: read('order', readOrder, 'It does not name a column.'),
    find: read('find', within(LONGEST_FIND), 'It is too long to be searched for.') ?? '',
    lanes: read('lanes', oneOf(LANES), 'There are no such lanes.'),
    zoom: read('zoom', readPeriod, period),
    tab: read('tab', oneOf(TIMELINE_TABS), 'There is nothing of that name.'),
    versus: read('vs', readVersus, 'It does not say what to compare with.'),
    touched: read('touched', readPeriod, period),
    chain: read('chain', within(LONGEST_ID), 'It does not name a session.'),
    newIn: read('new', readPeriod, period),
    newAgainst: read('newto', readPeriod, period),
  };
}

export function isValidPeople(view: PeopleView): boolean {
  const drops: string[] = [];
  const back = readPeople(new URLSearchParams(writePeople(view)), (key) => drops.push(key));
  return drops.length === 0 && JSON.stringify(back) === JSON.stringify(onlyPeople(view));
}

function onlyPeople(view: PeopleView): PeopleView {
  const { group, listOrder, find, lanes, zoom, tab, versus, touched, chain, newIn, newAgainst } = view;
  return { group, listOrder, find, lanes, zoom, tab, versus, touched, chain, newIn, newAgainst };
}

function readOrder(text: string): ListOrder | null {
  const descending = text.startsWith('-');
  const column = descending ? text.slice(1) : text;
  return /^[a-zA-Z]{1,40}$/.test(column) ? { column, descending } : null;
}

/** Lone surrogates do not survive an address bar. */
function within(longest: number): (text: string) => string | null {
  return (text) => (text !== '' && text.length <= longest && !/\p{Cs}/u.test(text) ? text : null);
}

function readVersus(text: string): Versus | null {
  if (text.startsWith('t:')) return readPeriod(text.slice(2));
  const search = text.startsWith('q:') ? within(LONGEST_VERSUS)(text.slice(2)) : null;
  return search === null ? null : { search };
}

function periodText(period: Period | null): string | null {
  if (period === null) return null;
  return [period.from, period.to].map((ms) => new Date(ms).toISOString().replace('.000Z', 'Z')).join('/');
}

function readPeriod(text: string): Period | null {
  const [from = null, to = null, ...more] = text.split('/').map((part) => timeSpanOf(part)?.start ?? null);
  if (from === null || to === null || more.length > 0 || from >= to) return null;
  return isValidTime(from) && isValidTime(to) ? { from, to } : null;
}
