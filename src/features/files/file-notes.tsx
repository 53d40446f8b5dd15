import type { FileReport } from '#session/session.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import styles from './files.module.css';

const SHOWN = 100;

/** What is to be said of a file: sentences always, rejected records when opened. */
export function FileNotes({ file, open }: { readonly file: FileReport; readonly open: boolean }) {
  const rejected = open ? file.rejected.slice(0, SHOWN) : [];
  if (file.notes.length === 0 && rejected.length === 0) return null;
  return (
    <div role="cell" className={styles['notes']}>
      {file.notes.map((note) => (
        <p key={note}>
          <Visible text={note} />
        </p>
      ))}
      {rejected.length > 0 && (
        <ul aria-label={`Rejected records of ${file.name}`}>
          {rejected.map(({ offset, reason }) => (
            <li key={`${offset} ${reason}`}>
              <span className={styles['offset']}>byte {countText(offset)}</span> <Visible text={reason} />
            </li>
          ))}
        </ul>
      )}
      {open && file.rejectedCount > rejected.length && (
        <p>
          {countOf(file.rejectedCount - rejected.length, 'more rejected record')}: the load report lists up to
          1,000 of a file.
        </p>
      )}
    </div>
  );
}
