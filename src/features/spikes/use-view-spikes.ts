import type { UseQueryResult } from '@tanstack/react-query';
import type { SpikeReport } from '#query/find-spikes.ts';
import { useSpikes } from '#session/use-spikes.ts';
import { useViewState } from '#view-state/use-view-state.ts';

/** The spikes as the view asks for them. */
export function useViewSpikes(): UseQueryResult<SpikeReport> {
  const [{ filter, sensitivity, countReads }] = useViewState();
  return useSpikes({ filter, sensitivity, countReads });
}
