import { useEffect, useRef, useState } from 'react';
import { fileNameOf } from '#query/file-name.ts';
import type { SpikeReport } from '#query/find-spikes.ts';
import { formatFilter } from '#query/format-filter.ts';
import { attributionCounts, explainSpike, spikeTimes } from '#query/spike-attribution.ts';
import type { Explained } from '#query/spike-attribution.ts';
import { FAMILIES } from '#query/spike-names.ts';
import { useIdentity } from '#session/use-identity.ts';
import { askMatches } from '#session/use-match-query.ts';
import { useSession } from '#session/use-session.ts';
import { spikeResources } from '#session/use-spike-resources.ts';
import { saveFile } from '#ui/save-file.ts';
import { visibleText } from '#ui/visible-text.ts';
import type { ListedSpike } from '#view-state/open-spike.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { spikesCsv, spikesJson, timeText } from './spikes-file.ts';
import type { SpikeEntry } from './spikes-file.ts';

export type Form = 'json' | 'csv';

const TYPES: Readonly<Record<Form, string>> = { json: 'application/json', csv: 'text/csv' };

export interface Download {
  readonly start: (form: Form) => void;
  readonly stop: () => void;
  /** Spikes that have been explained; null while nothing is being written. */
  readonly done: number | null;
  readonly problem: string | null;
}

/** Asks of each listed spike who and what made its calls, and saves all of it. */
export function useDownload(report: SpikeReport | undefined, listed: readonly ListedSpike[]): Download {
  const [{ filter, sensitivity, countReads, families }] = useViewState();
  const identity = useIdentity();
  const [done, setDone] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const explain = useExplain(report);
  useEffect(() => () => running.current?.abort(), []);

  const write = async (form: Form, signal: AbortSignal): Promise<void> => {
    if (report === undefined) return;
    const entries: SpikeEntry[] = [];
    for (const one of listed) {
      setDone(entries.length);
      entries.push({ ...one, explained: await explain(one, signal) });
    }
    const source = {
      dataSet: identity?.name ?? null,
      fingerprint: identity?.fingerprint ?? null,
      filter: formatFilter(filter),
      from: timeText(filter.from),
      to: timeText(filter.to),
      sensitivity,
      reads: countReads,
      kinds: families ?? FAMILIES,
    };
    const text = form === 'json' ? spikesJson(entries, report, source) : spikesCsv(entries);
    const what = `${entries.length}-spike${entries.length === 1 ? '' : 's'}`;
    saveFile(fileNameOf(identity ?? UNKNOWN, what, filter, form), text, TYPES[form]);
  };

  const start = (form: Form): void => {
    const controller = new AbortController();
    running.current = controller;
    setProblem(null);
    write(form, controller.signal)
      .catch((error: unknown) => {
        if (!controller.signal.aborted)
          setProblem(
            `The file could not be written: ${visibleText(error instanceof Error ? error.message : '')}`,
          );
      })
      .finally(() => {
        if (running.current === controller) setDone(null);
      });
  };
  return { start, stop: () => running.current?.abort(), done, problem };
}

const UNKNOWN = { name: 'logs', fingerprint: '' };

function useExplain(report: SpikeReport | undefined) {
  const session = useSession();
  const [{ filter }] = useViewState();
  return async ({ spike }: ListedSpike, signal: AbortSignal): Promise<Explained> => {
    signal.throwIfAborted();
    const times = spikeTimes(spike.start, spike.end, report?.range?.from ?? spike.start);
    const rows = await askMatches(
      session,
      { filter, ask: (matches) => attributionCounts(matches, spike.ids, times), priority: 'background' },
      signal,
    );
    const { rows: things } = await spikeResources(session, { filter, series: spike.ids, times }, signal);
    return explainSpike([...rows, ...things], times);
  };
}
