import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { endText, lengthText, readRange, startText } from '#lib/zone-range.ts';
import type { OpenRange } from '#lib/zone-range.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import type { ChooseRange } from './range-panel.tsx';
import styles from './time-range.module.css';

/** From and to, written. What cannot be read is said beside its field and never applied. */
export function RangeForm({ onChoose }: { readonly onChoose: ChooseRange }) {
  const { filter } = useFilter();
  const { zone, zoneLabel } = useTimeText();
  const [from, setFrom] = useState(filter.from === null ? '' : startText(filter.from, zone));
  const [to, setTo] = useState(filter.to === null ? '' : endText(filter.to, zone));
  const [tried, setTried] = useState(false);
  const { range, error } = readRange(from, to, zone);
  const shownError = tried ? error : null;
  return (
    <form
      className={styles['group']}
      aria-label="From and to"
      onSubmit={(submit) => {
        submit.preventDefault();
        setTried(true);
        if (range !== null) onChoose(range);
      }}
    >
      <div className={styles['fields']}>
        <TextInput
          size="xs"
          label={`From (${zoneLabel})`}
          placeholder="2025-10-10 21:10"
          value={from}
          error={shownError?.side === 'from' ? shownError.text : undefined}
          data-autofocus
          onChange={(change) => setFrom(change.currentTarget.value)}
          onBlur={() => setTried(true)}
        />
        <TextInput
          size="xs"
          label={`To, inclusive (${zoneLabel})`}
          placeholder="2025-10-10 21:19"
          value={to}
          error={shownError?.side === 'to' ? shownError.text : undefined}
          onChange={(change) => setTo(change.currentTarget.value)}
          onBlur={() => setTried(true)}
        />
      </div>
      <div className={styles['apply']}>
        <output className={styles['note']}>{range === null ? '' : <Meaning range={range} />}</output>
        <Button type="submit" size="xs">
          Apply
        </Button>
      </div>
    </form>
  );
}

/** What was understood: a day ends at its midnight, a minute at the next one. */
function Meaning({ range: { from, to } }: { readonly range: OpenRange }) {
  const { time, timeWithZone } = useTimeText();
  if (from === null && to === null) return 'All time: a side left empty is open.';
  if (to === null) return `From ${timeWithZone(from ?? 0)} on`;
  if (from === null) return `Everything before ${timeWithZone(to)}`;
  return `${lengthText(to - from)}: ${time(from)} up to ${timeWithZone(to)}`;
}
