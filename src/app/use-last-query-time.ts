import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { member } from '#lib/json.ts';

/** How long the latest answer of the database took, in ms; null before the first. */
export function useLastQueryTime(): number | null {
  const client = useQueryClient();
  const [time, setTime] = useState<number | null>(null);
  useEffect(
    () =>
      client.getQueryCache().subscribe((notice) => {
        if (notice.type !== 'updated' || notice.action.type !== 'success') return;
        const milliseconds = member(notice.query.state.data, 'milliseconds');
        if (typeof milliseconds === 'number') setTime(milliseconds);
      }),
    [client],
  );
  return time;
}
