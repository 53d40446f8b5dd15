import { useMutation } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { identityOf } from '#session/use-identity.ts';
import { useSession } from '#session/use-session.ts';
import { writeLink } from '#view-state/link.ts';
import { useViewStore } from '#view-state/use-view-state.ts';
import { choosePlace } from './destination.ts';
import { exportName } from './export-name.ts';
import { FORMAT_FACTS } from './export-plan.ts';
import type { ExportPlan } from './export-plan.ts';
import { exportStatement } from './export-statement.ts';
import { runExport } from './run-export.ts';
import type { ExportProgress, ExportResult } from './run-export.ts';

/** ms between two pictures of the progress. */
const REPORT_MS = 120;

export interface Export {
  readonly state: 'idle' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly progress: ExportProgress | null;
  readonly result: ExportResult | null;
  /** A sentence. */
  readonly problem: string | null;
  /** In the click: the browser asks for a place only there. `events` is for the name. */
  readonly start: (plan: ExportPlan, events: number) => void;
  readonly cancel: () => void;
  readonly forget: () => void;
}

/** One export at a time. It runs as a mutation, so that the page is not taken for settled meanwhile. */
export function useExport(): Export {
  const session = useSession();
  const store = useViewStore();
  const [progress, setProgress] = useState<ExportProgress | null>(null);
  const running = useRef<AbortController | null>(null);
  const mutation = useMutation({
    mutationFn: async ({ plan, events }: { readonly plan: ExportPlan; readonly events: number }) => {
      const set = identityOf(session.getState());
      if (set === null) throw new Error('There are no events at rest to be exported.');
      const link = writeLink(store.read().view, set, { always: true });
      const { type, extension } = FORMAT_FACTS[plan.format];
      const controller = new AbortController();
      running.current = controller;
      const place = await choosePlace(exportName(plan.format, set, events, plan.filter), type, extension);
      if (place === null) return null;
      let told = 0;
      return runExport({
        session,
        plan,
        place,
        signal: controller.signal,
        statementOf: (total) => exportStatement(plan, set, { events: total, link, now: Date.now() }),
        onProgress: (next) => {
          const now = performance.now();
          if (now - told < REPORT_MS) return;
          told = now;
          setProgress(next);
        },
      });
    },
    onMutate: () => setProgress(null),
  });
  const { mutate, reset, status, data, error } = mutation;
  return useMemo(
    () => ({
      state: stateOf(status, data ?? null, error),
      progress,
      result: data ?? null,
      problem: error === null ? null : sentenceOf(error),
      start: (plan, events) => mutate({ plan, events }),
      cancel: () => running.current?.abort(new DOMException('Cancelled', 'AbortError')),
      forget: reset,
    }),
    [mutate, reset, status, data, error, progress],
  );
}

function stateOf(
  status: 'idle' | 'pending' | 'success' | 'error',
  result: ExportResult | null,
  error: Error | null,
): Export['state'] {
  if (status === 'pending') return 'running';
  if (status === 'success') return result === null ? 'idle' : 'done';
  if (status === 'error') return error?.name === 'AbortError' ? 'cancelled' : 'failed';
  return 'idle';
}

function sentenceOf(error: Error): string {
  if (error.name === 'QuotaExceededError') return 'There is no room left on the disk.';
  return error.message;
}
