import { VisuallyHidden } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { ColumnModel } from './use-column-model.ts';
import styles from './event-grid.module.css';

const STEP = 16;

/** Column names and the handles between them; widths change by dragging or with the arrow keys. */
export function GridHeader({ model }: { readonly model: ColumnModel }) {
  return (
    <div role="rowgroup" className={styles['header']} style={{ minWidth: model.width }}>
      <div role="row" aria-rowindex={1} className={styles['headerRow']}>
        <span role="columnheader" aria-colindex={1}>
          <VisuallyHidden>Mark</VisuallyHidden>
        </span>
        {model.headers.map((header, index) => (
          <span
            key={header.id}
            role="columnheader"
            aria-colindex={index + 2}
            aria-sort={header.id === 'eventTime' ? 'descending' : undefined}
            className={styles['headerCell']}
          >
            {String(header.column.columnDef.header)}
            {header.id === 'eventTime' && <span aria-hidden="true"> ↓</span>}
            <Handle header={header} model={model} />
          </span>
        ))}
      </div>
    </div>
  );
}

interface HandleProps {
  readonly header: ColumnModel['headers'][number];
  readonly model: ColumnModel;
}

function Handle({ header, model }: HandleProps) {
  const start = header.getResizeHandler();
  const onKeyDown = (press: KeyboardEvent): void => {
    if (press.key !== 'ArrowLeft' && press.key !== 'ArrowRight') return;
    press.preventDefault();
    press.stopPropagation();
    model.widen(header.id, press.key === 'ArrowLeft' ? -STEP : STEP);
  };
  return (
    // A separator that can be moved is a widget (WAI-ARIA window splitter), so it takes focus and keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${String(header.column.columnDef.header)}`}
      aria-valuenow={Math.round(header.getSize())}
      aria-valuemin={56}
      aria-valuemax={1200}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a movable separator, as above
      tabIndex={0}
      className={styles['handle']}
      onMouseDown={start}
      onTouchStart={start}
      onKeyDown={onKeyDown}
    />
  );
}
