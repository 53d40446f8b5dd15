import { useEffect, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent, ReactNode, RefObject } from 'react';
import { withTime } from '#query/edit-filter.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import type { Clause } from '#query/filter.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { ClausePill } from './clause-pill.tsx';
import { FilterSummary } from './filter-summary.tsx';
import { Presets } from './presets.tsx';
import { TimePill } from './time-pill.tsx';
import styles from './filter-pills.module.css';

/** Ready-made filters, then what narrows the events: a pill for each clause and for the time, and all of it in words. */
export function FilterPills() {
  const { filter, change } = useFilter();
  const row = useRef<HTMLDivElement>(null);
  const [edited, setEdited] = useState<string | null>(null);
  const onFocus = useKeepFocus(row);
  const hasTime = filter.from !== null || filter.to !== null;
  const hasPills = hasTime || filter.clauses.length > 0;
  return (
    <section ref={row} className={styles['row']} aria-label="Filter" {...onFocus}>
      <Presets />
      {hasPills && (
        <>
          <PillBar>
            {keyed(filter.clauses).map(({ key, clause }) => (
              <ClausePill
                key={key}
                clause={clause}
                isEdited={edited === key}
                onEdit={(isEdited) => setEdited(isEdited ? key : null)}
              />
            ))}
            {hasTime && (
              <TimePill
                from={filter.from}
                to={filter.to}
                onRemove={() => change((before) => withTime(before, null, null))}
              />
            )}
          </PillBar>
          <FilterSummary filter={filter} />
          <button
            type="button"
            className={styles['clear']}
            data-place
            onClick={() => change(() => EMPTY_FILTER)}
          >
            Clear all
          </button>
        </>
      )}
    </section>
  );
}

/** The arrows go from pill to pill. */
function PillBar({ children }: { readonly children: ReactNode }) {
  const onKeyDown = (press: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[press.key];
    if (step === undefined || press.target instanceof HTMLInputElement) return;
    const places = placesIn(press.currentTarget);
    const at = places.findIndex((place) => place.contains(document.activeElement));
    focusPlace(places[Math.max(0, Math.min(places.length - 1, at + step))]);
    press.preventDefault();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the focus is on the buttons inside, and the keys move between them, as in any toolbar
    <div
      role="toolbar"
      aria-label="What narrows the events"
      className={styles['pills']}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}

/** What had the focus has gone with its pill: the next one gets it, else the last, else the presets. */
function useKeepFocus(row: RefObject<HTMLElement | null>) {
  const last = useRef<number | null>(null);
  useEffect(() => {
    if (last.current === null || row.current === null || document.activeElement !== document.body) return;
    const places = placesIn(row.current);
    focusPlace(places[Math.min(last.current, places.length - 1)] ?? row.current);
  });
  return {
    onFocus: ({ target, currentTarget }: FocusEvent<HTMLElement>) => {
      const at = placesIn(currentTarget).findIndex((place) => place.contains(target));
      last.current = at < 0 ? null : at;
    },
    // Not called for what is taken out of the page.
    onBlur: () => {
      last.current = null;
    },
  };
}

function placesIn(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('[data-place]')];
}

function focusPlace(place: HTMLElement | undefined): void {
  if (place === undefined) return;
  (place.matches('button') ? place : place.querySelector<HTMLElement>('button, input'))?.focus();
}

/** Equal clauses are told apart by their order. */
function keyed(clauses: readonly Clause[]): { readonly key: string; readonly clause: Clause }[] {
  const seen = new Map<string, number>();
  return clauses.map((clause) => {
    const text = JSON.stringify(clause.condition);
    const n = seen.get(text) ?? 0;
    seen.set(text, n + 1);
    return { key: `${n} ${text}`, clause };
  });
}
