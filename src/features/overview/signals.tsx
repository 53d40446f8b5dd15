import { memo } from 'react';
import type { Filter } from '#query/filter.ts';
import { unkept } from '#query/matches.ts';
import { overviewCells } from '#query/overview-cells.ts';
import { overviewSignals, SIGNAL_IDS, SIGNALS, signalFilter } from '#query/overview-signals.ts';
import type { SignalId, SignalRow } from '#query/overview-signals.ts';
import { Icon } from '#ui/icon.tsx';
import type { IconName } from '#ui/icon.tsx';
import { useTimeText } from '#view-state/use-time-text.ts';
import { Hint } from './hint.tsx';
import { SqlButton } from './sql-button.tsx';
import { useShow } from './use-show.ts';
import { Count, Others, Value } from './value.tsx';
import styles from './overview.module.css';

interface Look {
  readonly icon: IconName;
  readonly tone: 'bad' | 'attention' | 'plain';
  /** Said where there is none. */
  readonly none: string;
}

const LOOKS: Readonly<Record<SignalId, Look>> = {
  protection: { icon: 'warning', tone: 'bad', none: 'Nothing that protects was touched' },
  root: { icon: 'root', tone: 'attention', none: 'No root use' },
  withoutMfa: { icon: 'key', tone: 'bad', none: 'No sign-in without MFA' },
  signInFailures: { icon: 'sign-in', tone: 'attention', none: 'No failed sign-in' },
  denied: { icon: 'failed', tone: 'bad', none: 'Nothing denied' },
  destructive: { icon: 'destructive', tone: 'bad', none: 'Nothing destructive' },
  iam: { icon: 'role', tone: 'attention', none: 'No IAM change' },
  secrets: { icon: 'sensitive', tone: 'attention', none: 'No secret read' },
  signIns: { icon: 'sign-in', tone: 'plain', none: 'No console sign-in' },
};

interface SignalsProps {
  readonly filter: Filter;
  readonly rows: readonly SignalRow[];
  readonly stale: boolean;
}

/** What asks for a look in any trail, with its count; what there is nothing of in one line below. */
export const Signals = memo(function Signals({ filter, rows, stale }: SignalsProps) {
  const found = SIGNAL_IDS.flatMap((id) => {
    const row = rows.find(({ signal }) => signal === id);
    return row === undefined ? [] : [{ id, row }];
  });
  const none = SIGNAL_IDS.filter((id) => rows.every(({ signal }) => signal !== id));
  return (
    <section className={styles['signals']} aria-label="Look at these first" aria-busy={stale}>
      {found.length > 0 && (
        <ul
          className={styles['cards']}
          data-stale={stale || undefined}
          style={{ '--cards': cardsInRow(found.length) }}
        >
          {found.map(({ id, row }) => (
            <SignalCard key={id} id={id} row={row} filter={filter} />
          ))}
        </ul>
      )}
      {none.length > 0 && (
        <ul className={styles['nones']} aria-label="Nothing of these">
          {none.map((id) => (
            <li key={id}>
              <Hint text={SIGNALS[id].about}>{LOOKS[id].none}</Hint>
              <SignalSql id={id} filter={filter} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
});

const MOST_IN_ROW = 5;

/** One row, or two that are alike. */
function cardsInRow(cards: number): number {
  return cards > MOST_IN_ROW ? Math.ceil(cards / 2) : Math.max(cards, MOST_IN_ROW - 1);
}

interface CardProps {
  readonly id: SignalId;
  readonly row: SignalRow;
  readonly filter: Filter;
}

function SignalCard({ id, row, filter }: CardProps) {
  const show = useShow();
  const times = useTimeText();
  const { label, about } = SIGNALS[id];
  const { icon, tone } = LOOKS[id];
  const others = row.principals - (row.principal === null ? 0 : 1);
  return (
    <li className={styles['card']} data-tone={tone}>
      <div className={styles['tileHead']}>
        <Hint text={about}>
          <h2 className={styles['cardTitle']}>
            <Icon icon={icon} size={13} /> {label}
          </h2>
        </Hint>
        <SignalSql id={id} filter={filter} />
      </div>
      <div className={styles['who']}>
        <Count big count={row.count} of={label} onShow={() => show.events(signalFilter(filter, id))} />
        <Value field="principal" value={row.principal} none="nobody named" />
        <Others count={others} />
      </div>
      {row.last !== null && (
        <div className={styles['when']} title={times.timeWithZone(row.last)}>
          last {times.time(row.last)}
        </div>
      )}
    </li>
  );
}

function SignalSql({ id, filter }: { readonly id: SignalId; readonly filter: Filter }) {
  const { label, about } = SIGNALS[id];
  const sql = () => {
    const matches = unkept(filter);
    return [overviewSignals(overviewCells(matches), matches, [id])];
  };
  return <SqlButton title={label} about={about} sql={sql} />;
}
