import { VisuallyHidden } from '@mantine/core';
import { memo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { HeaderCell } from './header-cell.tsx';
import { useColumnActions } from './use-column-actions.ts';
import { useColumnDrag } from './use-column-drag.ts';
import type { ColumnModel } from './use-column-model.ts';
import styles from './event-grid.module.css';

/**
 * Column names, to sort by and to drag, and the handles between them. One stop of Tab: the arrow keys go from name to
 * name.
 */
export const GridHeader = memo(function GridHeader({ model }: { readonly model: ColumnModel }) {
  const actions = useColumnActions();
  const drag = useColumnDrag(model.chosen, actions.move);
  const [focused, setFocused] = useState<FieldKey | null>(null);
  const stop = model.chosen.some(({ key }) => key === focused) ? focused : model.chosen[0]?.key;
  return (
    <div role="rowgroup" className={styles['header']} style={{ minWidth: model.width }}>
      <div
        role="row"
        tabIndex={-1}
        aria-rowindex={1}
        className={styles['headerRow']}
        onKeyDown={(press) => walk(press)}
        {...drag.handlers}
      >
        <span role="columnheader" aria-colindex={1} className={styles['markHeader']}>
          <VisuallyHidden>Mark</VisuallyHidden>
        </span>
        {model.headers.map((header, index) => {
          const column = model.chosen[index];
          if (column === undefined) return null;
          return (
            <HeaderCell
              key={header.id}
              header={header}
              column={column}
              index={index + 2}
              model={model}
              actions={actions}
              isStop={column.key === stop}
              onStop={setFocused}
              dragged={drag.dragged === column.key}
              drop={drag.dropAt === index ? 'before' : drag.dropAt === index + 1 ? 'after' : undefined}
            />
          );
        })}
      </div>
    </div>
  );
});

/** ← and → go from name to name; with keys held they belong to the column. */
function walk(press: KeyboardEvent<HTMLElement>): void {
  const step = press.key === 'ArrowLeft' ? -1 : press.key === 'ArrowRight' ? 1 : 0;
  if (step === 0 || press.altKey || press.shiftKey || press.ctrlKey || press.metaKey) return;
  const names = [...press.currentTarget.querySelectorAll<HTMLElement>('button[data-column-name]')];
  const at = names.findIndex((name) => name === document.activeElement);
  const next = at < 0 ? undefined : names[at + step];
  if (next === undefined) return;
  press.preventDefault();
  next.focus();
}
