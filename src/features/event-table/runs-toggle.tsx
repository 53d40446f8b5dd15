import { Button } from '@mantine/core';
import { Icon } from '#ui/icon.tsx';
import { useViewState } from '#view-state/use-view-state.ts';

const MEANING = 'Neighbours with the same principal, event name and outcome become one line, ×N';
const NEEDS_TIME = 'Runs are neighbours in time: sort by time to collapse them.';

/** Whether runs are collapsed: part of the link. */
export function RunsToggle({ say }: { readonly say: (note: string) => void }) {
  const [{ runs, sort }, change] = useViewState();
  const possible = sort.field === 'eventTime';
  const toggle = (): void => {
    if (possible || runs) change({ runs: !runs });
    else say(NEEDS_TIME);
  };
  return (
    <Button
      size="compact-sm"
      variant={runs && possible ? 'light' : 'default'}
      leftSection={<Icon icon="runs" size={14} />}
      aria-pressed={runs}
      aria-disabled={!possible && !runs}
      title={possible ? MEANING : NEEDS_TIME}
      onClick={toggle}
    >
      {runs && !possible ? 'Collapse runs (needs time order)' : 'Collapse runs'}
    </Button>
  );
}
