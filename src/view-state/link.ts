/**
 * ViewState ⇄ the text after `#` in the address. Keys are sorted and defaults are absent, so equal views give equal
 * links. Reading is total: any text gives a view; what cannot be read is dropped alone and said in words.
 * The format is a promise: see `upgrades.ts` and `old-links.fixture.ts`.
 */
import {
  DEFAULT_VIEW,
  isValidColumns,
  isValidEvent,
  LONGEST_NAME,
  MOST_COLUMNS,
  sameColumns,
  SCREENS,
} from './view-state.ts';
import type { ChosenEvent, ViewState } from './view-state.ts';
import { columnByLinkKey } from './columns.ts';
import { FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { LINK_VERSION, upgrade } from './upgrades.ts';

export interface Dropped {
  readonly key: string;
  /** A sentence for the reader. */
  readonly reason: string;
}

export interface ReadLink {
  readonly view: ViewState;
  readonly dropped: readonly Dropped[];
}

/** Text longer than this is not one of our links. */
const LONGEST_LINK = 100_000;

/** `v=1&…`, without the `#`; empty for the default view. */
export function writeLink(view: ViewState): string {
  const entries: [string, string][] = [];
  if (view.screen !== DEFAULT_VIEW.screen) entries.push(['screen', view.screen]);
  if (!sameColumns(view.columns, DEFAULT_VIEW.columns)) {
    entries.push(['columns', view.columns.map((key) => FIELDS[key].linkKey).join(',')]);
  }
  if (view.event !== null) entries.push(eventEntry(view.event));
  if (entries.length === 0) return '';
  entries.push(['v', String(LINK_VERSION)]);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return new URLSearchParams(entries).toString();
}

function eventEntry(chosen: ChosenEvent): [string, string] {
  return 'eventId' in chosen ? ['e', chosen.eventId] : ['at', `${chosen.offset}:${chosen.fileName}`];
}

/** Never throws. A leading `#` is allowed. */
export function readLink(text: string): ReadLink {
  const bare = text.startsWith('#') ? text.slice(1) : text;
  if (bare === '') return { view: DEFAULT_VIEW, dropped: [] };
  if (bare.length > LONGEST_LINK)
    return { view: DEFAULT_VIEW, dropped: [drop('link', 'The link is too long.')] };
  const dropped: Dropped[] = [];
  const given = new URLSearchParams(bare);
  const params = upgrade(given, readVersion(given, dropped));
  const view: ViewState = {
    screen: readScreen(params, dropped),
    columns: readColumns(params, dropped),
    event: readEvent(params, dropped),
  };
  for (const key of new Set(params.keys())) {
    if (!KNOWN.has(key)) dropped.push(drop(key, 'This version does not know it.'));
  }
  return { view, dropped };
}

const KNOWN: ReadonlySet<string> = new Set(['v', 'screen', 'columns', 'e', 'at']);

function drop(key: string, reason: string): Dropped {
  return { key: key.slice(0, 40), reason };
}

function readVersion(params: URLSearchParams, dropped: Dropped[]): number {
  const text = params.get('v');
  const version = text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
  if (version === null) {
    dropped.push(drop('v', 'The link does not say which version wrote it; it was read as today’s.'));
    return LINK_VERSION;
  }
  if (version > LINK_VERSION) {
    dropped.push(drop('v', 'A newer version of Trailscope wrote this link; what is known here was read.'));
    return LINK_VERSION;
  }
  return version;
}

function readScreen(params: URLSearchParams, dropped: Dropped[]): ViewState['screen'] {
  const text = params.get('screen');
  if (text === null) return DEFAULT_VIEW.screen;
  const screen = SCREENS.find((name) => name === text);
  if (screen === undefined) dropped.push(drop('screen', 'There is no screen of that name.'));
  return screen ?? DEFAULT_VIEW.screen;
}

function readColumns(params: URLSearchParams, dropped: Dropped[]): readonly FieldKey[] {
  const text = params.get('columns');
  if (text === null) return DEFAULT_VIEW.columns;
  const names = [...new Set(text.split(',').slice(0, MOST_COLUMNS * 2))];
  const known = names
    .map(columnByLinkKey)
    .filter((key) => key !== null)
    .slice(0, MOST_COLUMNS);
  if (known.length < names.length) dropped.push(drop('columns', 'Some of its columns are not known here.'));
  return isValidColumns(known) ? known : DEFAULT_VIEW.columns;
}

function readEvent(params: URLSearchParams, dropped: Dropped[]): ChosenEvent | null {
  const id = params.get('e');
  if (id !== null) return acceptEvent('e', { eventId: id }, dropped);
  const at = params.get('at');
  if (at === null) return null;
  const match = /^(0|[1-9]\d{0,15}):(.+)$/su.exec(at);
  if (match === null) {
    dropped.push(drop('at', 'It does not name the place of a record.'));
    return null;
  }
  return acceptEvent('at', { offset: Number(match[1]), fileName: match[2] ?? '' }, dropped);
}

function acceptEvent(key: string, chosen: ChosenEvent, dropped: Dropped[]): ChosenEvent | null {
  if (isValidEvent(chosen)) return chosen;
  dropped.push(drop(key, `It does not name an event (empty, or over ${LONGEST_NAME} characters).`));
  return null;
}
