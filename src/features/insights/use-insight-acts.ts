import { useMemo } from 'react';
import type { FoundInsight } from '#session/use-insights.ts';
import { useHandleMenu } from '#ui/handle-menu.tsx';
import type { HandleAction } from '#ui/handle-menu.tsx';
import { handleRequest } from '#ui/value-handle.tsx';
import { callsOfInsight, halvesOfInsight, recordsOfInsight } from '#view-state/insight-events.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { apiText } from './insight-words.ts';

export interface InsightActs {
  readonly open: (insight: FoundInsight) => void;
  readonly showCalls: (insight: FoundInsight) => void;
  readonly showRecords: (insight: FoundInsight) => void;
  readonly openMenu: (insight: FoundInsight, anchor: DOMRect) => void;
}

/** What an Insights event leads to. */
export function useInsightActs(): InsightActs {
  const [, change] = useViewState();
  const openMenu = useHandleMenu();
  return useMemo(() => {
    const open = (insight: FoundInsight): void => change({ insight: insight.id, zoom: null });
    const showCalls = (insight: FoundInsight): void => change(callsOfInsight(insight));
    const showRecords = (insight: FoundInsight): void => change(recordsOfInsight(insight));
    const menuOf = (insight: FoundInsight): HandleAction[] => {
      const halves = halvesOfInsight(insight);
      return [
        { label: 'Open', keys: 'Enter', group: 'row', run: () => open(insight) },
        {
          label: 'Show the events of the same API and time',
          group: 'row',
          run: () => showCalls(insight),
        },
        {
          label: halves === null ? 'Show its record' : 'Show its two records',
          group: 'records',
          run: () => showRecords(insight),
        },
        ...(halves === null
          ? []
          : [{ label: 'Compare its two records', group: 'records', run: () => change(halves) }]),
      ];
    };
    return {
      open,
      showCalls,
      showRecords,
      openMenu: (insight, anchor) =>
        openMenu({ ...handleRequest(insight.id, anchor, menuOf(insight)), title: apiText(insight) }),
    };
  }, [change, openMenu]);
}
