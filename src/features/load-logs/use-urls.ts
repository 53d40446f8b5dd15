import { useMutation } from '@tanstack/react-query';
import { createContext, use, useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { createDownloadWorker } from '#session/download/create-download-worker.ts';
import type { DownloadsState } from '#session/download/download-item.ts';
import { Downloads } from '#session/download/downloads.ts';
import type { SourceFile } from '#session/session.ts';
import { useSession } from '#session/use-session.ts';
import { takeUrlLists } from './take-url-lists.ts';

/** The URLs that were pasted, and the dialog they are in. */
export interface Urls {
  readonly downloads: Downloads;
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
  /** All that can be fetched, or these. */
  readonly start: (ids?: readonly number[]) => void;
  readonly tryAgain: () => void;
  /** The objects of a listed bucket, without a signature. */
  readonly fetchListed: (id: number) => void;
  /** Fetches what a link offers. */
  readonly accept: (sources: readonly string[]) => void;
  /** Whether that has been done. */
  readonly isAccepted: (sources: readonly string[]) => boolean;
  /** Takes lists of URLs out of what was dropped or chosen; answers the rest. */
  readonly takeLists: (files: readonly SourceFile[]) => Promise<readonly SourceFile[]>;
}

export const UrlsContext = createContext<Urls | null>(null);

export function useUrls(): Urls {
  const urls = use(UrlsContext);
  if (urls === null) throw new Error('There are no URLs above this component.');
  return urls;
}

export function useDownloads(): DownloadsState {
  const { downloads } = useUrls();
  return useSyncExternalStore(
    useCallback((listener: () => void) => downloads.subscribe(listener), [downloads]),
    () => downloads.getState(),
  );
}

/** Fetching runs as a mutation, so that the page is not taken for settled meanwhile. No URL is among its variables. */
export function useNewUrls(): Urls {
  const session = useSession();
  const [downloads] = useState(() => new Downloads({ session, createWorker: createDownloadWorker }));
  const [isOpen, setOpen] = useState(false);
  // Views come and go with every choice; what the link offers stays the same text.
  const [accepted, setAccepted] = useState('');
  const { mutate } = useMutation({ mutationFn: (work: () => Promise<void>) => work() });
  return useMemo(
    () => ({
      downloads,
      isOpen,
      open: () => setOpen(true),
      close: () => setOpen(false),
      start: (ids) => mutate(() => downloads.start(ids)),
      tryAgain: () => mutate(() => downloads.tryAgain()),
      fetchListed: (id) => mutate(() => downloads.fetchListed(id)),
      isAccepted: (sources) => sources.join('\n') === accepted,
      accept: (sources) => {
        setAccepted(sources.join('\n'));
        mutate(() => downloads.startPublic(sources));
      },
      takeLists: (files) =>
        takeUrlLists(files, (text) => {
          downloads.add(text);
          setOpen(true);
        }),
    }),
    [downloads, isOpen, accepted, mutate],
  );
}
