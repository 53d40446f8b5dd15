import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { ownerOf } from '#cloudtrail/life-line.ts';
import type { LifeCall } from '#cloudtrail/life-line.ts';
import { zonedSpanOf } from '#lib/zone-time.ts';
import type { EventRow } from '#query/event-row.ts';
import { touchFilter } from '#query/life-line.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import type { Period } from '#view-state/link-time.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { isValidPeriod } from '#view-state/view-state.ts';
import { ActorList } from './actor-list.tsx';
import { CHOICES, minutesOf, spanBefore, usualSpan } from './touched-span.ts';
import { useActors } from './use-life-line.ts';
import styles from './life-line.module.css';

interface TouchedProps {
  readonly thing: string;
  readonly calls: readonly LifeCall<EventRow>[];
}

/** Who wrote to it, or to what it belongs to, in the time before a moment such as an outage. */
export function Touched({ thing, calls }: TouchedProps) {
  const [{ touched }] = useViewState();
  const span = touched ?? usualSpan(calls);
  const owner = ownerOf(thing);
  const things = owner === null ? [thing] : [thing, owner];
  const filter = span === null ? null : touchFilter(things, span);
  const { actors, stale } = useActors(filter);
  return (
    <section className={styles['card']} aria-label="Who can have touched it">
      <h3 className={styles['cardTitle']}>Who can have touched it</h3>
      {span === null ? (
        <p className={styles['aside']}>No call with a time names it.</p>
      ) : (
        <TouchedForm key={`${span.from} ${span.to}`} span={span} />
      )}
      {owner !== null && (
        <p className={styles['aside']}>
          Or what it belongs to: <CutVisible text={owner} />
        </p>
      )}
      {actors !== null && span !== null && filter !== null && (
        <div aria-busy={stale} data-stale={stale || undefined}>
          <ActorList
            title="Wrote to it"
            about=""
            empty="Nobody wrote to it in that time, as far as the data tell."
            actors={[...actors.writers, ...actors.contents].toSorted((a, b) => (b.to ?? 0) - (a.to ?? 0))}
            within={filter}
            before={span.to - 1}
            outcome="success"
          />
          <ActorList
            title="Tried, and were refused"
            about=""
            actors={actors.denied}
            within={filter}
            before={span.to - 1}
            outcome="denied"
          />
        </div>
      )}
    </section>
  );
}

function TouchedForm({ span }: { readonly span: Period }) {
  const [, change] = useViewState();
  const { time, zone, zoneLabel } = useTimeText();
  const [moment, setMoment] = useState(time(span.to - 1));
  const [isWrong, setWrong] = useState(false);
  const minutes = minutesOf(span);
  const choices = CHOICES.some((choice) => choice.minutes === minutes)
    ? CHOICES
    : [...CHOICES, { minutes, label: `${minutes} min` }];
  const submit = (sent: FormEvent): void => {
    sent.preventDefault();
    const at = zonedSpanOf(moment, zone)?.start;
    const next = at === undefined ? null : spanBefore(at, minutes);
    const isRight = next !== null && isValidPeriod(next);
    setWrong(!isRight);
    if (isRight) change({ touched: next });
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <NativeSelect
        size="xs"
        label="Within"
        value={String(minutes)}
        data={choices.map((choice) => ({ value: String(choice.minutes), label: choice.label }))}
        onChange={({ currentTarget }) =>
          change({ touched: spanBefore(span.to - 1, Number(currentTarget.value)) })
        }
      />
      <TextInput
        size="xs"
        label={`before (${zoneLabel})`}
        value={moment}
        error={isWrong ? 'A time is needed, as 2025-10-10 18:00:05.' : undefined}
        onChange={({ currentTarget }) => setMoment(currentTarget.value)}
      />
      <Button size="xs" type="submit" variant="default">
        Look
      </Button>
    </form>
  );
}
