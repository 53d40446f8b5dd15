import { memo, useId, useMemo } from 'react';
import type { PointerEvent } from 'react';
import type { Turns } from '#lib/turns.ts';
import { countOfCell, DAY_HOURS } from '#query/hour-cells.ts';
import type { LocalHours } from '#query/hour-cells.ts';
import { useCellHands } from '#ui/use-cell-hands.ts';
import { useInTurn } from '#ui/use-in-turn.ts';
import { useInView } from '#ui/use-in-view.ts';
import { cellCount, cellText, SHORT_WEEKDAYS } from './hour-words.ts';
import { stepOf } from './steps.ts';
import type { Step } from './steps.ts';
import type { Picture } from './use-hours.ts';
import styles from './hours.module.css';

/** Hours that are written above the columns. */
const LABELLED = 3;

export interface Pointed {
  readonly picture: Picture;
  readonly cell: number;
  readonly anchor: DOMRect;
}

interface HourMapProps {
  readonly picture: Picture;
  readonly label: string;
  readonly local: LocalHours;
  readonly steps: readonly Step[];
  readonly turns: Turns;
  readonly onPress: (picture: Picture, cell: number, anchor: DOMRect) => void;
  readonly onPoint: (pointed: Pointed | null) => void;
}

/** Hour by weekday of one: drawn when it is in view and its turn has come. */
export const HourMap = memo(function HourMap(props: HourMapProps) {
  const [ref, isInView] = useInView<HTMLDivElement>();
  const wanted = useMemo(() => (isInView ? props : null), [isInView, props]);
  const drawn = useInTurn(props.turns, wanted);
  return (
    <div ref={ref} className={styles['map']}>
      {drawn !== null && <Cells {...drawn} />}
    </div>
  );
});

function Cells({ picture, label, local, steps, onPress, onPoint }: HourMapProps) {
  const id = useId();
  const idOf = ({ row, column }: { row: number; column: number }): string => `${id}${row}-${column}`;
  const { box, at, handlers } = useCellHands({
    rows: SHORT_WEEKDAYS.length,
    columns: DAY_HOURS,
    idOf,
    onPress: ({ row, column }, anchor) => onPress(picture, row * DAY_HOURS + column, anchor),
    onMove: ({ row, column }, anchor) => onPoint({ picture, cell: row * DAY_HOURS + column, anchor }),
  });
  const onPointerOver = ({ target }: PointerEvent): void => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null;
    const cell = Number(element?.dataset['cell'] ?? -1);
    onPoint(element === null ? null : { picture, cell, anchor: element.getBoundingClientRect() });
  };
  return (
    <div
      ref={box}
      role="grid"
      aria-label={label}
      aria-rowcount={SHORT_WEEKDAYS.length + 1}
      aria-colcount={DAY_HOURS + 1}
      aria-activedescendant={at === null ? undefined : idOf(at)}
      tabIndex={0}
      className={styles['cells']}
      onPointerOver={onPointerOver}
      onPointerLeave={() => onPoint(null)}
      onBlur={() => onPoint(null)}
      {...handlers}
    >
      <Heads />
      {SHORT_WEEKDAYS.map((day, row) => (
        <div key={day} role="row" className={styles['row']}>
          <span role="rowheader" className={styles['day']}>
            {day}
          </span>
          {Array.from({ length: DAY_HOURS }, (_, column) => (
            <Cell
              key={column}
              id={idOf({ row, column })}
              cell={row * DAY_HOURS + column}
              picture={picture}
              local={local}
              steps={steps}
              active={at?.row === row && at.column === column}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function Heads() {
  return (
    <div role="row" className={styles['row']}>
      <span role="columnheader" className={styles['day']} aria-label="Weekday" />
      {Array.from({ length: DAY_HOURS }, (_, hour) => (
        <span key={hour} role="columnheader" className={styles['hour']} aria-label={`${hour}:00`}>
          {hour % LABELLED === 0 ? hour : ''}
        </span>
      ))}
    </div>
  );
}

interface CellProps {
  readonly id: string;
  readonly cell: number;
  readonly picture: Picture;
  readonly local: LocalHours;
  readonly steps: readonly Step[];
  readonly active: boolean;
}

const Cell = memo(function Cell({ id, cell, picture, local, steps, active }: CellProps) {
  const hours = picture.week.cells[cell] ?? [];
  const isOdd = picture.odd.odd.has(cell);
  const times = local.times[cell] ?? 0;
  return (
    <span
      role="gridcell"
      id={id}
      aria-label={`${cellText(cell)}: ${cellCount(hours, times)}${isOdd ? ', odd' : ''}`}
      className={styles['cell']}
      data-cell={cell}
      data-step={stepOf(countOfCell(hours), steps)}
      data-odd={isOdd || undefined}
      data-absent={times === 0 || undefined}
      data-active={active || undefined}
    />
  );
});
