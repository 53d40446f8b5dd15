import { useCallback } from 'react';
import type { EventRef } from '#cloudtrail/lineage.ts';
import type { EventAddress } from '#query/event-detail.ts';
import { useSession } from './use-session.ts';

/** How an event that others are joined to is named in links: by its eventID, or, without one, by its record's place. */
export function useEventAddress(): (ref: EventRef) => EventAddress {
  const session = useSession();
  return useCallback(
    ({ eventId, fileId, recordOffset }) => {
      if (eventId !== null) return { eventId };
      const file = session.getState().files.find(({ id }) => id === fileId);
      return { fileName: file?.name ?? '', offset: recordOffset };
    },
    [session],
  );
}
