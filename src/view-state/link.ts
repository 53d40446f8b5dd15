/**
 * ViewState ⇄ the text after `#` in the address. Keys are sorted and defaults are absent, so equal views give equal
 * links. Reading is total: any text gives a view; what cannot be read is dropped alone and said in words.
 * The format is a promise: see `upgrades.ts` and `old-links.fixture.ts`.
 */
import { readParts } from './link-parts.ts';
import { readStamp, writeStamp } from './data-set-stamp.ts';
import type { DataSetStamp } from './data-set-stamp.ts';
import { writeParts } from './link-writing.ts';
import { PEOPLE_KEYS } from './people-view.ts';
import { SPIKE_KEYS } from './spike-view.ts';
import { DEFAULT_VIEW } from './view-state.ts';
import type { ViewState } from './view-state.ts';
import { LINK_VERSION, upgrade } from './upgrades.ts';

export interface Dropped {
  readonly key: string;
  /** A sentence for the reader. */
  readonly reason: string;
}

export interface ReadLink {
  readonly view: ViewState;
  /** The data set the link was made over; null when it does not say. */
  readonly madeOver: DataSetStamp | null;
  readonly dropped: readonly Dropped[];
}

/** Text longer than this is not one of our links. */
const LONGEST_LINK = 100_000;

/** `d=…&v=1&…`, without the `#`. Empty for the default view: such a link says nothing of the data either, unless `always`. */
export function writeLink(
  view: ViewState,
  madeOver: DataSetStamp | null = null,
  { always = false }: { readonly always?: boolean } = {},
): string {
  const entries = writeParts(view);
  if (entries.length === 0 && !(always && madeOver !== null)) return '';
  if (madeOver !== null) entries.push(['d', writeStamp(madeOver)]);
  entries.push(['v', String(LINK_VERSION)]);
  // Stable, so that keys which occur several times keep their order.
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return new URLSearchParams(entries).toString();
}

/** Never throws. A leading `#` is allowed. */
export function readLink(text: string): ReadLink {
  const bare = text.startsWith('#') ? text.slice(1) : text;
  if (bare === '') return { view: DEFAULT_VIEW, madeOver: null, dropped: [] };
  if (bare.length > LONGEST_LINK) {
    const dropped = [{ key: 'link', reason: 'The link is too long.' }];
    return { view: DEFAULT_VIEW, madeOver: null, dropped };
  }
  const dropped: Dropped[] = [];
  const drop = (key: string, reason: string): void => {
    dropped.push({ key: key.slice(0, 40), reason });
  };
  const given = new URLSearchParams(bare);
  const params = upgrade(given, readVersion(given, drop));
  const view = readParts(params, drop);
  const madeOver = readMadeOver(params, drop);
  for (const key of new Set(params.keys())) {
    if (!KNOWN.has(key)) drop(key, 'This version does not know it.');
  }
  return { view, madeOver, dropped };
}

const KNOWN: ReadonlySet<string> = new Set([
  ...'v d screen q from to columns pin facets sort runs zone stack e at compare equal against src'.split(' '),
  ...PEOPLE_KEYS,
  ...SPIKE_KEYS,
]);

function readVersion(params: URLSearchParams, drop: (key: string, reason: string) => void): number {
  const text = params.get('v');
  const version = text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
  if (version === null) {
    drop('v', 'The link does not say which version wrote it; it was read as today’s.');
    return LINK_VERSION;
  }
  if (version > LINK_VERSION) {
    drop('v', 'A newer version of Trailscope wrote this link; what is known here was read.');
    return LINK_VERSION;
  }
  return version;
}

function readMadeOver(
  params: URLSearchParams,
  drop: (key: string, reason: string) => void,
): DataSetStamp | null {
  const text = params.get('d');
  if (text === null) return null;
  const stamp = readStamp(text);
  if (stamp === null) drop('d', 'It does not say which data set the link was made over.');
  return stamp;
}
