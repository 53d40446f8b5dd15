import { useCallback } from 'react';
import type { StoryLead } from '#cloudtrail/story-entry.ts';
import { narrowedBy } from '#query/narrow.ts';
import { useViewStore } from '#view-state/use-view-state.ts';

/** Where an entry leads: its event, opened here, or its events in the table. */
export function useLead(): (lead: StoryLead | null) => void {
  const store = useViewStore();
  return useCallback(
    (lead) => {
      if (lead === null) return;
      if ('event' in lead) {
        store.change({ event: lead.event });
        return;
      }
      const { filter } = store.read().view;
      store.change({ screen: 'events', filter: narrowedBy(filter, lead), event: null });
    },
    [store],
  );
}
