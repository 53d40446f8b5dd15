/**
 * What a link holds: the view, never the data. Everything here is a name (eventID, field key), never a position.
 * A new piece of state does not compile until `KEPT` says where it lives.
 */
import type { FieldKey } from '#cloudtrail/fields.ts';
import { readPublicUrl } from '#cloudtrail/s3-url.ts';
import { isZone, UTC } from '#lib/zone-time.ts';
import type { Zone } from '#lib/zone-time.ts';
import { COUNTABLE_FIELDS, DEFAULT_FACETS } from '#query/facet-columns.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import type { Filter } from '#query/filter.ts';
import { filterKey, formatFilter } from '#query/format-filter.ts';
import { LONGEST_SEARCH, parseSearch } from '#query/search-syntax.ts';
import { NEWEST_FIRST, SORTABLE_FIELDS } from '#query/sort.ts';
import type { Sort } from '#query/sort.ts';
import type { Stack } from '#query/stacks.ts';
import { DEFAULT_COLUMNS, isColumn } from './columns.ts';
import { isValidTime } from './link-time.ts';
import type { Period } from './link-time.ts';
import { DEFAULT_PEOPLE_VIEW, isValidPeople } from './people-view.ts';
import type { PeopleView } from './people-view.ts';
import { DEFAULT_SPIKE_VIEW, isValidSpikes } from './spike-view.ts';
import type { SpikeView } from './spike-view.ts';

export const SCREENS = [
  'events',
  'compare',
  'data',
  'principals',
  'sessions',
  'timeline',
  'new',
  'overview',
  'spikes',
] as const;
export type Screen = (typeof SCREENS)[number];

/** An event by its eventID, or, where that is missing or shared by different records, by its record's place. */
export type ChosenEvent =
  { readonly eventId: string } | { readonly fileName: string; readonly offset: number };

/** What the matching events are held against: all others, as long a time just before, or another period. */
export type Against = 'rest' | 'before' | Period;

export const EQUAL_ROWS = ['shown', 'hidden'] as const;
export type EqualRows = (typeof EQUAL_ROWS)[number];

export interface ViewState extends PeopleView, SpikeView {
  readonly screen: Screen;
  readonly filter: Filter;
  readonly event: ChosenEvent | null;
  /** Fields, in the order shown. */
  readonly columns: readonly FieldKey[];
  /** Columns that stay at the left while the others scroll sideways. */
  readonly pinned: readonly FieldKey[];
  readonly sort: Sort;
  /** Neighbours of one principal, event name and outcome are shown as one line, ×N. */
  readonly runs: boolean;
  /** In which times are read and written. */
  readonly zone: Zone;
  readonly stack: Stack;
  /** Fields whose values are counted at the left, in the order shown. */
  readonly facets: readonly FieldKey[];
  /** Events put side by side, in the order chosen. */
  readonly compare: readonly ChosenEvent[];
  /** Rows of the comparison in which all events agree; null = hidden where there are many. */
  readonly equalRows: EqualRows | null;
  /** “What is different here?”; null = not asked. */
  readonly against: Against | null;
  /** Public addresses of files that the link offers; they are fetched after a click, never by themselves. */
  readonly sources: readonly string[];
}

export const DEFAULT_VIEW: ViewState = {
  screen: 'events',
  filter: EMPTY_FILTER,
  event: null,
  columns: DEFAULT_COLUMNS,
  pinned: [],
  sort: NEWEST_FIRST,
  runs: false,
  zone: UTC,
  stack: 'outcome',
  facets: DEFAULT_FACETS,
  compare: [],
  equalRows: null,
  against: null,
  sources: [],
  ...DEFAULT_PEOPLE_VIEW,
  ...DEFAULT_SPIKE_VIEW,
};

