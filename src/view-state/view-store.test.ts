import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DataSetStamp } from './data-set-stamp.ts';
import { createViewStore } from './use-view-state.ts';
import { readLink, writeLink } from './link.ts';
import { DEFAULT_VIEW } from './view-state.ts';

/** The few things of a window that the store uses, with a history of its own. */
function pageAt(hash: string) {
  const entries = [hash];
  let at = 0;
  const listeners: (() => void)[] = [];
  const location = { pathname: '/sub/', search: '', hash };
  const show = (): void => {
    location.hash = entries[at] ?? '';
  };
  const hashOf = (address: string): string => (address.startsWith('#') ? address : '');
  const history = {
    pushState: (_state: unknown, _title: string, address: string) => {
      at += 1;
      entries.splice(at, Infinity, hashOf(address));
      show();
    },
    replaceState: (_state: unknown, _title: string, address: string) => {
      entries[at] = hashOf(address);
      show();
    },
  };
  const page = {
    location,
    history,
    addEventListener: (type: string, listener: () => void) => type === 'popstate' && listeners.push(listener),
  };
  const back = (): void => {
    at -= 1;
    show();
    for (const listener of listeners) listener();
  };
  return { page, entries, back };
}

const stamp = (digit: string): DataSetStamp => ({
  fingerprint: digit.repeat(16),
  events: 3,
  files: 1,
  first: null,
  last: null,
  name: digit,
});
const A = stamp('a');
const B = stamp('b');

function open(hash = '') {
  const { page, entries, back } = pageAt(hash === '' ? '' : `#${hash}`);
  // @ts-expect-error -- a window has more than the store needs
  const store = createViewStore(page);
  return { store, entries, back };
}

describe('the view store', () => {
  let opened = open();
  beforeEach(() => {
    opened = open();
  });

  it('writes the data set into every link from then on, that of the default view too', () => {
    const { store, entries } = opened;
    store.change({ screen: 'data' });
    store.setDataSet(A);
    store.change({ event: { eventId: 'x' } });
    store.change({ event: null, screen: 'events' });
    expect(entries.map((entry) => readLink(entry).madeOver)).toEqual([null, null, A, A]);
  });

  it('brings its own link up to date when files are added', () => {
    const { store, entries } = opened;
    store.setDataSet(A);
    store.change({ screen: 'data' });
    store.setDataSet(B);
    expect(readLink(entries.at(-1) ?? '')).toMatchObject({ madeOver: B, view: { screen: 'data' } });
    expect(entries).toHaveLength(2);
  });

  it('leaves a link over other data as it is, until something is chosen', () => {
    const { store, entries } = open(writeLink({ ...DEFAULT_VIEW, screen: 'data' }, A));
    store.setDataSet(B);
    store.change({ screen: 'data' });
    expect(store.read().madeOver).toEqual(A);
    expect(entries).toHaveLength(1);
    expect(store.isAsOpened()).toBe(true);
    store.change({ screen: 'events', event: { eventId: 'x' } });
    expect(store.read().madeOver).toEqual(B);
    expect(store.isAsOpened()).toBe(false);
  });

  it('keeps what a link says of its data while there are none', () => {
    const { store } = open(writeLink({ ...DEFAULT_VIEW, screen: 'data' }, A));
    store.change({ event: { eventId: 'x' } });
    expect(store.read().madeOver).toEqual(A);
  });

  it('tells listeners of each change and of Back, and of nothing else', () => {
    const { store, back } = opened;
    const listener = vi.fn<() => void>();
    store.subscribe(listener);
    store.change({ screen: 'data' });
    store.change({ screen: 'data' });
    expect(listener).toHaveBeenCalledTimes(1);
    back();
    expect(store.read().view.screen).toBe('events');
    expect(listener).toHaveBeenCalledTimes(2);
  });
});
