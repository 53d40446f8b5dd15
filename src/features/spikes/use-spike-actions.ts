import { useCallback } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { describeTarget } from '#query/describe-filter.ts';
import type { Spike } from '#query/find-spikes.ts';
import { isMarked } from '#query/series-name.ts';
import { NAME_FIELDS } from '#query/series-words.ts';
import type { HandleAction } from '#ui/handle-menu.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { toggledExpected } from '#view-state/open-spike.ts';
import { eventsOfSpike } from '#view-state/spike-events.ts';
import { MOST_EXPECTED } from '#view-state/spike-view.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { isValidView } from '#view-state/view-state.ts';

const LONGEST_VALUE = 40;

export interface SpikeActions {
  readonly showEvents: (spike: Spike) => void;
  readonly menuOf: (spike: Spike) => readonly HandleAction[];
}

/** What a spike of the list leads to. */
export function useSpikeActions(): SpikeActions {
  const [view, change] = useViewState();
  const { filterFor } = useFilter();
  const pivotsOf = useHandleActions();
  const showEvents = useCallback(
    (spike: Spike) => {
      const to = eventsOfSpike(view, spike);
      // Names that no link holds lead nowhere.
      if (isValidView({ ...view, ...to })) change(to);
    },
    [view, change],
  );
  const menuOf = useCallback(
    (spike: Spike): readonly HandleAction[] => {
      const { expected } = view;
      const isExpected = isMarked(spike, expected);
      const mark: HandleAction = {
        label: isExpected ? 'Not expected after all' : 'Mark as expected',
        group: 'mark',
        run: () => change({ expected: toggledExpected(expected, spike) }),
      };
      const filters = valuesOf(spike).map(({ field, value }): HandleAction => ({
        label: `Filter for ${describeTarget({ field })} ${cutMiddle(visibleText(value), LONGEST_VALUE)}`,
        group: 'value',
        run: () => filterFor({ field }, value),
      }));
      const [named] = valuesOf(spike);
      const timelines =
        named === undefined
          ? []
          : pivotsOf({ field: named.field }, named.value).filter(({ group }) => group === 'open');
      return [
        { label: 'Show these events', keys: 'Enter', group: 'go', run: () => showEvents(spike) },
        ...timelines,
        ...(isExpected || expected.length < MOST_EXPECTED ? [mark] : []),
        ...filters,
      ];
    },
    [view, change, filterFor, pivotsOf, showEvents],
  );
  return { showEvents, menuOf };
}

interface Value {
  readonly field: FieldKey;
  readonly value: string;
}

/** What a series is of, as values of fields: its own name first. */
function valuesOf({ series }: Spike): readonly Value[] {
  const { family, name, eventSource, region, account } = series;
  const own = NAME_FIELDS[family];
  const values: readonly (readonly [FieldKey, string | null])[] = [
    ...(own === null ? [] : [[own, name] as const]),
    ...(family === 'denied' ? [['outcome', 'denied'] as const] : []),
    ['eventSource', eventSource],
    ['awsRegion', region],
    ['recipientAccountId', account],
  ];
  return values.flatMap(([field, value]) => (value === null ? [] : [{ field, value }]));
}
