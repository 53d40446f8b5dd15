/** Each piece of a view as entries of a link; none for a default. The other way: `link-parts.ts`. */
import { FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { formatFilter } from '#query/format-filter.ts';
import { sameSort } from '#query/sort.ts';
import type { Sort } from '#query/sort.ts';
import { writePeople } from './people-view.ts';
import { writeSpikes } from './spike-view.ts';
import { DEFAULT_VIEW, sameColumns } from './view-state.ts';
import type { Against, ChosenEvent, ViewState } from './view-state.ts';

type Entry = [key: string, value: string];

export function writeParts(view: ViewState): Entry[] {
  const entries: Entry[] = [];
  const add = (key: string, value: string, isDefault: boolean): void => {
    if (!isDefault) entries.push([key, value]);
  };
  const { filter } = view;
  const search = formatFilter(filter);
  add('screen', view.screen, view.screen === DEFAULT_VIEW.screen);
  add('q', search, search === '');
  if (filter.from !== null) entries.push(['from', writeTime(filter.from)]);
  if (filter.to !== null) entries.push(['to', writeTime(filter.to)]);
  add('columns', writeFields(view.columns), sameColumns(view.columns, DEFAULT_VIEW.columns));
  add('pin', writeFields(view.pinned), sameColumns(view.pinned, DEFAULT_VIEW.pinned));
  add('facets', writeFields(view.facets), sameColumns(view.facets, DEFAULT_VIEW.facets));
  add('sort', writeSort(view.sort), sameSort(view.sort, DEFAULT_VIEW.sort));
  add('runs', '1', !view.runs);
  add('zone', view.zone, view.zone === DEFAULT_VIEW.zone);
  add('stack', view.stack, view.stack === DEFAULT_VIEW.stack);
  if (view.against !== null) entries.push(['against', writeAgainst(view.against)]);
  if (view.event !== null) entries.push(eventEntry(view.event));
  for (const event of view.compare) entries.push(['compare', eventEntry(event).join(':')]);
  if (view.equalRows !== null) entries.push(['equal', view.equalRows]);
  for (const source of view.sources) entries.push(['src', source]);
  return entries.concat(writePeople(view), writeSpikes(view));
}

function eventEntry(chosen: ChosenEvent): Entry {
  return 'eventId' in chosen ? ['e', chosen.eventId] : ['at', `${chosen.offset}:${chosen.fileName}`];
}

function writeFields(keys: readonly FieldKey[]): string {
  return keys.map((key) => FIELDS[key].linkKey).join(',');
}

/** `-time` is newest first. */
function writeSort({ field, descending }: Sort): string {
  return `${descending ? '-' : ''}${FIELDS[field].linkKey}`;
}

/** `2025-10-10T18:42:00Z`, with milliseconds where there are some. */
export function writeTime(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

function writeAgainst(against: Against): string {
  return typeof against === 'string' ? against : `${writeTime(against.from)}/${writeTime(against.to)}`;
}
