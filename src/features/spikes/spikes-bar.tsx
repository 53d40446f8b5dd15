import { Button } from '@mantine/core';
import { LEAST_HISTORY_HOURS } from '#query/spike-baseline.ts';
import { Icon } from '#ui/icon.tsx';
import { useViewState } from '#view-state/use-view-state.ts';
import { DownloadButtons } from './download-buttons.tsx';
import { KindsChoice } from './kinds-choice.tsx';
import { MethodButton } from './method-button.tsx';
import { ReportWords } from './report-words.tsx';
import { StepChoice } from './step-choice.tsx';
import { useListed, useViewSpikes } from './use-view-spikes.ts';
import styles from './spikes-bar.module.css';

/** How spikes are looked for, how many there are, and the list as a file. */
export function SpikesBar() {
  const [{ countReads }, change] = useViewState();
  const { data } = useViewSpikes();
  const listed = useListed(data);
  return (
    <div className={styles['bar']}>
      <div role="group" aria-label="How spikes are looked for" className={styles['settings']}>
        <KindsChoice />
        <Button
          size="compact-sm"
          variant={countReads ? 'light' : 'default'}
          aria-pressed={countReads}
          title="Count management calls that only read, too. Calls on data count whether they read or write."
          leftSection={countReads ? <Icon icon="fine" size={11} /> : undefined}
          onClick={() => change({ countReads: !countReads })}
        >
          Reads too
        </Button>
        <StepChoice />
      </div>
      <p className={styles['words']}>
        <span role="status" aria-label="Spikes found">
          {data !== undefined && data.unbroken >= LEAST_HISTORY_HOURS && <ReportWords report={data} />}
        </span>{' '}
        <MethodButton />
      </p>
      <DownloadButtons report={data} listed={listed} />
    </div>
  );
}
