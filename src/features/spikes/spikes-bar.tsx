import { Button } from '@mantine/core';
import { Icon } from '#ui/icon.tsx';
import { listedSpikes } from '#view-state/open-spike.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { DownloadButtons } from './download-buttons.tsx';
import { KindsChoice } from './kinds-choice.tsx';
import { MethodButton } from './method-button.tsx';
import { ReportWords } from './report-words.tsx';
import { StepChoice } from './step-choice.tsx';
import { useViewSpikes } from './use-view-spikes.ts';
import styles from './spikes-bar.module.css';

/** How spikes are looked for, how many there are, and the list as a file. */
export function SpikesBar() {
  const [view, change] = useViewState();
  const { data } = useViewSpikes();
  const { countReads } = view;
  const listed = data === undefined ? [] : listedSpikes(data.spikes, view);
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
          {data !== undefined && <ReportWords report={data} listed={listed.length} />}
        </span>{' '}
        <MethodButton />
      </p>
      <DownloadButtons report={data} listed={listed} />
    </div>
  );
}
