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
  /** From the next change on, links say that they are made over this data; null = over what the present link says. */
  readonly setDataSet: (stamp: DataSetStamp | null) => void;
}

export function createViewStore(page: Window): ViewStore {
  const listeners = new Set<() => void>();
  let link = page.location.hash;
  let current = readLink(link);
  let dataSet: DataSetStamp | null = null;
  const refresh = (): void => {
    if (page.location.hash === link) return;
    link = page.location.hash;
    current = readLink(link);
    for (const listener of listeners) listener();
  };
  page.addEventListener('popstate', refresh);
  page.addEventListener('hashchange', refresh);
  return {
    read: () => current,
    change: (patch, way = 'push') => {
      const text = writeLink({ ...current.view, ...patch }, dataSet ?? current.madeOver);
      const address = text === '' ? page.location.pathname + page.location.search : `#${text}`;
      if (text === link.replace(/^#/, '')) return;
      if (way === 'push') page.history.pushState(null, '', address);
      else page.history.replaceState(null, '', address);
      refresh();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setDataSet: (stamp) => {
      dataSet = stamp;
    },
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
