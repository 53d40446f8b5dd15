import { useState } from 'react';
import { countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import type { ComparedRow, ComparedSection, Comparison } from '#lib/compare-records.ts';
import { CompareCell } from './compare-cell.tsx';
import { EventHead } from './event-head.tsx';
import type { ComparedEvent } from './use-compared-events.ts';
import styles from './compare.module.css';

interface CompareTableProps {
  readonly events: readonly ComparedEvent[];
  readonly comparison: Comparison;
  readonly onlyDifferences: boolean;
  readonly secretsShown: boolean;
}

/** A column for each event, a row for each place in the records. */
export function CompareTable({ events, comparison, onlyDifferences, secretsShown }: CompareTableProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, which must be possible from the keyboard
    <div className={styles['scroll']} role="group" aria-label="Comparison" tabIndex={0}>
      <table className={styles['table']} data-only-differences={onlyDifferences || undefined}>
        <caption className={styles['hidden']}>Events side by side, differences marked</caption>
        <thead>
          <tr>
            <th scope="col" className={styles['corner']}>
              In the record
            </th>
            {events.map((event, index) => (
              <EventHead key={JSON.stringify(event.address)} event={event} number={index + 1} />
            ))}
          </tr>
        </thead>
        {comparison.sections.map((section) => (
          <Section
            key={section.name ?? ''}
            section={section}
            events={events}
            onlyDifferences={onlyDifferences}
            secretsShown={secretsShown}
          />
        ))}
      </table>
    </div>
  );
}

const STEP = 300;

interface SectionProps extends Omit<CompareTableProps, 'comparison'> {
  readonly section: ComparedSection;
}

function Section({ section, events, onlyDifferences, secretsShown }: SectionProps) {
  const [shown, setShown] = useState(STEP);
  const rows = onlyDifferences ? section.rows.filter(({ differs }) => differs) : section.rows;
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={events.length + 1} className={styles['section']}>
          <span className={styles['sectionName']}>
            {section.name === null ? 'The event itself' : <Visible text={section.name} />}{' '}
            <span className={styles['muted']}>
              {section.differing === 0
                ? 'no difference'
                : `${countText(section.differing)} of ${countText(section.rows.length)} differ`}
            </span>
          </span>
        </th>
      </tr>
      {rows.slice(0, shown).map((row) => (
        <Row key={row.key} row={row} events={events} secretsShown={secretsShown} />
      ))}
      {rows.length > shown && (
        <tr>
          <td colSpan={events.length + 1}>
            <button type="button" className={styles['more']} onClick={() => setShown(shown + STEP)}>
              {countText(rows.length - shown)} more
            </button>
          </td>
        </tr>
      )}
    </tbody>
  );
}

interface RowProps {
  readonly row: ComparedRow;
  readonly events: readonly ComparedEvent[];
  readonly secretsShown: boolean;
}

function Row({ row, events, secretsShown }: RowProps) {
  return (
    <tr data-differs={row.differs || undefined}>
      <th scope="row" className={styles['place']}>
        {row.differs && (
          <span className={styles['mark']} title="differs">
            <span aria-hidden="true">≠</span>
            <span className={styles['hidden']}>differs: </span>
          </span>
        )}
        <Visible text={row.label} />
      </th>
      {events.map((event, index) => (
        <CompareCell
          key={JSON.stringify(event.address)}
          event={event}
          row={row}
          index={index}
          secretsShown={secretsShown}
        />
      ))}
    </tr>
  );
}
