import { FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { Icon } from '#ui/icon.tsx';
import { useHandleMenu } from '#ui/handle-menu.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import styles from './facets.module.css';

export interface FacetPlace {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly move: (field: FieldKey, by: 1 | -1) => void;
  readonly remove: (field: FieldKey) => void;
}

interface FacetHeadingProps {
  readonly field: FieldKey;
  readonly folded: boolean;
  readonly distinct: number | undefined;
  readonly searching: boolean;
  readonly hasChoice: boolean;
  readonly place: FacetPlace;
  readonly onFold: () => void;
  readonly onSearch: () => void;
  readonly onClear: () => void;
}

export function FacetHeading(props: FacetHeadingProps) {
  const { field, folded, distinct, searching, hasChoice, place, onFold, onSearch, onClear } = props;
  const { label } = FIELDS[field];
  const openMenu = useHandleMenu();
  const actions = [
    { label: 'Search in its values', run: onSearch, group: 'values' },
    ...(hasChoice ? [{ label: 'Clear what is chosen', run: onClear, group: 'values' }] : []),
    ...(place.isFirst ? [] : [{ label: 'Move up', run: () => place.move(field, -1), group: 'place' }]),
    ...(place.isLast ? [] : [{ label: 'Move down', run: () => place.move(field, 1), group: 'place' }]),
    { label: 'Remove', run: () => place.remove(field), group: 'remove' },
  ];
  return (
    <div className={styles['heading']}>
      <h2 className={styles['name']}>
        <button
          type="button"
          className={styles['fold']}
          title={label}
          aria-expanded={!folded}
          onClick={onFold}
        >
          <span className={styles['arrow']}>
            <Icon icon={folded ? 'open' : 'next'} size={10} />
          </span>
          <span className={styles['label']}>{label}</span>
        </button>
      </h2>
      {hasChoice && (
        <button type="button" className={styles['clear']} aria-label={`Clear ${label}`} onClick={onClear}>
          Clear
        </button>
      )}
      <span className={styles['headingEnd']}>
        {distinct !== undefined && (
          <span className={styles['distinct']} title={countOf(distinct, 'different value')}>
            {countText(distinct)}
          </span>
        )}
        <span className={styles['headingTools']}>
          <button
            type="button"
            className={styles['tool']}
            aria-expanded={searching}
            aria-label={`Search in ${label}`}
            title="Search in its values"
            onClick={onSearch}
          >
            <Icon icon="find" size={13} />
          </button>
          <button
            type="button"
            className={styles['tool']}
            aria-haspopup="menu"
            aria-label={`${label}: move or remove`}
            title="Move or remove"
            onClick={(press) =>
              openMenu({ title: label, anchor: press.currentTarget.getBoundingClientRect(), actions })
            }
          >
            <Icon icon="more" size={14} />
          </button>
        </span>
      </span>
    </div>
  );
}