/** Where each piece of state is kept, and for how long. */
export const KEPT = {
  screen: 'link',
  filter: 'link',
  event: 'link',
  columns: 'link',
  pinned: 'link',
  sort: 'link',
  runs: 'link',
  zone: 'link',
  stack: 'link',
  facets: 'link',
  compare: 'link',
  equalRows: 'link',
  against: 'link',
  sources: 'link',
  group: 'link',
  listOrder: 'link',
  find: 'link',
  lanes: 'link',
  zoom: 'link',
  tab: 'link',
  versus: 'link',
  touched: 'link',
  chain: 'link',
  newIn: 'link',
  newAgainst: 'link',
  spikeTab: 'link',
  sensitivity: 'link',
  countReads: 'link',
  families: 'link',
  spike: 'link',
  insight: 'link',
  bucket: 'link',
  expected: 'link',
  seriesOrder: 'link',
  seriesCount: 'link',
  sameScale: 'link',
  hoursBy: 'link',
  errorLine: 'link',
  pastedUrls: 'tab',
  theme: 'browser',
  singleKeys: 'browser',
  density: 'browser',
  columnWidths: 'browser',
  detailWidth: 'browser',
  facetPanel: 'browser',
  facetWidth: 'browser',
  foldedFacets: 'browser',
  histogram: 'browser',
  story: 'browser',
  storyWidth: 'browser',
  coverage: 'browser',
  spikesWidth: 'browser',
  loadedFiles: 'tab',
  secretsShown: 'component',
  openMenus: 'component',
  filesFilter: 'component',
  exportChoices: 'component',
  searchWithinFacet: 'component',
} as const satisfies Record<keyof ViewState, 'link'> &
  Record<string, 'link' | 'browser' | 'tab' | 'component'>;

export const LONGEST_NAME = 2_000;
export const MOST_COLUMNS = 60;
export const MOST_FACETS = 40;
export const MOST_COMPARED = 5;
export const MOST_SOURCES = 20;

/** True for what a link can carry and give back unchanged. */
export function isValidView(view: ViewState): boolean {
  return (
    isValidColumns(view.columns) &&
    isValidPinned(view.pinned) &&
    isValidFacets(view.facets) &&
    isValidFilter(view.filter) &&
    SORTABLE_FIELDS.includes(view.sort.field) &&
    isZone(view.zone) &&
    view.compare.length <= MOST_COMPARED &&
    view.compare.every(isValidEvent) &&
    (view.against === null || typeof view.against === 'string' || isValidPeriod(view.against)) &&
    (view.event === null || isValidEvent(view.event)) &&
    isValidSources(view.sources) &&
    isValidPeople(view) &&
    isValidSpikes(view)
  );
}

export function isValidColumns(columns: readonly FieldKey[]): boolean {
  return columns.length > 0 && columns.length <= MOST_COLUMNS && isSet(columns) && columns.every(isColumn);
}

/** Pinned fields that are not shown wait until they are. */
export function isValidPinned(pinned: readonly FieldKey[]): boolean {
  return pinned.length <= MOST_COLUMNS && isSet(pinned) && pinned.every(isColumn);
}

export function isValidFacets(facets: readonly FieldKey[]): boolean {
  return (
    facets.length <= MOST_FACETS && isSet(facets) && facets.every((key) => COUNTABLE_FIELDS.includes(key))
  );
}

const isSet = (keys: readonly FieldKey[]): boolean => new Set(keys).size === keys.length;

/** Its text says it whole, and its times can be written as such. */
export function isValidFilter(filter: Filter): boolean {
  const text = formatFilter(filter);
  if (text.length > LONGEST_SEARCH || /\p{Cs}/u.test(text)) return false;
  const { filter: back, errors } = parseSearch(text, filter);
  if (errors.length > 0 || filterKey(back) !== filterKey(filter)) return false;
  const bounds = [filter.from, filter.to].filter((bound) => bound !== null);
  return bounds.every(isValidTime);
}

export function isValidPeriod({ from, to }: Period): boolean {
  return isValidTime(from) && isValidTime(to) && from < to;
}

export function isValidEvent(chosen: ChosenEvent): boolean {
  if ('eventId' in chosen) return isValidName(chosen.eventId);
  return isValidName(chosen.fileName) && Number.isSafeInteger(chosen.offset) && chosen.offset >= 0;
}

/** Each once, in the one form that a URL has, and none that could be a secret. */
export function isValidSources(sources: readonly string[]): boolean {
  const isOwnForm = (source: string): boolean => {
    const read = readPublicUrl(source);
    return 'url' in read && read.url === source && source.length <= LONGEST_NAME;
  };
  return (
    sources.length <= MOST_SOURCES && new Set(sources).size === sources.length && sources.every(isOwnForm)
  );
}

/** Lone surrogates do not survive an address bar. */
function isValidName(name: string): boolean {
  return name !== '' && name.length <= LONGEST_NAME && !/\p{Cs}/u.test(name);
}

export function sameColumns(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}
