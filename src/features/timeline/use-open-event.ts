import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { addressOf, sameAddress } from '#query/event-detail.ts';
import { readEventRows } from '#query/event-rows.ts';
import { useRevision } from '#session/use-db-query.ts';
import { useSession } from '#session/use-session.ts';
import { useViewStore } from '#view-state/use-view-state.ts';

/** Opens the event of a row beside the timeline. From one open event to the next the history does not fill. */
export function useOpenEvent(): (rowId: number) => void {
  const session = useSession();
  const revision = useRevision();
  const client = useQueryClient();
  const store = useViewStore();
  const latest = useRef(0);
  return useCallback(
    (rowId) => {
      latest.current += 1;
      const turn = latest.current;
      const query = {
        queryKey: ['db', revision, 'timeline-event', rowId],
        queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
          readEventRows((rows) => session.query(rows, { signal }), [{ row_id: rowId }], {
            fields: [],
            conflicts: session.getState().totals.conflicts > 0,
          }),
      };
      client
        .ensureQueryData(query)
        .then(([row]) => {
          // A later choice may have been answered sooner.
          if (row === undefined || turn !== latest.current) return;
          const { event } = store.read().view;
          const address = addressOf(row);
          if (!sameAddress(event, address))
            store.change({ event: address }, event === null ? 'push' : 'replace');
        })
        // What cannot be read stays closed; the lanes themselves say why the engine does not answer.
        .catch(() => undefined);
    },
    [session, revision, client, store],
  );
}
