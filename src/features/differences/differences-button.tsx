import { Button } from '@mantine/core';
import { useViewState } from '#view-state/use-view-state.ts';

/** Asks in which fields the events shown differ from others. */
export function DifferencesButton() {
  const [{ against }, change] = useViewState();
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-pressed={against !== null}
      title="In which fields these events differ from others"
      onClick={() => change(against === null ? { against: 'rest', event: null } : { against: null })}
    >
      What is different here?
    </Button>
  );
}
