import type { Root } from '#cloudtrail/lineage.ts';
import { useHandleMenu } from '#ui/handle-menu.tsx';
import type { HandleAction } from '#ui/handle-menu.tsx';
import { handleRequest } from '#ui/value-handle.tsx';
import { eventsOf, timelineOf } from '#view-state/subject-view.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { ViewState } from '#view-state/view-state.ts';
import type { ChainNode } from './chain-tree.ts';
import { findIssuedBy } from './session-find.ts';
import { useSessionActions } from './use-session-actions.ts';

/** What a press on a node of the chain does: a menu, or, where there is one way only, that way. */
export function useChainActions(): (node: ChainNode, element: Element) => void {
  const [, change] = useViewState();
  const openMenu = useHandleMenu();
  const actionsOf = useSessionActions();
  const menu = (name: string, element: Element, actions: readonly HandleAction[]): void =>
    openMenu(handleRequest(name, element.getBoundingClientRect(), actions));
  return ({ part }, element) => {
    switch (part.kind) {
      case 'credential':
      case 'again':
        menu(part.credential.id, element, actionsOf(part.credential));
        return;
      case 'more':
        change({ find: findIssuedBy(part.of) ?? '', chain: part.of.id });
        return;
      case 'root':
        menu(part.root.name, element, rootActions(part.root, change));
        return;
      case 'missing':
      case 'gap':
    }
  };
}

function rootActions(
  { kind, name }: Root,
  change: (to: Partial<ViewState>) => void,
): readonly HandleAction[] {
  if (kind === 'unknown') return [];
  const root = { field: kind === 'human' ? 'person' : 'principal', value: name } as const;
  return [
    { label: 'Open the timeline', group: 'go', run: () => change(timelineOf(root)) },
    { label: 'Show the events', group: 'go', run: () => change(eventsOf(root)) },
  ];
}
