import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FileReport } from '#session/session.ts';
import { useLines } from '#ui/use-lines.ts';
import { FileLine } from './file-line.tsx';
import styles from './files.module.css';

const HEADS = [
  'File',
  'Kind',
  'Status',
  'Size',
  'Records',
  'Loaded',
  'Partial',
  'Duplicates',
  'Rejected',
] as const;
const NUMBERS: ReadonlySet<string> = new Set([
  'Size',
  'Records',
  'Loaded',
  'Partial',
  'Duplicates',
  'Rejected',
]);

const PARTIAL = 'Of the loaded: put together from less than a whole record, such as the row of a table';

interface FileListProps {
  readonly files: readonly FileReport[];
  /** Events that were put together from less than a whole record, by file; none where there is no number. */
  readonly partial: ReadonlyMap<number, number>;
  /** What can be done with a file. */
  readonly actionsOf: (file: FileReport) => ReactNode;
}

/** Every file, also ten thousand of them: only the lines in view exist. */
export function FileList({ files, partial, actionsOf }: FileListProps) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (id: number): void => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  const { box, virtual } = useLines({
    count: files.length,
    height: 46,
    overscan: 12,
    keyOf: (index) => files[index]?.id ?? index,
  });
  return (
    <div
      ref={box}
      className={styles['list']}
      role="table"
      aria-label="Files"
      aria-rowcount={files.length + 1}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, which must be possible from the keyboard
      tabIndex={0}
    >
      <div role="rowgroup" className={styles['heads']}>
        <div role="row" aria-rowindex={1} className={styles['columns']}>
          {HEADS.map((head) => (
            <span
              key={head}
              role="columnheader"
              title={head === 'Partial' ? PARTIAL : undefined}
              className={NUMBERS.has(head) ? styles['numberHead'] : undefined}
            >
              {head}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles['lines']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const file = files[item.index];
          return file === undefined ? null : (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              role="row"
              aria-rowindex={item.index + 2}
              className={styles['line']}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <FileLine
                file={file}
                partial={partial.get(file.id) ?? 0}
                open={open.has(file.id)}
                onToggle={() => toggle(file.id)}
                actions={actionsOf(file)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
