import { useCallback, useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { DEFAULT_FACETS } from '#query/facet-columns.ts';
import { clearTarget } from '#query/edit-filter.ts';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { MOST_FACETS, sameColumns } from '#view-state/view-state.ts';
import { AddFacet } from './add-facet.tsx';
import { moveByKey } from './facet-keys.ts';
import { FacetSection } from './facet-section.tsx';
import { FIRST_VALUES, useFacetCounts } from './use-facet-counts.ts';
import type { FacetLook } from './use-facet-counts.ts';
import { useValueActions } from './use-value-actions.ts';
import styles from './facets.module.css';

interface FacetListProps {
  readonly folded: readonly FieldKey[];
  readonly onFold: (field: FieldKey) => void;
}

const FIRST_LOOK: FacetLook = { top: FIRST_VALUES, search: '' };

/** The facets of the link, one below the other. */
export function FacetList({ folded, onFold }: FacetListProps) {
  const [{ facets }, change] = useViewState();
  const { filter, change: changeFilter } = useFilter();
  const [looks, setLooks] = useState<ReadonlyMap<FieldKey, FacetLook>>(new Map());
  const open = useMemo(
    () =>
      new Map(
        facets.filter((key) => !folded.includes(key)).map((key) => [key, looks.get(key) ?? FIRST_LOOK]),
      ),
    [facets, folded, looks],
  );
  const { valuesOf, stale, error } = useFacetCounts(filter, open);
  const actions = useValueActions();
  const look = useCallback(
    (field: FieldKey, next: FacetLook) => setLooks((before) => new Map(before).set(field, next)),
    [],
  );
  const move = (field: FieldKey, by: 1 | -1): void => {
    const at = facets.indexOf(field);
    change({ facets: facets.toSpliced(at, 1).toSpliced(at + by, 0, field) });
  };
  const onKeyDown = (press: KeyboardEvent<HTMLDivElement>): void => {
    if (press.ctrlKey || press.altKey || press.metaKey || press.shiftKey) return;
    if (moveByKey(press.key, press.currentTarget, press.target)) press.preventDefault();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys lead from one button inside to another
    <div className={styles['list']} aria-busy={stale} data-stale={stale || undefined} onKeyDown={onKeyDown}>
      {error !== null && (
        <Notice tone="bad" title="The values could not be counted">
          {visibleText(error.message)}
        </Notice>
      )}
      {facets.map((field, at) => (
        <FacetSection
          key={field}
          field={field}
          look={open.get(field) ?? null}
          values={open.has(field) ? valuesOf(field) : undefined}
          place={{
            isFirst: at === 0,
            isLast: at === facets.length - 1,
            move,
            remove: (key) => change({ facets: facets.filter((other) => other !== key) }),
          }}
          actions={actions}
          onFold={onFold}
          onLook={look}
          onClear={(key) => changeFilter((before) => clearTarget(before, { field: key }))}
        />
      ))}
      <div className={styles['below']}>
        {facets.length < MOST_FACETS && (
          <AddFacet shown={facets} onAdd={(field) => change({ facets: [...facets, field] })} />
        )}
        {!sameColumns(facets, DEFAULT_FACETS) && (
          <button type="button" className={styles['add']} onClick={() => change({ facets: DEFAULT_FACETS })}>
            Back to the usual facets
          </button>
        )}
      </div>
    </div>
  );
}
