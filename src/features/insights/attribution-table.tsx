import type { InsightAttribution } from '#cloudtrail/insights.ts';
import type { FoundInsight } from '#session/use-insights.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import { exactRateText } from '#ui/number-text.ts';
import { ValueHandle } from '#ui/value-handle.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import { attributedList } from './attributed.ts';
import { fieldOfValue } from './attributed-field.ts';
import styles from './insights.module.css';

interface AttributionTableProps {
  readonly title: string;
  readonly attribution: InsightAttribution;
  readonly insight: FoundInsight;
}

/** The values of one attribute: calls a minute during the activity, and before. */
export function AttributionTable({ title, attribution, insight }: AttributionTableProps) {
  const { values, other } = attributedList(attribution, insight);
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{visibleText(title)}</th>
          <th scope="col">during /min</th>
          <th scope="col">baseline /min</th>
        </tr>
      </thead>
      <tbody>
        {values.map(({ value, during, before }) => (
          <tr key={value ?? ''}>
            <td>
              <Value attribute={attribution.attribute} value={value} />
            </td>
            <Rate rate={during} />
            <Rate rate={before} />
          </tr>
        ))}
        <tr className={styles['muted']}>
          <td>other</td>
          <Rate rate={other.during} />
          <Rate rate={other.before} />
        </tr>
      </tbody>
    </table>
  );
}

function Rate({ rate }: { readonly rate: number | null }) {
  return rate === null ? (
    <td title="AWS lists the five with most calls">–</td>
  ) : (
    <td>{exactRateText(rate)}</td>
  );
}

function Value({ attribute, value }: { readonly attribute: string; readonly value: string | null }) {
  const actions = useHandleActions();
  if (value === null) return <span className={styles['muted']}>no error</span>;
  const named = fieldOfValue(attribute, value);
  const text = (
    <span className={styles['value']} title={visibleText(value)}>
      <CutVisible text={value} />
    </span>
  );
  if (named === null) return text;
  return (
    <ValueHandle value={value} actions={() => actions({ field: named.field }, named.value)}>
      {text}
    </ValueHandle>
  );
}
