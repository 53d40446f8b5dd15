import { useMemo } from 'react';
import { partialCounts } from '#query/partial-counts.ts';
import { useDbQuery } from '#session/use-db-query.ts';

/** By file; of files that are not named here every event is whole. */
export function usePartialCounts(): ReadonlyMap<number, number> {
  const { data } = useDbQuery(partialCounts(), { keep: true, priority: 'background' });
  return useMemo(() => new Map(data?.rows.map(({ fileId, events }) => [fileId, events])), [data]);
}
