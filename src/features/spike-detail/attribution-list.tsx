import type { ReactNode } from 'react';
import { FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { lengthText } from '#lib/zone-range.ts';
import type { Direction } from '#query/spike-judge.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import { countText, rateText } from '#ui/number-text.ts';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { AttributedValue } from './attributed-value.tsx';
import type { AttributionLine, AttributionTable } from './attribution-rows.ts';
import type { AttributionAnswer } from './use-attribution.ts';
import styles from './spike-detail.module.css';

/** Longer ones are cut in the middle before they are cut to the column. */
const LONGEST = 400;

/** Of each attribute who or what made most calls, in the spike and before it. */
export function AttributionList({ answer }: { readonly answer: AttributionAnswer }) {
  const { shown, stale } = answer;
  if (shown === null) return null;
  const { tables, times, spike, read } = shown;
  return (
    <section
      className={styles['attributions']}
      aria-label="Who and what made the calls"
      aria-busy={stale}
      data-stale={stale || undefined}
    >
      <h3>
        Who and what{' '}
        <span className={styles['muted']}>
          calls a minute in the {spike.direction === 'up' ? 'spike' : 'drop'} and in the{' '}
          {lengthText(times.start - times.baselineFrom)} before; the five with most of either
        </span>
      </h3>
      <div className={styles['tables']}>
        {tables.map((table) => (
          <AttributeTable
            key={table.attribute}
            field={table.attribute}
            label={FIELDS[table.attribute].label}
            table={table}
            direction={spike.direction}
          />
        ))}
      </div>
      {read !== null && (
        <p className={styles['partNote']}>
          Resources are read from {countText(read)} of the calls, an even part of them.
        </p>
      )}
    </section>
  );
}

interface AttributeTableProps {
  /** Null where its values cannot be filtered for. */
  readonly field: FieldKey | null;
  readonly label: string;
  readonly table: Omit<AttributionTable, 'attribute'>;
  readonly direction: Direction;
}

function AttributeTable({ field, label, table: { lines, other }, direction }: AttributeTableProps) {
  const isDrop = direction === 'down';
  return (
    <table className={styles['attribution']}>
      <thead>
        <tr>
          <th scope="col">{label}</th>
          <th scope="col">{isDrop ? 'drop' : 'spike'} /min</th>
          <th scope="col">baseline /min</th>
          <th scope="col">share of {isDrop ? 'fall' : 'rise'}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line
            key={JSON.stringify(line.value)}
            line={line}
            isUsual={isDrop ? line.before === 0 : line.within === 0}
          >
            <Value field={field} value={line.value} />
          </Line>
        ))}
        {other !== null && (
          <Line line={other} isUsual>
            other
          </Line>
        )}
      </tbody>
    </table>
  );
}

interface LineProps {
  readonly line: Omit<AttributionLine, 'value'>;
  /** It has no part in what is unusual. */
  readonly isUsual: boolean;
  readonly children: ReactNode;
}

function Line({ line: { within, before, share }, isUsual, children }: LineProps) {
  const part = share === null ? null : Math.max(0, Math.min(1, share));
  return (
    <tr data-usual={isUsual || undefined}>
      <th scope="row">{children}</th>
      <td>{rateText(within)}</td>
      <td>{rateText(before)}</td>
      <td>
        {part !== null && part > 0 && (
          <span
            className={styles['shareBar']}
            style={{ width: `${Math.round(part * 100)}%` }}
            aria-hidden="true"
          />
        )}
        <span className={styles['shareText']}>{shareText(share)}</span>
      </td>
    </tr>
  );
}

/** Below nothing: it fell while the others rose. */
function shareText(share: number | null): string {
  if (share === null) return '–';
  const percent = share * 100;
  if (percent > 99.95) return '100 %';
  if (Math.abs(percent) < 0.05) return '0 %';
  return percent < -100 ? '< −100 %' : `${percent.toFixed(1).replace('-', '−')} %`;
}

function Value({ field, value }: { readonly field: FieldKey | null; readonly value: string | null }) {
  return (
    <AttributedValue field={field} value={value}>
      {value === null ? (
        <span className={styles['muted']}>{field === 'errorCode' ? 'no error' : 'none'}</span>
      ) : (
        <span title={visibleText(value)}>
          <CutVisible text={cutMiddle(value, LONGEST)} />
        </span>
      )}
    </AttributedValue>
  );
}
