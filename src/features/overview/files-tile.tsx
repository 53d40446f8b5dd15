import { useMemo } from 'react';
import { partialCounts } from '#query/partial-counts.ts';
import type { FileReport, SessionState } from '#session/session.ts';
import { useDbQuery } from '#session/use-db-query.ts';
import { phaseOf, useSessionState } from '#session/use-session.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import { visibleText } from '#ui/visible-text.ts';
import { Nothing, Tile } from './tile.tsx';
import { useShow } from './use-show.ts';
import { shareText } from './value.tsx';
import styles from './overview.module.css';

const ABOUT =
  'What became of the files, whatever the filter: each record once, its copies left out as duplicates; rejected is what could not be read; partial events come from tables or other forms that do not hold the whole record. Counted while the files are read; partial events by a query.';

const totalsOf = (state: SessionState): SessionState['totals'] => state.totals;
const filesOf = (state: SessionState): readonly FileReport[] => state.files;

/** What is there twice, and what could not be read. */
export function FilesTile() {
  const show = useShow();
  const totals = useSessionState(totalsOf);
  const files = useSessionState(filesOf);
  const ready = useSessionState(phaseOf) === 'ready';
  const partial = useDbQuery(ready ? partialCounts() : null, { keep: true, priority: 'surrounding' }).data
    ?.rows;
  const most = useMemo(() => mostDuplicates(files), [files]);
  const partialEvents = (partial ?? []).reduce((sum, { events }) => sum + events, 0);
  const lines: readonly (readonly [number, string])[] = [
    [totals.filesSetAside, `${plural(totals.filesSetAside, 'file')} set aside: no CloudTrail records`],
    [totals.filesFailed, `${plural(totals.filesFailed, 'file')} could not be read`],
    [totals.rejected, `${plural(totals.rejected, 'record')} rejected`],
    [
      partialEvents,
      `${plural(partialEvents, 'event')} in part, from ${countOf((partial ?? []).length, 'file')}`,
    ],
    [totals.conflicts, 'eventIDs with different contents'],
  ];
  const some = lines.filter(([count]) => count > 0);
  return (
    <Tile
      title="Files and duplicates"
      about={ABOUT}
      sql={() => [partialCounts()]}
      span="third"
      onAll={() => show.screen({ screen: 'data' })}
      allLabel="Data"
    >
      <p className={styles['sentence']}>
        {countText(totals.filesLoaded)} of {countOf(totals.files, 'file')} loaded,{' '}
        {countOf(totals.found, 'record')} found.
      </p>
      {totals.duplicates === 0 ? (
        <Nothing>No duplicates.</Nothing>
      ) : (
        <>
          <p className={styles['sentence']}>
            <strong>{countOf(totals.duplicates, 'duplicate')}</strong> left out,{' '}
            {shareText(totals.duplicates, totals.found)} of the records{most.length > 0 && '; most in:'}
          </p>
          <ul className={styles['lines']} aria-label="Files with most duplicates">
            {most.map(({ id, name, duplicates, found }) => (
              <li key={id} className={styles['pairLine']} title={visibleText(name)}>
                <span className={styles['pairName']}>
                  <CutVisible text={name} />
                </span>
                <span className={styles['number']}>
                  {countText(duplicates)} of {countText(found)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {some.length === 0 ? (
        <Nothing>No file was set aside, no record rejected, no event is partial.</Nothing>
      ) : (
        <ul className={styles['facts']}>
          {some.map(([count, words]) => (
            <li key={words}>
              <strong>{countText(count)}</strong> {words}
            </li>
          ))}
        </ul>
      )}
    </Tile>
  );
}

const plural = (count: number, word: string): string => (count === 1 ? word : `${word}s`);

const MOST_FILES = 3;

/** In one pass: there may be a hundred thousand. */
function mostDuplicates(files: readonly FileReport[]): readonly FileReport[] {
  let most: FileReport[] = [];
  for (const file of files) {
    const last = most[MOST_FILES - 1];
    if (file.duplicates === 0 || file.status === 'unpacked') continue;
    if (last !== undefined && last.duplicates >= file.duplicates) continue;
    most = [...most, file].toSorted((a, b) => b.duplicates - a.duplicates).slice(0, MOST_FILES);
  }
  return most;
}
