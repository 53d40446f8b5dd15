import { useEffect, useRef, useState } from 'react';
import type { CSSProperties, FocusEvent, MouseEvent } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { addressOf, sameAddress } from '#query/event-detail.ts';
import { topToCentre, topToShow } from '#ui/scaled-scroll.ts';
import { useScaledScroll } from '#ui/use-scaled-scroll.ts';
import type { ScaledScroll } from '#ui/use-scaled-scroll.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { ChosenEvent } from '#view-state/view-state.ts';
import { CellHandle } from './cell-handle.tsx';
import { placeOf } from './cell-place.ts';
import { comparedAs } from './compared.ts';
import { cellId, EventLine, lineId } from './event-line.tsx';
import { GridHeader } from './grid-header.tsx';
import { GridProblem } from './grid-problem.tsx';
import { listingKey } from './listing.ts';
import { runAt, runOfLine } from './run-at.ts';
import { useCellActions } from './use-cell-actions.ts';
import type { ColumnModel } from './use-column-model.ts';
import type { EventCursor } from './use-event-cursor.ts';
import { useEventPages } from './use-event-pages.ts';
import type { EventPages } from './use-event-pages.ts';
import { onGridKey, openMenuHere, useColumnInView, usePageKeys } from './use-grid-keys.ts';
import type { GridPlace } from './use-grid-keys.ts';
import styles from './event-grid.module.css';

const HEADER_HEIGHT = 30;
const OVERSCAN = 6;
/** Lines are placed from the beginning of their block: pixel numbers stay small in any number of rows. */
const BLOCK = 1_000;

interface EventGridProps {
  readonly cursor: EventCursor;
  readonly model: ColumnModel;
  readonly rowHeight: number;
  /** Told why something could not be done. */
  readonly say: (note: string) => void;
}

/** The events of the listing: only the lines in view exist, over any number of them. */
export function EventGrid({ cursor, model, rowHeight, say }: EventGridProps) {
  const scroll = useScaledScroll({
    rows: cursor.rows,
    rowHeight,
    headerHeight: HEADER_HEIGHT,
    overscan: OVERSCAN,
  });
  const { box, shape, first, end, moveTo } = scroll;
  const pages = useEventPages(cursor.listing, cursor.opened, { first, end, lines: cursor.rows });
  const [chosenColumn, setColumn] = useState<FieldKey | null>(null);
  const order = model.chosen.map(({ key }) => key);
  const column = chosenColumn !== null && order.includes(chosenColumn) ? chosenColumn : null;
  const actions = useCellActions(say);
  const place = { cursor, shape, order, column, setColumn, rowAt: pages.rowAt, actions };
  useFollow(cursor.at, moveTo);
  useStartAgain(cursor, moveTo);
  useColumnInView(box, column);
  usePageKeys(place, box);
  const error = cursor.problem ?? pages.error;
  const stale = pages.stale || cursor.leaving;
  return (
    <div className={styles['frame']}>
      <div
        ref={box}
        role="grid"
        aria-label="Events"
        aria-rowcount={cursor.rows + 1}
        aria-colcount={model.chosen.length + 1}
        aria-multiselectable="true"
        aria-busy={stale}
        aria-activedescendant={activeId(cursor.at, column)}
        tabIndex={0}
        className={styles['grid']}
        data-stale={stale || undefined}
        style={gridStyle(model, rowHeight)}
        onFocus={keepFocus}
        onClick={(press) => onClick(press, place)}
        onKeyDown={(press) => onGridKey(press, place)}
        onContextMenu={(press) => onContextMenu(press, place)}
      >
        <div
          className={styles['sized']}
          data-pins={model.chosen.some(({ left }) => left !== undefined) || undefined}
        >
          <GridHeader model={model} />
          {error !== null && <GridProblem error={error} />}
          <Lines place={place} scroll={scroll} model={model} flagsOf={pages.flagsOf} />
        </div>
      </div>
      <CellHandle
        grid={box}
        onOpen={(line, key, anchor) => {
          const row = pages.rowAt(line);
          if (row !== undefined) actions.openMenu(row, key, anchor);
        }}
      />
    </div>
  );
}

interface LinesProps {
  readonly place: GridPlace;
  readonly scroll: ScaledScroll;
  readonly model: ColumnModel;
  readonly flagsOf: EventPages['flagsOf'];
}

