import { useCallback } from 'react';
import { addValue, withTime } from '#query/edit-filter.ts';
import type { Filter } from '#query/filter.ts';
import { subjectFilter } from '#query/subject.ts';
import type { HandleAction } from '#ui/handle-menu.tsx';
import { useHandleMenu } from '#ui/handle-menu.tsx';
import { countOf } from '#ui/number-text.ts';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { NEW_TIMELINE } from '#view-state/subject-view.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewStore } from '#view-state/use-view-state.ts';
import { cellText } from './hour-words.ts';
import type { Picture } from './use-hours.ts';

/** A filter can name one stretch of time: of several such hours the latest are offered, each for itself. */
const MOST_OFFERED = 10;
const LONGEST = 60;

/** The menu of a cell: its events, and what its picture is of. */
export function useCellActions(): (picture: Picture, cell: number, anchor: DOMRect) => void {
  const store = useViewStore();
  const open = useHandleMenu();
  const { time } = useTimeText();
  return useCallback(
    (picture, cell, anchor) => {
      const { name, week, by } = picture;
      const { filter } = store.read().view;
      const own = ownFilter(filter, picture);
      const latest = (week.cells[cell] ?? []).toReversed().slice(0, MOST_OFFERED);
      const called = name === null ? 'everything' : visibleText(cutMiddle(name, LONGEST));
      const shows = latest.map(({ from, to, count }): HandleAction => ({
        label: `Show ${countOf(count, 'event')} of ${time(from).slice(0, 16)}`,
        group: 'events',
        run: () =>
          store.change({ screen: 'events', event: null, filter: withTime(own, from, to), zoom: null }),
      }));
      const leads: HandleAction[] =
        by === 'all'
          ? []
          : [{ label: `Filter for ${called}`, group: 'who', run: () => store.change({ filter: own }) }];
      const timeline: HandleAction[] =
        name === null || (by !== 'principal' && by !== 'sourceIPAddress')
          ? []
          : [
              {
                label: 'Open timeline',
                group: 'who',
                run: () =>
                  store.change({
                    ...NEW_TIMELINE,
                    filter: subjectFilter({ field: by, value: name }, picture.account),
                  }),
              },
            ];
      const actions = [...shows, ...leads, ...timeline];
      if (actions.length > 0) open({ title: `${cellText(cell)}, ${called}`, anchor, actions });
    },
    [store, open, time],
  );
}

function ownFilter(filter: Filter, { by, name, account }: Picture): Filter {
  if (by === 'all' || name === null) return filter;
  const own = addValue(filter, { field: by }, name, 'include');
  return account === null ? own : addValue(own, { field: 'userIdentityAccountId' }, account, 'include');
}
