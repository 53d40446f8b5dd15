/** Entries of a link → each piece of a view. What cannot be read is told to `drop`, and the default stands instead. */
import { fieldByLinkKey } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { readPublicUrl } from '#cloudtrail/s3-url.ts';
import { timeSpanOf } from '#lib/time-text.ts';
import { isZone } from '#lib/zone-time.ts';
import { COUNTABLE_FIELDS } from '#query/facet-columns.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import type { Filter } from '#query/filter.ts';
import { parseSearch } from '#query/search-syntax.ts';
import { SORTABLE_FIELDS } from '#query/sort.ts';
import { columnByLinkKey } from './columns.ts';
import type { Drop } from './entry-reader.ts';
import { isValidTime } from './link-time.ts';
import { readPeople } from './people-view.ts';
import { readSpikes } from './spike-view.ts';
import {
  DEFAULT_VIEW,
  EQUAL_ROWS,
  isValidColumns,
  isValidEvent,
  isValidFilter,
  isValidPeriod,
  LONGEST_NAME,
  MOST_COLUMNS,
  MOST_COMPARED,
  MOST_FACETS,
  MOST_SOURCES,
  SCREENS,
} from './view-state.ts';
import type { Against, ChosenEvent, ViewState } from './view-state.ts';

export function readParts(params: URLSearchParams, drop: Drop): ViewState {
  const columns = readFields(params, 'columns', columnByLinkKey, MOST_COLUMNS, drop);
  return {
    screen: readOne(params, 'screen', SCREENS, DEFAULT_VIEW.screen, 'There is no screen of that name.', drop),
    filter: readFilter(params, drop),
    columns: columns !== null && isValidColumns(columns) ? columns : DEFAULT_VIEW.columns,
    pinned: readFields(params, 'pin', columnByLinkKey, MOST_COLUMNS, drop) ?? DEFAULT_VIEW.pinned,
    facets: readFields(params, 'facets', facetByLinkKey, MOST_FACETS, drop) ?? DEFAULT_VIEW.facets,
    sort: readSort(params, drop),
    runs: readOne(params, 'runs', ['1'], null, 'It is neither 1 nor absent.', drop) !== null,
    zone: readZone(params, drop),
    stack: readOne(
      params,
      'stack',
      ['outcome', 'verb'],
      DEFAULT_VIEW.stack,
      'Bars cannot be divided so.',
      drop,
    ),
    event: readEvent(params, drop),
    compare: readCompared(params, drop),
    equalRows: readOne(params, 'equal', EQUAL_ROWS, null, 'Equal rows are shown or hidden.', drop),
    against: readAgainst(params, drop),
    sources: readSources(params, drop),
    ...readPeople(params, drop),
    ...readSpikes(params, drop),
  };
}

function readOne<T extends string, D>(
  params: URLSearchParams,
  key: string,
  known: readonly T[],
  otherwise: D,
  reason: string,
  drop: Drop,
): T | D {
  const text = params.get(key);
  if (text === null) return otherwise;
  const found = known.find((one) => one === text);
  if (found === undefined) drop(key, reason);
  return found ?? otherwise;
}

/** An unreadable search is dropped whole: half of it would show other events than were meant. */
function readFilter(params: URLSearchParams, drop: Drop): Filter {
  const time = { from: readTime(params, 'from', drop), to: readTime(params, 'to', drop) };
  const text = params.get('q') ?? '';
  const { filter, errors } = parseSearch(text, time);
  const [error] = errors;
  if (error === undefined && isValidFilter(filter)) return filter;
  drop(
    'q',
    `The search cannot be read: ${error?.message ?? 'it does not say the same when it is written again.'}`,
  );
  return { ...EMPTY_FILTER, ...time };
}

function readTime(params: URLSearchParams, key: string, drop: Drop): number | null {
  const text = params.get(key);
  if (text === null) return null;
  const ms = momentOf(text);
  if (ms === null) drop(key, 'It is not a time such as 2025-10-01T18:42:00Z.');
  return ms;
}

function momentOf(text: string): number | null {
  const start = timeSpanOf(text)?.start ?? null;
  return start !== null && isValidTime(start) ? start : null;
}

