import { Button, Loader } from '@mantine/core';
import type { SpikeReport } from '#query/find-spikes.ts';
import { Icon } from '#ui/icon.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import { useAfter } from '#ui/use-after.ts';
import type { ListedSpike } from '#view-state/open-spike.ts';
import { useDownload } from './use-download.ts';
import type { Form } from './use-download.ts';
import styles from './spikes-bar.module.css';

const FORMS: Readonly<Record<Form, string>> = { json: 'JSON', csv: 'CSV' };

/** ms before it is said that the file takes a moment. */
const SHOWN_AFTER = 300;

interface DownloadButtonsProps {
  readonly report: SpikeReport | undefined;
  readonly listed: readonly ListedSpike[];
}

/** What is listed, as a file, with who and what made the calls of each spike. */
export function DownloadButtons({ report, listed }: DownloadButtonsProps) {
  const { start, stop, done, problem } = useDownload(report, listed);
  const isLong = useAfter(SHOWN_AFTER, done !== null);
  return (
    <div className={styles['downloads']}>
      {isLong && done !== null ? (
        <>
          <Loader size="xs" />
          <span role="status">
            Explaining {countText(done + 1)} of {countOf(listed.length, 'spike')}
          </span>
          <Button size="compact-sm" variant="default" onClick={stop}>
            Cancel
          </Button>
        </>
      ) : (
        (['json', 'csv'] as const).map((form) => (
          <Button
            key={form}
            size="compact-sm"
            variant="default"
            leftSection={<Icon icon="download" size={13} />}
            aria-label={`Download spikes (${FORMS[form]})`}
            title={`Download spikes (${FORMS[form]})`}
            disabled={report === undefined || listed.length === 0 || done !== null}
            onClick={() => start(form)}
          >
            {FORMS[form]}
          </Button>
        ))
      )}
      {problem !== null && (
        <span role="alert" className={styles['problem']}>
          {problem}
        </span>
      )}
    </div>
  );
}
