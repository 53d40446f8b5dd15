import { useMemo, useState } from 'react';
import { windowOfData } from '#query/time-window.ts';
import type { TimeWindow } from '#query/time-window.ts';
import type { SessionState } from './session.ts';
import { CALM_PACE, useRevision } from './use-db-query.ts';
import { useSessionState } from './use-session.ts';

const firstOf = (state: SessionState): number | null => state.totals.firstTime;
const lastOf = (state: SessionState): number | null => state.totals.lastTime;

/** From the first to the last loaded event; null when none has a time. */
export function useDataWindow(): TimeWindow | null {
  const first = useSessionState(firstOf);
  const last = useSessionState(lastOf);
  // While files are being read the ends move with every batch, and each move would be a new question.
  const revision = useRevision(CALM_PACE);
  const [kept, setKept] = useState<{ revision: number; first: number | null; last: number | null } | null>(
    null,
  );
  if (kept?.revision !== revision) setKept({ revision, first, last });
  const start = kept?.first ?? null;
  const end = kept?.last ?? null;
  return useMemo(() => (start === null || end === null ? null : windowOfData(start, end)), [start, end]);
}
