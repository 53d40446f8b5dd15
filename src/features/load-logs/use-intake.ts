import { useMutation } from '@tanstack/react-query';
import { createContext, use, useMemo, useRef, useState } from 'react';
import type { SourceFile } from '#session/session.ts';
import { useSession } from '#session/use-session.ts';
import { fetchSample } from './sample.ts';
import { walkEntries } from './walk-entries.ts';

/** What is being gathered before anything is read, in words. */
export interface Gathering {
  readonly words: string;
}

/** All the ways in which files come to the session. */
export interface Intake {
  readonly choose: (files: readonly SourceFile[]) => void;
  readonly drop: (entries: readonly FileSystemEntry[]) => void;
  readonly sample: () => void;
  readonly gathering: Gathering | null;
  readonly cancelGathering: () => void;
  /** What went wrong, as a sentence. */
  readonly message: string | null;
}

/** Takes what is no log but a list of URLs; answers the rest. */
type TakeLists = (files: readonly SourceFile[]) => Promise<readonly SourceFile[]>;

type Gather = (signal: AbortSignal, tell: (words: string) => void) => Promise<readonly SourceFile[]>;

const NOTHING_FOUND =
  'There were no files in it. Drop the folder that holds the .json.gz files, for example the one named after your account.';

export const IntakeContext = createContext<Intake | null>(null);

export function useIntake(): Intake {
  const intake = use(IntakeContext);
  if (intake === null) throw new Error('There is no intake above this component.');
  return intake;
}

/** Gathering runs as a mutation, so that the page is not taken for settled meanwhile. */
export function useNewIntake(takeLists: TakeLists): Intake {
  const session = useSession();
  const [gathering, setGathering] = useState<Gathering | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const { mutate } = useMutation({
    mutationFn: async (gather: Gather) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setMessage(null);
      try {
        const files = await gather(controller.signal, (words) => {
          if (!controller.signal.aborted) setGathering({ words });
        });
        controller.signal.throwIfAborted();
        const logs = await takeLists(files);
        controller.signal.throwIfAborted();
        if (files.length === 0) setMessage(NOTHING_FOUND);
        // The load reports on itself through the session's state.
        else if (logs.length > 0) void session.addFiles(logs);
      } catch (error) {
        if (!controller.signal.aborted) setMessage(sentenceOf(error));
      } finally {
        if (running.current === controller) setGathering(null);
      }
    },
  });
  return useMemo(
    () => ({
      choose: (files) => mutate(() => Promise.resolve(files)),
      drop: (entries) => mutate((signal, tell) => gatherEntries(entries, signal, tell)),
      sample: () => mutate(gatherSample),
      gathering,
      cancelGathering: () => running.current?.abort(),
      message,
    }),
    [mutate, gathering, message],
  );
}

function gatherEntries(
  entries: readonly FileSystemEntry[],
  signal: AbortSignal,
  tell: (words: string) => void,
): Promise<readonly SourceFile[]> {
  let told = 0;
  const onFound = (count: number): void => {
    // Thousands of files a second: a tenth of a second is as often as one can read.
    if (performance.now() - told < 100) return;
    told = performance.now();
    tell(`Looking through folders… ${count.toLocaleString('en-US')} files`);
  };
  tell('Looking through folders…');
  return walkEntries(entries, { signal, onFound });
}

function gatherSample(signal: AbortSignal, tell: (words: string) => void): Promise<readonly SourceFile[]> {
  tell('Fetching the sample…');
  return fetchSample({
    base: document.baseURI,
    signal,
    onFetched: (done, total) => tell(`Fetching the sample: ${done} of ${total} files`),
  });
}

function sentenceOf(error: unknown): string {
  if (error instanceof DOMException) {
    return `The browser could not open one of the files (${error.name}). It may have been moved or is not readable.`;
  }
  return error instanceof Error ? error.message : 'The files could not be opened.';
}
