import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { phaseOf, useSessionState } from '#session/use-session.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import { Notice } from '#ui/notice.tsx';
import { countOf } from '#ui/number-text.ts';
import { useEscape } from '#ui/use-escape.ts';
import { useTurns } from '#ui/use-in-turn.ts';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { HourMap } from './hour-map.tsx';
import type { Pointed } from './hour-map.tsx';
import { HourTooltip } from './hour-tooltip.tsx';
import { historyText } from './hour-words.ts';
import { HoursBar } from './hours-bar.tsx';
import { HoursTable } from './hours-table.tsx';
import { useCellActions } from './use-cell-actions.ts';
import { useHours } from './use-hours.ts';
import type { Picture, ShownHours } from './use-hours.ts';
import styles from './hours.module.css';

const LONGEST = 80;

interface HoursPanelProps {
  /** What is said when the filter leaves no event. */
  readonly nothing: ReactNode;
}

/** At which hours of which weekdays the matching events were, and which of them are odd for whom. */
export function HoursPanel({ nothing }: HoursPanelProps) {
  const { shown, stale, isEmpty, error } = useHours();
  const [tableOpen, setTableOpen] = useState(false);
  const loading = useSessionState(phaseOf) !== 'ready';
  if (error !== null)
    return (
      <Notice tone="bad" title="The hours could not be counted">
        {visibleText(error.message)}
      </Notice>
    );
  if (isEmpty && !loading) return nothing;
  return (
    <section className={styles['panel']} aria-label="Hours and weekdays">
      <HoursBar shown={shown} onTable={() => setTableOpen(true)} />
      <div className={styles['box']} data-scrolls>
        {shown === null ? (
          <Skeleton height={320} animate={false} role="status" aria-label="Counting" />
        ) : (
          <Pictures shown={shown} stale={stale} />
        )}
      </div>
      {shown !== null && tableOpen && <HoursTable shown={shown} onClose={() => setTableOpen(false)} />}
    </section>
  );
}

function Pictures({ shown, stale }: { readonly shown: ShownHours; readonly stale: boolean }) {
  const turns = useTurns();
  const press = useCellActions();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  useEscape(pointed !== null, () => setPointed(null));
  const { pictures, local, steps, by } = shown;
  if (pictures.length === 0)
    return (
      <p className={styles['empty']} role="status">
        None of the matching events names one: choose other pictures above.
      </p>
    );
  return (
    <>
      <div className={styles['pictures']} data-stale={stale || undefined} data-by={by} aria-busy={stale}>
        {pictures.map((picture) => (
          <article key={`${by} ${picture.key}`} className={styles['card']} aria-label={labelOf(picture)}>
            <CardHead picture={picture} days={local.days} />
            <HourMap
              picture={picture}
              label={`Hours of ${labelOf(picture)}`}
              local={local}
              steps={steps}
              turns={turns}
              onPress={press}
              onPoint={setPointed}
            />
          </article>
        ))}
      </div>
      {pointed !== null && <HourTooltip pointed={pointed} local={local} />}
    </>
  );
}

const labelOf = ({ name }: Picture): string =>
  name === null ? 'all events' : visibleText(cutMiddle(name, LONGEST));

function CardHead({ picture, days }: { readonly picture: Picture; readonly days: number }) {
  const { name, account, events, odd } = picture;
  const history = odd.history === 'short' ? null : historyText(odd.history, days);
  return (
    <header className={styles['head']}>
      <span className={styles['name']} title={labelOf(picture)}>
        {name === null ? 'All events' : <CutVisible text={name} />}
      </span>
      {account !== null && <span className={styles['account']}>{visibleText(cutMiddle(account, 30))}</span>}
      <span className={styles['figures']}>
        {odd.odd.size > 0 && <span className={styles['odd']}>{countOf(odd.odd.size, 'odd hour')}</span>}
        {history !== null && (
          <span className={styles['history']} role="img" aria-label={history} title={history}>
            odd ?
          </span>
        )}
        <span>{countOf(events, 'event')}</span>
      </span>
    </header>
  );
}
