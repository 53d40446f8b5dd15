import { useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { FacetFoot } from './facet-foot.tsx';
import { FacetHeading } from './facet-heading.tsx';
import type { FacetPlace } from './facet-heading.tsx';
import { FacetSearch } from './facet-search.tsx';
import { FacetValue } from './facet-value.tsx';
import type { FacetValueActions } from './facet-value.tsx';
import type { FacetValues } from './facet-values.ts';
import { FIRST_VALUES } from './use-facet-counts.ts';
import type { FacetLook } from './use-facet-counts.ts';
import styles from './facets.module.css';

interface FacetSectionProps {
  readonly field: FieldKey;
  /** Null while it is folded. */
  readonly look: FacetLook | null;
  readonly values: FacetValues | undefined;
  readonly place: FacetPlace;
  readonly actions: FacetValueActions;
  readonly onFold: (field: FieldKey) => void;
  readonly onLook: (field: FieldKey, look: FacetLook) => void;
  readonly onClear: (field: FieldKey) => void;
}

/** One field: its values that occur most, with counts. */
export function FacetSection(props: FacetSectionProps) {
  const { field, look, values, place, actions, onFold, onLook, onClear } = props;
  const [searching, setSearching] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  useKeptFocus(list, values);
  const { label } = FIELDS[field];
  const rows = values?.rows ?? [];
  const tabbable = rows.some(({ key }) => key === current) ? current : rows[0]?.key;
  const toggleSearch = (): void => {
    if (searching && look !== null) onLook(field, { ...look, search: '' });
    if (look === null) onFold(field);
    setSearching(look === null || !searching);
  };
  return (
    <section className={styles['facet']} aria-label={label}>
      <FacetHeading
        field={field}
        folded={look === null}
        distinct={values?.distinct}
        searching={searching && look !== null}
        hasChoice={rows.some(({ choice }) => choice !== null)}
        place={place}
        onFold={() => onFold(field)}
        onSearch={toggleSearch}
        onClear={() => onClear(field)}
      />
      {look !== null && searching && (
        <FacetSearch
          label={label}
          search={look.search}
          onSearch={(search) => onLook(field, { top: FIRST_VALUES, search })}
          onClose={toggleSearch}
        />
      )}
      {look !== null && (
        <>
          {values === undefined && <span className={styles['waiting']}>Counting…</span>}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only notes which of its buttons has the focus */}
          <ul
            ref={list}
            className={styles['values']}
            // Where the focus was, Tab comes back to.
            onFocus={({ target }) => setCurrent(target.closest('li')?.dataset['value'] ?? null)}
          >
            {rows.map(({ key, value, count, choice }) => (
              <FacetValue
                key={key}
                id={key}
                field={field}
                value={value}
                count={count}
                part={count / Math.max(1, values?.most ?? 1)}
                choice={choice}
                tabbable={key === tabbable}
                actions={actions}
              />
            ))}
          </ul>
          {values !== undefined && (
            <FacetFoot
              label={label}
              values={values}
              look={look}
              onTop={(top) => onLook(field, { ...look, top })}
            />
          )}
        </>
      )}
    </section>
  );
}

/** A value that loses its choice may leave the list, and would take the focus away with it. */
function useKeptFocus(list: RefObject<HTMLUListElement | null>, values: FacetValues | undefined): void {
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    if (hadFocus.current && document.activeElement === document.body) {
      element.querySelector<HTMLElement>('[data-facet-value]')?.focus({ preventScroll: true });
    }
    const note = (): void => {
      hadFocus.current = element.contains(document.activeElement);
    };
    note();
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [list, values]);
}
