import type { KeyboardEvent, MouseEvent } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { useHandleMenu } from '#ui/handle-menu.tsx';
import { Icon } from '#ui/icon.tsx';
import { useViewState } from '#view-state/use-view-state.ts';
import type { ShownColumn } from './event-columns.ts';
import { isSortable } from './sorting.ts';
import type { ColumnActions } from './use-column-actions.ts';
import { NARROWEST, WIDEST } from './use-column-model.ts';
import type { ColumnModel } from './use-column-model.ts';
import styles from './event-grid.module.css';

const STEP = 16;

interface HeaderCellProps {
  readonly header: ColumnModel['headers'][number];
  readonly column: ShownColumn;
  readonly index: number;
  readonly model: ColumnModel;
  readonly actions: ColumnActions;
  readonly isStop: boolean;
  readonly onStop: (key: FieldKey) => void;
  readonly dragged: boolean;
  readonly drop: 'before' | 'after' | undefined;
}

/** A column's name: a click sorts, dragging moves; its menu does both, and pins and hides. */
export function HeaderCell(props: HeaderCellProps) {
  const { header, column, index, model, actions, isStop, onStop, dragged, drop } = props;
  const [{ sort }] = useViewState();
  const openMenu = useHandleMenu();
  const { key, label, left, pinned } = column;
  const sorted = sort.field === key ? (sort.descending ? 'descending' : 'ascending') : undefined;
  const menuAt = (element: Element): void =>
    openMenu({ title: label, anchor: element.getBoundingClientRect(), actions: actions.menu(key) });
  const onContextMenu = (press: MouseEvent): void => {
    press.preventDefault();
    menuAt(press.currentTarget);
  };
  return (
    <span
      role="columnheader"
      aria-colindex={index}
      aria-sort={sorted}
      aria-label={label}
      className={styles['headerCell']}
      data-column={key}
      data-pinned={pinned}
      data-dragged={dragged || undefined}
      data-drop={drop}
      style={left === undefined ? undefined : { left }}
    >
      <button
        type="button"
        data-column-name={key}
        tabIndex={isStop ? 0 : -1}
        aria-disabled={!isSortable(key)}
        aria-keyshortcuts="Alt+Shift+ArrowLeft Alt+Shift+ArrowRight Shift+ArrowLeft Shift+ArrowRight Alt+ArrowDown"
        className={styles['headerName']}
        title={headerTitle(column)}
        onClick={() => actions.sort(key)}
        onFocus={() => onStop(key)}
        onContextMenu={onContextMenu}
        onKeyDown={(press) => headerKey(press, () => menuAt(press.currentTarget), props)}
      >
        <span className={styles['headerText']}>{label}</span>
        {sorted !== undefined && <span aria-hidden="true">{sorted === 'descending' ? '↓' : '↑'}</span>}
        {left !== undefined && <Icon icon="pin" size={10} />}
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Column ${label}`}
        aria-haspopup="menu"
        className={styles['headerMenu']}
        onClick={(press) => menuAt(press.currentTarget)}
      >
        <Icon icon="more" size={13} />
      </button>
      <Handle header={header} label={label} model={model} />
    </span>
  );
}

function headerTitle({ key, label }: ShownColumn): string {
  const keys = 'Drag, or Alt+Shift+← →, to move it; Shift+← → for its width; right click, or Alt+↓, for more';
  return isSortable(key)
    ? `${label}: a click sorts by it. ${keys}`
    : `${label}: worked out from the record, so the table cannot be sorted by it. ${keys}`;
}

function headerKey(
  press: KeyboardEvent,
  openMenu: () => void,
  { column, model, actions }: HeaderCellProps,
): void {
  if (press.ctrlKey || press.metaKey) return;
  const isMenu = press.key === 'ContextMenu' || (press.altKey && press.key === 'ArrowDown');
  const by = press.key === 'ArrowLeft' ? -1 : press.key === 'ArrowRight' ? 1 : null;
  if (isMenu) openMenu();
  else if (by !== null && press.shiftKey && press.altKey) actions.step(column.key, by);
  else if (by !== null && press.shiftKey) model.widen(column.key, by * STEP);
  else return;
  press.preventDefault();
  press.stopPropagation();
}

interface HandleProps {
  readonly header: ColumnModel['headers'][number];
  readonly label: string;
  readonly model: ColumnModel;
}

/** For the pointer; the keys for a width are those of the name beside it. */
function Handle({ header, label, model }: HandleProps) {
  const start = header.getResizeHandler();
  return (
    // A separator that can be moved is a widget (WAI-ARIA window splitter).
    <span
      role="separator"
      tabIndex={-1}
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      aria-valuenow={Math.round(header.getSize())}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      title="Drag for the width; double-click for the usual one"
      className={styles['handle']}
      data-handle
      onMouseDown={start}
      onTouchStart={start}
      onDoubleClick={() => model.resetWidth(header.id)}
    />
  );
}
