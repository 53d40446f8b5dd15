import type { FileReport } from '#session/session.ts';
import { Visible } from '#ui/visible.tsx';
import { whatToDo } from './what-to-do.ts';
import styles from './files.module.css';

/** What is to be said of a file, always in sight: what reading found, why it is not loaded, what to do. */
export function FileNotes({ file }: { readonly file: FileReport }) {
  const todo = whatToDo(file);
  if (file.notes.length === 0 && todo === null) return null;
  return (
    <div className={styles['notes']}>
      {file.notes.map((note) => (
        <p key={note}>
          <Visible text={note} />
        </p>
      ))}
      {todo !== null && <p className={styles['todo']}>{todo}</p>}
    </div>
  );
}
