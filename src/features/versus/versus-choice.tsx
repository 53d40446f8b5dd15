import { Autocomplete, Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { suggestValues } from '#query/suggestions.ts';
import { useDbQuery } from '#session/use-db-query.ts';
import { visibleText } from '#ui/visible-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { PeriodForm } from './period-form.tsx';
import { searchFor, timeBefore } from './sides.ts';
import styles from './versus.module.css';

type Way = 'other' | 'before' | 'period';

/** Somebody else in the same time, the same in the time before, or in another period. */
export function VersusChoice() {
  const [{ filter, zoom, versus }, change] = useViewState();
  const before = timeBefore(filter, zoom);
  const [asking, setAsking] = useState<Way | null>(null);
  const way = asking ?? wayOf(versus, before);
  const choose = (next: string): void => {
    if (next === 'before' && before !== null) {
      setAsking(null);
      change({ versus: before });
    } else if (next === 'other' || next === 'period') setAsking(next);
  };
  return (
    <div className={styles['choice']}>
      <SegmentedControl
        size="xs"
        aria-label="Compare with"
        value={way}
        onChange={choose}
        data={[
          { value: 'other', label: 'Another principal' },
          { value: 'before', label: 'The same, the period before', disabled: before === null },
          { value: 'period', label: 'The same, another period' },
        ]}
      />
      {before === null && (
        <span className={styles['aside']}>
          For the period before, choose a time first: in the header, or by zooming the lanes.
        </span>
      )}
      {way === 'other' && (
        <OtherForm
          key={versus !== null && 'search' in versus ? versus.search : ''}
          start={versus !== null && 'search' in versus ? versus.search : ''}
          onSearch={(search) => {
            setAsking(null);
            change({ versus: { search } });
          }}
        />
      )}
      {way === 'period' && (
        <PeriodForm
          key={versus !== null && !('search' in versus) ? `${versus.from} ${versus.to}` : ''}
          start={versus !== null && !('search' in versus) ? versus : before}
          onPeriod={(period) => {
            setAsking(null);
            change({ versus: period });
          }}
        />
      )}
      {versus !== null && (
        <Button size="compact-xs" variant="subtle" onClick={() => change({ versus: null })}>
          Stop comparing
        </Button>
      )}
    </div>
  );
}

type Chosen = ReturnType<typeof useViewState>[0]['versus'];

function wayOf(versus: Chosen, before: ReturnType<typeof timeBefore>): Way {
  if (versus === null || 'search' in versus) return 'other';
  return before !== null && versus.from === before.from && versus.to === before.to ? 'before' : 'period';
}

interface OtherFormProps {
  readonly start: string;
  readonly onSearch: (search: string) => void;
}

const MOST_OFFERED = 12;

/** Principals that really occur are offered; a search of its own may be written too. */
function OtherForm({ start, onSearch }: OtherFormProps) {
  const [typed, setTyped] = useState(start);
  const wanted = typed === start ? '' : typed;
  const { data } = useDbQuery(suggestValues('principal', wanted, undefined, MOST_OFFERED), { keep: true });
  const offered = [...new Set((data?.rows ?? []).map(({ value }) => value))];
  const submit = (sent: FormEvent): void => {
    sent.preventDefault();
    const search = searchFor(typed);
    if (search !== null) onSearch(search);
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <Autocomplete
        size="xs"
        className={styles['search'] ?? ''}
        aria-label="Principal to compare with"
        placeholder="Principal, or a search such as key:AKIA…"
        value={typed}
        onChange={setTyped}
        onOptionSubmit={(value) => {
          const search = searchFor(value);
          if (search !== null) onSearch(search);
        }}
        data={offered}
        filter={({ options }) => options}
        renderOption={({ option }) => visibleText(option.value)}
        limit={MOST_OFFERED}
      />
      <Button size="xs" type="submit" variant="default">
        Compare
      </Button>
    </form>
  );
}
