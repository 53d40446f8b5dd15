import { useMemo } from 'react';
import { OUTCOMES } from '#cloudtrail/outcome.ts';
import { addValue } from '#query/edit-filter.ts';
import type { Filter, Target } from '#query/filter.ts';
import type { ListedRow, WhoGroup } from '#query/principals.ts';
import { subjectFilter } from '#query/subject.ts';
import type { SubjectField } from '#query/subject.ts';
import { useHandleMenu } from '#ui/handle-menu.tsx';
import type { HandleAction } from '#ui/handle-menu.tsx';
import { handleRequest } from '#ui/value-handle.tsx';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import { NEW_TIMELINE } from '#view-state/subject-view.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { whoName } from './who-words.ts';

const FIELD = {
  principal: 'principal',
  person: 'person',
  session: 'sessionId',
  key: 'accessKeyId',
  address: 'sourceIPAddress',
} as const satisfies Record<WhoGroup, SubjectField>;

/** Which of its events a count is of. */
const PARTS: Readonly<
  Record<string, { readonly words: string; readonly target: Target; readonly value: string }>
> = {
  writes: { words: 'writes', target: { field: 'verb' }, value: 'write' },
  destructive: { words: 'destructive events', target: { field: 'verb' }, value: 'destructive' },
  sensitive: { words: 'sensitive reads', target: { field: 'verb' }, value: 'sensitive read' },
  denied: { words: 'denied events', target: { field: 'outcome' }, value: OUTCOMES[1] },
  errors: { words: 'errors', target: { field: 'outcome' }, value: OUTCOMES[2] },
};

export interface WhoActions {
  readonly openTimeline: (row: ListedRow) => void;
  readonly openMenu: (row: ListedRow, anchor: DOMRect) => void;
  /** The events that a count is of: all of the row's, or one part of them. */
  readonly showEvents: (row: ListedRow, part: string) => void;
}

/** What a row leads to. */
export function useWhoActions(group: WhoGroup): WhoActions {
  const [view, change] = useViewState();
  const actionsOf = useHandleActions();
  const open = useHandleMenu();
  const { filter } = view;
  return useMemo(() => {
    const field = FIELD[group];
    const eventsOf = (row: ListedRow, part: string): Filter => {
      const own = narrowed(filter, { field }, row);
      const only = PARTS[part];
      return only === undefined ? own : addValue(own, only.target, only.value, 'include');
    };
    const showEvents = (row: ListedRow, part: string): void =>
      change({ screen: 'events', event: null, filter: eventsOf(row, part) });
    const timeline = ({ name, account }: ListedRow): Filter | null =>
      name === null ? null : subjectFilter({ field, value: name }, account);
    const openTimeline = (row: ListedRow): void => {
      const filterOf = timeline(row);
      if (filterOf === null) showEvents(row, 'events');
      else change({ ...NEW_TIMELINE, filter: filterOf });
    };
    const menu = (row: ListedRow): readonly HandleAction[] => {
      const { name } = row;
      const leads: (HandleAction | null)[] = [
        name === null
          ? null
          : { label: 'Open timeline', keys: 'Enter', group: 'who', run: () => openTimeline(row) },
        name === null || group === 'address'
          ? null
          : {
              label: 'Blast radius',
              group: 'who',
              run: () =>
                change({
                  ...NEW_TIMELINE,
                  filter: subjectFilter({ field: 'blastRadius', value: name }),
                  tab: 'reach',
                }),
            },
        { label: 'Show events', group: 'who', run: () => showEvents(row, 'events') },
        ...Object.entries(PARTS).map(([part, { words }]) =>
          countOfPart(row, part) === 0
            ? null
            : { label: `Show ${words}`, group: 'part', run: () => showEvents(row, part) },
        ),
      ];
      const values = actionsOf({ field }, name).filter((action) => action.group === 'value');
      return [...leads.filter((one) => one !== null), ...values];
    };
    return {
      openTimeline,
      showEvents,
      openMenu: (row, anchor) => {
        const actions = menu(row);
        if (row.name === null) open({ title: whoName(row, group), anchor, actions });
        else open(handleRequest(row.name, anchor, actions));
      },
    };
  }, [group, filter, change, actionsOf, open]);
}

/** The filter and this row: a principal is told from one of the same name by its account. */
function narrowed(filter: Filter, target: Target, { name, account }: ListedRow): Filter {
  const own = addValue(filter, target, name, 'include');
  return account === null ? own : addValue(own, { field: 'userIdentityAccountId' }, account, 'include');
}

function countOfPart(row: ListedRow, part: string): number {
  const { writes, destructive, sensitive, denied, errors } = row;
  const counts: Readonly<Record<string, number>> = { writes, destructive, sensitive, denied, errors };
  return counts[part] ?? 0;
}
