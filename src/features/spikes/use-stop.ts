import { useQueryClient } from '@tanstack/react-query';

/** Ends the looking for spikes; what was found before stays. It begins again when asked, or with other settings. */
export function useStop(
  isWanted: boolean,
  isFetching: boolean,
): { readonly stop: () => void; readonly isStopped: boolean } {
  const client = useQueryClient();
  return {
    stop: () => void client.cancelQueries({ queryKey: ['spikes'] }),
    isStopped: isWanted && !isFetching,
  };
}
