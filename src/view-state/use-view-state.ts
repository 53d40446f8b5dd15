import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import { readLink, writeLink } from './link.ts';
import type { DataSetStamp } from './data-set-stamp.ts';
import type { ReadLink } from './link.ts';
import type { ViewState } from './view-state.ts';

/** `push` for a choice one wants to go back from, `replace` for stepping and dragging. */
export type Way = 'push' | 'replace';

/** The one reader and writer of the address and the history. */
export interface ViewStore {
  readonly read: () => ReadLink;
  readonly change: (patch: Partial<ViewState>, way?: Way) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * From now on links say that they are made over this data; null = over what the present link says. A link that was
   * made over the data as it was before the last file came is brought up to date; one over other data stays as it is.
   */
  readonly setDataSet: (stamp: DataSetStamp | null) => void;
  /** Whether the present link is the one that the page was opened with. */
  readonly isAsOpened: () => boolean;
}

export function createViewStore(page: Window): ViewStore {
  const listeners = new Set<() => void>();
  let link = page.location.hash;
  const opened = readLink(link);
  let current = opened;
  let dataSet: DataSetStamp | null = null;
  const refresh = (): void => {
    if (page.location.hash === link) return;
    link = page.location.hash;
    current = readLink(link);
    for (const listener of listeners) listener();
  };
  page.addEventListener('popstate', refresh);
  page.addEventListener('hashchange', refresh);
  const go = (text: string, way: Way): void => {
    const address = text === '' ? page.location.pathname + page.location.search : `#${text}`;
    if (text === link.replace(/^#/, '')) return;
    if (way === 'push') page.history.pushState(null, '', address);
    else page.history.replaceState(null, '', address);
    refresh();
  };
  return {
    read: () => current,
    change: (patch, way = 'push') => {
      const next = { ...current.view, ...patch };
      // A link over other data stays that until something is chosen.
      if (current.dropped.length === 0 && writeLink(next) === writeLink(current.view)) return;
      // Over data every link says something: an empty one would begin at the overview.
      go(writeLink(next, dataSet ?? current.madeOver, { always: dataSet !== null }), way);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setDataSet: (stamp) => {
      const before = dataSet?.fingerprint;
      dataSet = stamp;
      const { madeOver, view } = current;
      const isOwn = madeOver !== null && madeOver.fingerprint === before;
      if (stamp !== null && isOwn && madeOver.fingerprint !== stamp.fingerprint)
        go(writeLink(view, stamp), 'replace');
    },
    isAsOpened: () => current === opened,
  };
}

export const ViewStoreContext = createContext<ViewStore | null>(null);

export function useViewStore(): ViewStore {
  const store = use(ViewStoreContext);
  if (store === null) throw new Error('There is no view store above this component.');
  return store;
}

export function useViewState(): readonly [ViewState, ViewStore['change']] {
  const store = useViewStore();
  const { view } = useReadLink();
  return [view, useCallback((patch, way) => store.change(patch, way), [store])];
}

/** The view together with what of the link could not be read. */
export function useReadLink(): ReadLink {
  const store = useViewStore();
  return useSyncExternalStore(store.subscribe, store.read);
}