function Lines({ place, scroll, model, flagsOf }: LinesProps) {
  const [{ event, compare }] = useViewState();
  const times = useTimeText();
  const { cursor, column, rowAt } = place;
  const { first, end, shape, positionOf } = scroll;
  const base = first - (first % BLOCK);
  // Never fewer than there are lines: one that goes out of view lends its elements to one that comes in.
  const pool = Math.ceil(shape.viewport / shape.rowHeight) + 1 + 2 * OVERSCAN;
  const lines = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
  return (
    <div role="rowgroup" className={styles['body']} style={{ height: shape.spacer, minWidth: model.width }}>
      {/* Moved as one, so that a line is drawn again only when it changes. */}
      <div
        role="presentation"
        className={styles['lines']}
        style={{ transform: `translateY(${positionOf(base)}px)` }}
      >
        {lines.map((line) => {
          const row = rowAt(line);
          const address = row === undefined ? null : addressOf(row);
          const { length, member, expanded } = runOfLine(cursor, line, row);
          return (
            <EventLine
              key={line % pool}
              index={line}
              position={(line - base) * shape.rowHeight}
              row={row}
              flags={flagsOf(row)}
              columns={model.chosen}
              times={times}
              active={line === cursor.at}
              activeColumn={line === cursor.at ? column : null}
              open={isOpen(cursor, line, address, event)}
              runLength={length}
              expanded={expanded}
              member={member}
              compared={address === null ? 0 : comparedAs(compare, address)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The open event's own line, or that of the closed run that holds it. */
function isOpen(
  { openAt }: EventCursor,
  line: number,
  address: ChosenEvent | null,
  event: ChosenEvent | null,
): boolean {
  if (event === null) return false;
  return (address !== null && sameAddress(address, event)) || line === openAt;
}

function activeId(at: number | null, column: FieldKey | null): string | undefined {
  if (at === null) return undefined;
  return column === null ? lineId(at) : cellId(at, column);
}

function gridStyle(model: ColumnModel, rowHeight: number): CSSProperties {
  return { ...model.lefts, '--event-columns': model.template, '--row-height': `${rowHeight}px` };
}

/** Keeps the row with the focus in view; a far jump puts it in the middle. */
function useFollow(at: number | null, moveTo: ScaledScroll['moveTo']): void {
  useEffect(() => {
    if (at === null) return;
    moveTo((shape, top) => {
      const near = topToShow(shape, top, at);
      return Math.abs(near - top) > shape.viewport ? topToCentre(shape, at) : near;
    });
  }, [at, moveTo]);
}

/** Another listing is read from its top, or around the event that is open. */
function useStartAgain({ listing, openAt }: EventCursor, moveTo: ScaledScroll['moveTo']): void {
  const key = listingKey(listing);
  const before = useRef(key);
  useEffect(() => {
    if (before.current === key) return;
    before.current = key;
    moveTo((shape) => (openAt === null ? 0 : topToCentre(shape, openAt)));
  }, [key, openAt, moveTo]);
}

/** What is clicked in the lines would take the focus away with it when it is scrolled out of existence. */
function keepFocus({ target, currentTarget }: FocusEvent<HTMLDivElement>): void {
  const isLine = target.closest('[data-line]') !== null;
  if (isLine) currentTarget.focus({ preventScroll: true });
}

/** A click opens the event; with Alt it filters for the value, with Shift and Alt it filters it out. */
function onClick(press: MouseEvent, { cursor, setColumn, rowAt, actions }: GridPlace): void {
  const clicked = placeOf(press.target);
  if (clicked === null) return;
  const row = rowAt(clicked.line);
  if (press.altKey && row !== undefined && clicked.key !== null) {
    const act = press.shiftKey ? actions.filterOut : actions.filterFor;
    act(row, clicked.key);
    return;
  }
  const run = isRunButton(press.target) ? runAt(cursor, clicked.line, row) : null;
  if (run !== null) {
    cursor.toggleRun(run);
    return;
  }
  setColumn(clicked.key);
  cursor.open(clicked.line);
}

function isRunButton(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-run]') !== null;
}

/** The right button opens the menu of the cell under it, the menu key that of the cell with the focus. */
function onContextMenu(press: MouseEvent, place: GridPlace): void {
  const clicked = placeOf(press.target);
  const row = clicked === null ? undefined : place.rowAt(clicked.line);
  if (clicked !== null && row !== undefined) {
    press.preventDefault();
    const anchor = new DOMRect(press.clientX, press.clientY, 0, 0);
    place.actions.openMenu(row, clicked.key ?? 'eventName', anchor);
  } else if (press.target === press.currentTarget && place.cursor.at !== null) {
    press.preventDefault();
    openMenuHere(place);
  }
}
