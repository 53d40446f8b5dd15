import { Button, SegmentedControl, TextInput } from '@mantine/core';
import type { FileReport, SessionState } from '#session/session.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { FILE_FILTERS, shownFiles } from './file-filter.ts';
import type { FileFilter } from './file-filter.ts';
import { BUSY_REASON } from './use-removal.ts';
import type { Removal } from './use-removal.ts';
import styles from './files.module.css';

interface FilesBarProps {
  readonly state: Pick<SessionState, 'files' | 'removed'>;
  readonly filter: FileFilter;
  readonly onFilter: (filter: FileFilter) => void;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly shown: readonly FileReport[];
  readonly removal: Removal;
}

const FILTERS: readonly FileFilter[] = ['all', 'problems', 'no-events'];

/** Which files are shown, and what can be done with all of them. */
export function FilesBar({ state, filter, onFilter, name, onName, shown, removal }: FilesBarProps) {
  const offered: readonly FileFilter[] =
    state.removed.length > 0 || filter === 'removed' ? [...FILTERS, 'removed'] : FILTERS;
  return (
    <div className={styles['bar']}>
      <SegmentedControl
        size="xs"
        aria-label="Which files are shown"
        value={filter}
        onChange={(next) => onFilter(offered.find((one) => one === next) ?? 'all')}
        data={offered.map((value) => ({
          value,
          label: `${FILE_FILTERS[value]} ${countText(shownFiles(state, value).length)}`,
        }))}
      />
      <TextInput
        size="xs"
        className={styles['nameFilter'] ?? ''}
        aria-label="Part of the file’s name"
        placeholder="Part of the name or folder"
        value={name}
        onChange={(change) => onName(change.currentTarget.value)}
      />
      {name.trim() !== '' && <span className={styles['muted']}>{countOf(shown.length, 'file')}</span>}
      <AllShown filter={filter} name={name} shown={shown} removal={removal} />
    </div>
  );
}

type AllShownProps = Pick<FilesBarProps, 'filter' | 'name' | 'shown' | 'removal'>;

/** For the whole list there is “Start over”. */
function AllShown({ filter, name, shown, removal }: AllShownProps) {
  const { busy, ask, putBack } = removal;
  const isNarrowed = filter !== 'all' || name.trim() !== '';
  if (!isNarrowed || shown.length === 0) return null;
  const what = shown.length === 1 ? 'this file' : `these ${countText(shown.length)} files`;
  return (
    <Button
      size="compact-sm"
      variant="default"
      disabled={busy}
      title={busy ? BUSY_REASON : undefined}
      onClick={() => (filter === 'removed' ? putBack(shown) : ask(shown))}
    >
      {filter === 'removed' ? `Put ${what} back` : `Remove ${what}`}
    </Button>
  );
}
