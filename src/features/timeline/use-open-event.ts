import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import type { EventRef } from '#cloudtrail/lineage.ts';
import { addressOf, sameAddress } from '#query/event-detail.ts';
import type { EventAddress } from '#query/event-detail.ts';
import { readEventRows } from '#query/event-rows.ts';
import { useRevision } from '#session/use-db-query.ts';
import { useSession } from '#session/use-session.ts';
import { useViewStore } from '#view-state/use-view-state.ts';

/**
 * Opens an event beside the timeline, by its row or by where its record lies. From one open event to the next the history
 * does not fill.
 */
export function useOpenEvent(): (opened: number | EventRef) => void {
  const session = useSession();
  const revision = useRevision();
  const client = useQueryClient();
  const store = useViewStore();
  const latest = useRef(0);
  return useCallback(
    (opened) => {
      latest.current += 1;
      const turn = latest.current;
      const show = (address: EventAddress): void => {
        const { event } = store.read().view;
        if (!sameAddress(event, address))
          store.change({ event: address }, event === null ? 'push' : 'replace');
      };
      if (typeof opened !== 'number') {
        const { eventId, fileId, recordOffset: offset } = opened;
        const fileName = session.getState().files.find(({ id }) => id === fileId)?.name ?? '';
        return show(eventId === null ? { fileName, offset } : { eventId });
      }
      const query = {
        queryKey: ['db', revision, 'timeline-event', opened],
        queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
          readEventRows((rows) => session.query(rows, { signal }), [{ row_id: opened }], {
            fields: [],
            conflicts: session.getState().totals.conflicts > 0,
          }),
      };
      client
        .ensureQueryData(query)
        .then(([row]) => {
          // A later choice may have been answered sooner.
          if (row !== undefined && turn === latest.current) show(addressOf(row));
        })
        // What cannot be read stays closed; the lanes themselves say why the engine does not answer.
        .catch(() => undefined);
      return undefined;
    },
    [session, revision, client, store],
  );
}
