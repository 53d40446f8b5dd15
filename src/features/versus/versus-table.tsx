import { useState } from 'react';
import { FIELDS } from '#cloudtrail/fields.ts';
import { replaceValues, addValue } from '#query/edit-filter.ts';
import type { Filter } from '#query/filter.ts';
import type { VersusField, VersusKind, VersusRow } from '#query/versus.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import { countOf, countText, rateText } from '#ui/number-text.ts';
import { ValueHandle } from '#ui/value-handle.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { Sides } from './sides.ts';
import type { VersusOfField } from './use-versus.ts';
import styles from './versus.module.css';

interface VersusTableProps {
  readonly of: VersusOfField;
  readonly sides: Sides;
}

/** Rows of a kind that are shown before more are asked for. */
const FIRST = 6;

/** The values of one field by how they differ; each count leads to its events on its side. */
export function VersusTable({ of, sides }: VersusTableProps) {
  const { label } = FIELDS[of.field];
  const [isOpen, setOpen] = useState(false);
  const hidden = of.groups.reduce((sum, { rows }) => sum + Math.max(0, rows.length - FIRST), 0);
  const untold = of.groups.reduce((sum, { rows, all }) => sum + all - rows.length, 0);
  return (
    <section className={styles['field']} aria-label={label}>
      <h3 className={styles['name']}>{label}</h3>
      <table className={styles['table']} aria-label={`${label} here and there`}>
        <thead>
          <tr>
            <th scope="col">Value</th>
            <th scope="col" className={styles['number']}>
              Here
            </th>
            <th scope="col" className={styles['number']}>
              There
            </th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {of.groups.flatMap(({ kind, rows }) =>
            rows
              .slice(0, isOpen ? undefined : FIRST)
              .map((row) => (
                <Row
                  key={`${kind} ${row.value === null ? 'null' : `=${row.value}`}`}
                  field={of.field}
                  row={row}
                  kind={kind}
                  sides={sides}
                />
              )),
          )}
        </tbody>
      </table>
      <p className={styles['foot']}>
        {hidden > 0 && (
          <button
            type="button"
            className={styles['small']}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'fewer' : `${countText(hidden)} more`}
          </button>
        )}
        {untold > 0 && <span>{countOf(untold, 'further value')} differ less and are not listed.</span>}
        {of.alike > 0 && <span>{countOf(of.alike, 'value')} about the same on both sides.</span>}
      </p>
    </section>
  );
}

interface RowProps {
  readonly field: VersusField;
  readonly row: VersusRow;
  readonly kind: VersusKind;
  readonly sides: Sides;
}

function Row({ field, row, kind, sides }: RowProps) {
  const actions = useHandleActions();
  const text = row.value ?? 'not set';
  return (
    <tr data-kind={kind}>
      <th scope="row" title={visibleText(text)}>
        <ValueHandle value={text} actions={() => actions({ field }, row.value)}>
          {row.value === null ? <i className={styles['absent']}>not set</i> : <CutVisible text={row.value} />}
        </ValueHandle>
      </th>
      <Count
        side="here"
        filter={sides.here}
        days={sides.days.here}
        count={row.here}
        {...{ field, row, sides }}
      />
      <Count
        side="there"
        filter={sides.there}
        days={sides.days.there}
        count={row.there}
        {...{ field, row, sides }}
      />
      <td className={styles['kind']}>{wordsOf(kind, row, sides)}</td>
    </tr>
  );
}

interface CountProps {
  readonly side: 'here' | 'there';
  readonly filter: Filter;
  readonly days: number;
  readonly count: number;
  readonly field: VersusField;
  readonly row: VersusRow;
  readonly sides: Sides;
}

function Count({ side, filter, days, count, field, row, sides }: CountProps) {
  const [, change] = useViewState();
  if (count === 0) return <td className={styles['number']}>–</td>;
  const own =
    row.value === null
      ? addValue(filter, { field }, null, 'include')
      : replaceValues(filter, { field }, [row.value]);
  return (
    <td className={styles['number']}>
      <button
        type="button"
        className={styles['small']}
        aria-label={visibleText(`Show the ${countOf(count, 'event')} with ${row.value ?? 'none'} ${side}`)}
        onClick={() => change({ screen: 'events', filter: own, event: null })}
      >
        {countText(count)}
      </button>
      {sides.isPerDay && <span className={styles['rate']}>{rateText(count / days)} a day</span>}
    </td>
  );
}

/** “only here”, “×3.2”, “a fifth”: in words, since colour alone says nothing. */
function wordsOf(kind: VersusKind, { here, there }: VersusRow, { days }: Sides): string {
  if (kind === 'only here' || kind === 'only there') return kind;
  const [p, q] = [here / days.here, there / days.there];
  const times = kind === 'more' ? p / q : q / p;
  const factor = times >= 10 ? Math.round(times).toLocaleString('en-US') : times.toFixed(1);
  return kind === 'more' ? `more here, ×${factor}` : `less here, ÷${factor}`;
}
