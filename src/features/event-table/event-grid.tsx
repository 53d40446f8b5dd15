import { useEffect, useRef } from 'react';
import type { FocusEvent, KeyboardEvent } from 'react';
import { addressOf, sameAddress } from '#query/event-detail.ts';
import type { EventAddress } from '#query/event-detail.ts';
import { pageStep, topToCentre, topToShow } from '#ui/scaled-scroll.ts';
import type { ScrollShape } from '#ui/scaled-scroll.ts';
import { useScaledScroll } from '#ui/use-scaled-scroll.ts';
import type { ScaledScroll } from '#ui/use-scaled-scroll.ts';
import { EventLine } from './event-line.tsx';
import { GridHeader } from './grid-header.tsx';
import { listingKey } from './listing.ts';
import { GridProblem } from './grid-problem.tsx';
import type { ColumnModel } from './use-column-model.ts';
import type { EventCursor } from './use-event-cursor.ts';
import { useEventPages } from './use-event-pages.ts';
import styles from './event-grid.module.css';

const ROW_HEIGHT = 28;
const HEADER_HEIGHT = 30;

interface EventGridProps {
  readonly cursor: EventCursor;
  readonly model: ColumnModel;
  readonly chosen: EventAddress | null;
}

/** The events of the listing: only the lines in view exist, over any number of them. */
export function EventGrid({ cursor, model, chosen }: EventGridProps) {
  const { box, shape, first, end, positionOf, moveTo } = useScaledScroll({
    rows: cursor.rows,
    rowHeight: ROW_HEIGHT,
    headerHeight: HEADER_HEIGHT,
    overscan: 6,
  });
  const pages = useEventPages(cursor.listing, first, end, cursor.rows);
  useFollow(cursor.at, moveTo);
  useStartAgain(cursor, moveTo);
  const stale = pages.stale || cursor.leaving;
  const error = cursor.problem ?? pages.error;
  const lines = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
  return (
    <div
      ref={box}
      role="grid"
      aria-label="Events"
      aria-rowcount={cursor.rows + 1}
      aria-colcount={model.chosen.length + 1}
      aria-busy={stale}
      aria-activedescendant={cursor.at === null ? undefined : `event-${cursor.at}`}
      tabIndex={0}
      className={styles['grid']}
      data-stale={stale || undefined}
      onFocus={keepFocus}
      onKeyDown={(press) => moveByKey(press, cursor, shape)}
    >
      <div className={styles['sized']} style={{ '--event-columns': model.template }}>
        <GridHeader model={model} />
        {error !== null && <GridProblem error={error} />}
        <div
          role="rowgroup"
          className={styles['body']}
          style={{ height: shape.spacer, minWidth: model.width }}
        >
          {lines.map((index) => {
            const row = pages.rowAt(index);
            return (
              <EventLine
                key={index}
                index={index}
                position={positionOf(index)}
                row={row}
                columns={model.chosen}
                active={index === cursor.at}
                open={row !== undefined && chosen !== null && sameAddress(addressOf(row), chosen)}
                onOpen={cursor.open}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
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

/** A clicked line would take the focus away with it when it is scrolled out of existence. */
function keepFocus({ target, currentTarget }: FocusEvent<HTMLDivElement>): void {
  if (target.role === 'row') currentTarget.focus({ preventScroll: true });
}

function moveByKey(press: KeyboardEvent, cursor: EventCursor, shape: ScrollShape): void {
  if (press.ctrlKey || press.altKey || press.metaKey) return;
  const at = cursor.at ?? -1;
  const target: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + pageStep(shape),
    PageUp: at - pageStep(shape),
    Home: 0,
    End: cursor.rows - 1,
  };
  const to = target[press.key];
  if (to === undefined) return;
  press.preventDefault();
  cursor.moveTo(to);
}