function facetByLinkKey(linkKey: string): FieldKey | null {
  const key = fieldByLinkKey(linkKey);
  return key !== null && COUNTABLE_FIELDS.includes(key) ? key : null;
}

/** Null when the link does not speak of it. */
function readFields(
  params: URLSearchParams,
  key: string,
  fieldOf: (linkKey: string) => FieldKey | null,
  most: number,
  drop: Drop,
): readonly FieldKey[] | null {
  const text = params.get(key);
  if (text === null) return null;
  if (text === '') return [];
  const names = [...new Set(text.split(',').slice(0, most * 2))];
  const known = names.map(fieldOf).filter((field) => field !== null);
  if (known.length < names.length) drop(key, 'Some of its fields are not known here.');
  return [...new Set(known)].slice(0, most);
}

function readSort(params: URLSearchParams, drop: Drop): ViewState['sort'] {
  const text = params.get('sort');
  if (text === null) return DEFAULT_VIEW.sort;
  const descending = text.startsWith('-');
  const field = fieldByLinkKey(descending ? text.slice(1) : text);
  if (field !== null && SORTABLE_FIELDS.includes(field)) return { field, descending };
  drop('sort', 'Events cannot be sorted by it.');
  return DEFAULT_VIEW.sort;
}

function readZone(params: URLSearchParams, drop: Drop): string {
  const text = params.get('zone');
  if (text === null) return DEFAULT_VIEW.zone;
  if (isZone(text)) return text;
  drop('zone', 'This browser does not know the time zone; times are shown in UTC.');
  return DEFAULT_VIEW.zone;
}

function readAgainst(params: URLSearchParams, drop: Drop): Against | null {
  const text = params.get('against');
  if (text === null) return null;
  if (text === 'rest' || text === 'before') return text;
  const [from, to] = text.split('/').map(momentOf);
  const period = { from: from ?? 0, to: to ?? 0 };
  if (text.split('/').length === 2 && isValidPeriod(period)) return period;
  drop('against', 'It does not say what the events are compared with.');
  return null;
}

function readEvent(params: URLSearchParams, drop: Drop): ChosenEvent | null {
  const id = params.get('e');
  if (id !== null) return acceptEvent('e', 'e', id, drop);
  const at = params.get('at');
  return at === null ? null : acceptEvent('at', 'at', at, drop);
}

/** `e:<eventID>` and `at:<offset>:<file>`. */
function readCompared(params: URLSearchParams, drop: Drop): readonly ChosenEvent[] {
  const texts = params.getAll('compare');
  if (texts.length > MOST_COMPARED) drop('compare', `At most ${MOST_COMPARED} events can be compared.`);
  return texts.slice(0, MOST_COMPARED).flatMap((text) => {
    const [, kind = '', rest = ''] = /^(e|at):(.*)$/su.exec(text) ?? [];
    return acceptEvent('compare', kind, rest, drop) ?? [];
  });
}

/** A signed URL is a secret that somebody has let slip: it is not even kept in the link that is shown. */
function readSources(params: URLSearchParams, drop: Drop): readonly string[] {
  const texts = params.getAll('src');
  if (texts.length > MOST_SOURCES) drop('src', `A link offers at most ${MOST_SOURCES} files.`);
  const urls = texts.slice(0, MOST_SOURCES).flatMap((text) => {
    const read = readPublicUrl(text);
    if ('url' in read && read.url.length <= LONGEST_NAME) return read.url;
    drop('src', 'url' in read ? 'The address is too long.' : read.reason);
    return [];
  });
  return [...new Set(urls)];
}

function acceptEvent(key: string, kind: string, text: string, drop: Drop): ChosenEvent | null {
  const chosen = kind === 'e' ? { eventId: text } : placeOf(text);
  if (chosen !== null && isValidEvent(chosen)) return chosen;
  drop(
    key,
    chosen === null
      ? 'It does not name the place of a record.'
      : `It does not name an event (empty, or over ${LONGEST_NAME} characters).`,
  );
  return null;
}

function placeOf(text: string): ChosenEvent | null {
  const match = /^(0|[1-9]\d{0,15}):(.+)$/su.exec(text);
  return match === null ? null : { offset: Number(match[1]), fileName: match[2] ?? '' };
}
