import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SpikeReport } from '#query/find-spikes.ts';
import { useSpikes } from '#session/use-spikes.ts';
import { listedSpikes } from '#view-state/open-spike.ts';
import type { ListedSpike } from '#view-state/open-spike.ts';
import { useViewState } from '#view-state/use-view-state.ts';

/** The spikes as the view asks for them. */
export function useViewSpikes(): UseQueryResult<SpikeReport> {
  const [{ filter, sensitivity, countReads, families }] = useViewState();
  return useSpikes({ filter, sensitivity, countReads, families });
}

const NONE: readonly ListedSpike[] = [];

/** Those of the chosen kinds, what is expected last. */
export function useListed(report: SpikeReport | undefined): readonly ListedSpike[] {
  const [{ families, expected }] = useViewState();
  return useMemo(
    () => (report === undefined ? NONE : listedSpikes(report.spikes, { families, expected })),
    [report, families, expected],
  );
}
