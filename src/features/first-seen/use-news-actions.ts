import { useMemo } from 'react';
import { narrowTo } from '#query/dimension-filter.ts';
import type { Filter } from '#query/filter.ts';
import { newsFilter } from '#query/news-filter.ts';
import type { NewsRow } from '#query/news.ts';
import { subjectFilter } from '#query/subject.ts';
import type { SubjectField } from '#query/subject.ts';
import { useHandleMenu } from '#ui/handle-menu.tsx';
import type { HandleAction } from '#ui/handle-menu.tsx';
import { handleRequest } from '#ui/value-handle.tsx';
import { NEW_TIMELINE } from '#view-state/subject-view.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { Periods } from './use-news.ts';

/** Of what can be new, that which a timeline can be drawn of. */
const SUBJECTS: Readonly<Record<string, SubjectField>> = { address: 'sourceIPAddress', key: 'accessKeyId' };
/** Time shown before the first event, so that it does not stand at the edge. */
const LEAD = 10 * 60_000;
const SECOND = 1_000;

export interface NewsActions {
  /** The events of the period that are meant. */
  readonly showEvents: (row: NewsRow) => void;
  readonly openMenu: (row: NewsRow, anchor: DOMRect) => void;
}

/** What a line of news leads to. */
export function useNewsActions(periods: Periods | null): NewsActions {
  const [{ filter }, change] = useViewState();
  const open = useHandleMenu();
  return useMemo(() => {
    const showEvents = (row: NewsRow): void =>
      change({ screen: 'events', event: null, filter: newsFilter(filter, row, periods?.inside ?? null) });
    const openTimeline = (of: Filter, row: NewsRow): void =>
      change({ ...NEW_TIMELINE, filter: of, zoom: zoomOf(row) });
    const menu = (row: NewsRow): HandleAction[] => {
      const subject = SUBJECTS[row.kind];
      const who = row.principal ?? row.onePrincipal;
      const account = row.principal === null ? row.oneAccount : row.account;
      return [
        { label: 'Show these events', keys: 'Enter', group: 'row', run: () => showEvents(row) },
        ...(who === null
          ? []
          : [
              {
                label: `Timeline of ${who.slice(0, 60)}`,
                group: 'row',
                run: () => openTimeline(subjectFilter({ field: 'principal', value: who }, account), row),
              },
            ]),
        ...(subject === undefined
          ? []
          : [
              {
                label: `Timeline of this ${row.kind === 'key' ? 'access key' : 'address'}`,
                group: 'row',
                run: () => openTimeline(subjectFilter({ field: subject, value: row.value }), row),
              },
            ]),
        {
          label: 'Filter for',
          group: 'value',
          run: () => change({ filter: narrowTo(filter, row.kind, row.value) }),
        },
      ];
    };
    return {
      showEvents,
      openMenu: (row, anchor) => open(handleRequest(row.value, anchor, menu(row))),
    };
  }, [filter, periods, change, open]);
}

function zoomOf({ first, last }: NewsRow): { readonly from: number; readonly to: number } | null {
  if (first === null || last === null) return null;
  return { from: first - LEAD, to: last + SECOND + LEAD };
}
