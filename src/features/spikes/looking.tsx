import { Button, Loader } from '@mantine/core';
import { useAfter } from '#ui/use-after.ts';
import styles from './spikes-panel.module.css';

/** ms: sooner it is no wait; and after which one may not want to wait any longer. */
const SHOWN_AFTER = 300;
const STOPS_AFTER = 1_000;

interface LookingProps {
  readonly isStopped: boolean;
  /** Something is shown already, of other settings. */
  readonly isAgain: boolean;
  readonly onStop: () => void;
  readonly onAgain: () => void;
}

/** That spikes are being looked for, and a way to end it. */
export function Looking({ isStopped, isAgain, onStop, onAgain }: LookingProps) {
  const isShown = useAfter(SHOWN_AFTER, !isStopped);
  const isLong = useAfter(STOPS_AFTER, !isStopped);
  const className = isAgain ? styles['again'] : styles['message'];
  if (isStopped) {
    return (
      <div className={className} role="status">
        <p>
          {isAgain
            ? 'Stopped. What is listed is of the filter and settings before.'
            : 'Stopped. Spikes were not looked for.'}
        </p>
        <Button size="compact-sm" variant="default" onClick={onAgain}>
          Look for spikes
        </Button>
      </div>
    );
  }
  return (
    <div className={className} role="status">
      {isShown && (
        <>
          <Loader size="xs" />
          <p>Counting calls by series, and comparing each with its own days before …</p>
        </>
      )}
      {isLong && (
        <Button size="compact-sm" variant="default" onClick={onStop}>
          Stop
        </Button>
      )}
    </div>
  );
}
