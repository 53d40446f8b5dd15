import { useState } from 'react';
import { withArchiveFiles } from '#session/archive-files.ts';
import type { FileReport, RemovalEnd, SessionState } from '#session/session.ts';
import { useSession, useSessionState } from '#session/use-session.ts';

/** What became of the last wish to remove files. */
export interface LastRemoval {
  readonly end: RemovalEnd;
  readonly files: readonly FileReport[];
}

export interface Removal {
  /** Files about which is being asked; null when nothing is. */
  readonly asked: readonly FileReport[] | null;
  /** Archives are asked about with all that lies in them. */
  readonly ask: (files: readonly FileReport[] | null) => void;
  readonly remove: () => void;
  readonly putBack: (files: readonly FileReport[]) => void;
  readonly last: LastRemoval | null;
  readonly forgetLast: () => void;
  /** Files are being read or removed: nothing can be done now. */
  readonly busy: boolean;
}

const isBusy = (state: SessionState): boolean => state.phase !== 'ready';

export const BUSY_REASON = 'Files can be removed or put back when reading has ended.';

export function useRemoval(): Removal {
  const session = useSession();
  const busy = useSessionState(isBusy);
  const [asked, ask] = useState<readonly FileReport[] | null>(null);
  const [last, setLast] = useState<LastRemoval | null>(null);
  const askAbout = (files: readonly FileReport[] | null): void => {
    if (files === null) ask(null);
    else {
      const going = withArchiveFiles(
        files.map(({ id }) => id),
        session.getState().files,
      );
      ask(session.getState().files.filter(({ id }) => going.has(id)));
    }
  };
  const remove = async (files: readonly FileReport[]): Promise<void> => {
    const end = await session.removeFiles(files.map(({ id }) => id));
    setLast({ end, files });
  };
  return {
    asked,
    ask: askAbout,
    remove: () => {
      ask(null);
      setLast(null);
      if (asked !== null) void remove(asked);
    },
    putBack: (files) => {
      setLast(null);
      void session.putBack(files.map(({ id }) => id));
    },
    last,
    forgetLast: () => setLast(null),
    busy,
  };
}
