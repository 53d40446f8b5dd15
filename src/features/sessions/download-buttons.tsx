import { Button } from '@mantine/core';
import { useState } from 'react';
import { inSlices } from '#lib/time-slice.ts';
import { formatFilter } from '#query/format-filter.ts';
import { useIdentity } from '#session/use-identity.ts';
import { useSession } from '#session/use-session.ts';
import { Icon } from '#ui/icon.tsx';
import { saveFile } from '#ui/save-file.ts';
import { visibleText } from '#ui/visible-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { sessionsCsv, sessionsJson, timeText } from './sessions-file.ts';
import { SLICE } from './use-session-list.ts';
import type { SessionList } from './use-session-list.ts';
import styles from './sessions.module.css';

const FORMS = {
  json: { words: 'JSON', label: 'Download sessions (JSON)', type: 'application/json', write: sessionsJson },
  csv: { words: 'CSV', label: 'Download sessions (CSV)', type: 'text/csv', write: sessionsCsv },
} as const;

/** What is listed, as a file. */
export function DownloadButtons({ list }: { readonly list: SessionList | undefined }) {
  const { problem, download } = useDownload(list);
  return (
    <div className={styles['downloads']}>
      {(['json', 'csv'] as const).map((form) => (
        <Button
          key={form}
          size="compact-sm"
          variant="default"
          leftSection={<Icon icon="download" size={13} />}
          aria-label={FORMS[form].label}
          title={FORMS[form].label}
          disabled={list === undefined || list.rows.length === 0}
          onClick={() => void download(form)}
        >
          {FORMS[form].words}
        </Button>
      ))}
      {problem !== null && (
        <span role="alert" className={styles['lacking']}>
          {problem}
        </span>
      )}
    </div>
  );
}

function useDownload(list: SessionList | undefined) {
  const session = useSession();
  const identity = useIdentity();
  const [{ filter, find }] = useViewState();
  const [problem, setProblem] = useState<string | null>(null);
  const download = async (form: keyof typeof FORMS): Promise<void> => {
    if (list === undefined) return;
    const { write, type } = FORMS[form];
    try {
      const { credentials } = await session.lineage();
      const names = new Map(session.getState().files.map(({ id, name }) => [id, name]));
      const file = {
        rows: list.rows,
        credentials,
        fileName: (id: number) => names.get(id) ?? null,
        source: {
          dataSet: identity?.name ?? null,
          fingerprint: identity?.fingerprint ?? null,
          filter: formatFilter(filter),
          from: timeText(filter.from),
          to: timeText(filter.to),
          find,
          listed: list.rows.length,
          total: list.total,
        },
      };
      const pieces = await inSlices(SLICE, (slice) => write(file, slice));
      saveFile(`trailscope-sessions.${form}`, new Blob(pieces), type);
      setProblem(null);
    } catch (error) {
      setProblem(
        `The file could not be written: ${visibleText(error instanceof Error ? error.message : '')}`,
      );
    }
  };
  return { problem, download };
}
