import { FIELDS } from '#cloudtrail/fields.ts';
import type { Filter } from '#query/filter.ts';
import { unkept } from '#query/matches.ts';
import { onlyValue } from '#query/overview-calls.ts';
import { OVERVIEW_FIELDS, overviewValues } from '#query/overview-values.ts';
import type { OverviewField, ValueRow } from '#query/overview-values.ts';
import { countOf } from '#ui/number-text.ts';
import { Tile } from './tile.tsx';
import { useShow } from './use-show.ts';
import { Count, shareText, Value } from './value.tsx';
import styles from './overview.module.css';

const NAMES: Readonly<Record<OverviewField, readonly [one: string, many: string]>> = {
  recipientAccountId: ['account', 'accounts'],
  awsRegion: ['region', 'regions'],
  eventSource: ['service', 'services'],
  principalKind: ['kind of principal', 'kinds of principals'],
  eventCategory: ['event category', 'event categories'],
};

interface ValuesTileProps {
  readonly filter: Filter;
  readonly rows: readonly ValueRow[];
  readonly events: number;
  readonly stale: boolean;
}

/** What the events consist of. */
export function ValuesTile({ filter, rows, events, stale }: ValuesTileProps) {
  return (
    <Tile
      title="What the events consist of"
      about="How many of the matching events have which account (that received the event), region, service, kind of principal and event category: count, and share of all that match. The bars are the shares."
      sql={() => [overviewValues(unkept(filter))]}
      span="whole"
      stale={stale}
    >
      <div className={styles['columns']}>
        {OVERVIEW_FIELDS.map((field) => (
          <Values
            key={field}
            field={field}
            rows={rows.filter((row) => row.field === field)}
            events={events}
            filter={filter}
          />
        ))}
      </div>
    </Tile>
  );
}

interface ValuesProps {
  readonly field: OverviewField;
  readonly rows: readonly ValueRow[];
  readonly events: number;
  readonly filter: Filter;
}

function Values({ field, rows, events, filter }: ValuesProps) {
  const show = useShow();
  const [one, many] = NAMES[field];
  const distinct = rows[0]?.distinct ?? 0;
  return (
    <div className={styles['values']}>
      <h3 className={styles['valuesTitle']}>{countOf(distinct, one, many)}</h3>
      <ul className={styles['lines']} aria-label={FIELDS[field].label}>
        {rows.map(({ value, count }) => (
          <li key={JSON.stringify(value)} className={styles['valueLine']}>
            <span
              className={styles['bar']}
              style={{ '--part': events === 0 ? 0 : count / events }}
              aria-hidden="true"
            />
            <Value field={field} value={value} />
            <Count
              count={count}
              of={value ?? 'not set'}
              onShow={() => show.events(onlyValue(filter, field, value))}
            />
            <span className={styles['share']}>{shareText(count, events)}</span>
          </li>
        ))}
      </ul>
      {distinct > rows.length && (
        <p className={styles['foot']}>and {countOf(distinct - rows.length, 'other')}</p>
      )}
    </div>
  );
}
