import { Button, Skeleton, Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Icon } from '#ui/icon.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import { useComparison } from '#view-state/use-comparison.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { compareRecords } from '#lib/compare-records.ts';
import type { Comparison } from '#lib/compare-records.ts';
import { CompareTable } from './compare-table.tsx';
import { useComparedEvents } from './use-compared-events.ts';
import type { ComparedEvent } from './use-compared-events.ts';
import styles from './compare.module.css';

/** More equal rows than this are left out until they are asked for. */
const MANY_EQUAL = 10;

/** Two to five events side by side. */
export function CompareScreen() {
  const { events: chosen } = useComparison();
  const events = useComparedEvents(chosen);
  const [secretsShown, setSecretsShown] = useState(false);
  const [{ equalRows }, change] = useViewState();
  const comparison = useMemo(
    () => compareRecords(events.map(({ record }) => (secretsShown ? record?.tree : record?.masked) ?? null)),
    [events, secretsShown],
  );
  const isReading = events.some(
    ({ row, record, problem }) =>
      row === undefined || (row !== null && record === undefined && problem === null),
  );
  const onlyDifferences =
    equalRows === null ? comparison.rows - comparison.differing > MANY_EQUAL : equalRows === 'hidden';
  if (chosen.length === 0) return <NothingChosen />;
  return (
    <section className={styles['screen']} aria-label="Compare">
      <div className={styles['head']}>
        <BackButton />
        <h1 className={styles['title']}>{countOf(chosen.length, 'event')} side by side</h1>
        <span className={styles['muted']} role="status">
          {isReading ? 'reading …' : countWords(comparison)}
        </span>
        <span className={styles['gap']} />
        <SecretsSwitch events={events} shown={secretsShown} onChange={setSecretsShown} />
        <Switch
          size="xs"
          label="Only differences"
          checked={onlyDifferences}
          onChange={({ currentTarget }) => change({ equalRows: currentTarget.checked ? 'hidden' : 'shown' })}
        />
      </div>
      {chosen.length === 1 && (
        <p className={styles['note']}>
          Choose another event in the table or its detail to compare this one with.
        </p>
      )}
      {comparison.cut && (
        <p className={styles['note']}>A record is very large: its first 5,000 values are compared.</p>
      )}
      {isReading && comparison.rows === 0 ? (
        <Skeleton height={320} m={16} animate={false} />
      ) : (
        <CompareTable
          events={events}
          comparison={comparison}
          onlyDifferences={onlyDifferences}
          secretsShown={secretsShown}
        />
      )}
    </section>
  );
}

function countWords({ rows, differing }: Comparison): string {
  if (rows === 0) return '';
  if (differing === 0) return `no difference in ${countOf(rows, 'value')}`;
  return `${countText(differing)} of ${countOf(rows, 'value')} ${differing === 1 ? 'differs' : 'differ'}`;
}

interface SecretsSwitchProps {
  readonly events: readonly ComparedEvent[];
  readonly shown: boolean;
  readonly onChange: (shown: boolean) => void;
}

function SecretsSwitch({ events, shown, onChange }: SecretsSwitchProps) {
  const count = events.reduce((sum, { record }) => sum + (record?.secrets.count ?? 0), 0);
  if (count === 0) return null;
  return (
    <Switch
      size="xs"
      label={`Show ${countOf(count, 'secret')}`}
      checked={shown}
      onChange={(change) => onChange(change.currentTarget.checked)}
    />
  );
}

function BackButton() {
  const [, change] = useViewState();
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<Icon icon="back" size={13} />}
      onClick={() => change({ screen: 'events' })}
    >
      Back to events
    </Button>
  );
}

function NothingChosen() {
  return (
    <section className={styles['empty']} aria-label="Compare">
      <h1 className={styles['title']}>No events are chosen to compare</h1>
      <p className={styles['muted']}>
        Open an event and press “Add to comparison”; with two to five of them, “Compare” below the table puts
        them side by side.
      </p>
      <BackButton />
    </section>
  );
}
