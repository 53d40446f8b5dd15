import { countText } from '#ui/number-text.ts';
import { visibleText } from '#ui/visible-text.ts';
import type { FacetValues } from './facet-values.ts';
import { FIRST_VALUES } from './use-facet-counts.ts';
import type { FacetLook } from './use-facet-counts.ts';
import styles from './facets.module.css';

const MORE_VALUES = 10;
/** A longer list is not read but searched. */
const MOST_VALUES = 206;

interface FacetFootProps {
  readonly label: string;
  readonly values: FacetValues;
  readonly look: FacetLook;
  readonly onTop: (top: number) => void;
}

/** How many of the values are shown, and the way to more of them. */
export function FacetFoot({ label, values, look, onTop }: FacetFootProps) {
  const { distinct, shown } = values;
  if (distinct === 0) return <NoValues search={look.search} />;
  const more = Math.min(MORE_VALUES, distinct - shown, MOST_VALUES - shown);
  if (more <= 0 && look.top <= FIRST_VALUES) return null;
  return (
    <div className={styles['foot']}>
      {more > 0 ? (
        <button
          type="button"
          className={styles['step']}
          aria-label={`Show ${more} more of ${label}`}
          onClick={() => onTop(shown + more)}
        >
          {more} more
        </button>
      ) : (
        <span>{distinct > shown && 'search for others'}</span>
      )}
      {look.top > FIRST_VALUES && (
        <button
          type="button"
          className={styles['step']}
          aria-label={`Show fewer of ${label}`}
          onClick={() => onTop(FIRST_VALUES)}
        >
          fewer
        </button>
      )}
      <span className={styles['of']}>
        {countText(shown)} of {countText(distinct)}
      </span>
    </div>
  );
}

function NoValues({ search }: { readonly search: string }) {
  return (
    <p className={styles['noValues']}>
      {search === '' ? 'No events' : `No value contains “${visibleText(search)}”`}
    </p>
  );
}
