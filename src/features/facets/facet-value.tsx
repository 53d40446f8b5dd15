import { VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { Choice, ChosenValue } from '#query/edit-filter.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import { Icon } from '#ui/icon.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import { visibleText } from '#ui/visible-text.ts';
import { valueMark, valueWords } from './value-words.ts';
import styles from './facets.module.css';

export interface FacetValueActions {
  readonly choose: (field: FieldKey, value: ChosenValue, choice: Choice) => void;
  readonly openMenu: (field: FieldKey, value: ChosenValue, anchor: DOMRect) => void;
}

interface FacetValueProps {
  readonly id: string;
  readonly field: FieldKey;
  readonly value: ChosenValue;
  readonly count: number;
  /** Of the facet's largest count, 0 to 1. */
  readonly part: number;
  readonly choice: Choice | null;
  /** Tab comes to one value of each facet; the arrow keys lead to the others. */
  readonly tabbable: boolean;
  readonly actions: FacetValueActions;
}

/** One value: pressed, it is included; the tools beside it exclude it and open its menu. */
export const FacetValue = memo(function FacetValue(props: FacetValueProps) {
  const { id, field, value, count, part, choice, tabbable, actions } = props;
  const words = valueWords(field, value);
  const name = visibleText(words);
  const include = (): void => actions.choose(field, value, 'include');
  const exclude = (): void => actions.choose(field, value, 'exclude');
  const onClick = (press: MouseEvent): void => (press.altKey && press.shiftKey ? exclude() : include());
  const tabIndex = tabbable ? 0 : -1;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are those of the buttons inside
    <li
      className={styles['row']}
      data-value={id}
      data-choice={choice ?? undefined}
      data-none={count === 0 || undefined}
      onKeyDown={(press) => chooseByKey(press, include, exclude)}
    >
      <button
        type="button"
        role="checkbox"
        aria-checked={choice === 'include'}
        data-facet-value
        tabIndex={tabIndex}
        className={styles['value']}
        title={`${visibleText(value ?? 'not set')}\n${countOf(count, 'event')}`}
        onClick={onClick}
      >
        <span className={styles['bar']} style={{ '--part': part }} />
        <ValueMarks field={field} value={value} choice={choice} />
        <span className={value === null || value === '' ? styles['absent'] : styles['words']}>
          <CutVisible text={words} />
        </span>
        <span className={styles['count']}>{countText(count)}</span>
      </button>
      <span className={styles['tools']}>
        <button
          type="button"
          tabIndex={tabIndex}
          className={styles['tool']}
          aria-pressed={choice === 'exclude'}
          aria-label={`Filter out ${name}`}
          title={choice === 'exclude' ? 'No longer filter out (x)' : 'Filter out (x, Shift-Alt-click)'}
          onClick={exclude}
        >
          <Icon icon="not" size={14} />
        </button>
        <button
          type="button"
          tabIndex={tabIndex}
          className={styles['tool']}
          aria-haspopup="menu"
          aria-label={`More about ${name}`}
          title="More"
          onClick={(press) => actions.openMenu(field, value, press.currentTarget.getBoundingClientRect())}
        >
          <Icon icon="more" size={14} />
        </button>
      </span>
    </li>
  );
});

function chooseByKey(press: KeyboardEvent, include: () => void, exclude: () => void): void {
  if (press.ctrlKey || press.altKey || press.metaKey) return;
  const isValue = press.target instanceof Element && press.target.matches('[data-facet-value]');
  const key = isValue && press.shiftKey && press.key === 'Enter' ? 'x' : press.key;
  if (key !== 'f' && key !== 'x') return;
  press.preventDefault();
  if (key === 'f') include();
  else exclude();
}

function ValueMarks({ field, value, choice }: Pick<FacetValueProps, 'field' | 'value' | 'choice'>) {
  const mark = valueMark(field, value);
  return (
    <>
      {choice !== null && (
        <span className={styles['chosen']}>
          <Icon icon={choice === 'include' ? 'fine' : 'not'} size={12} />
          {choice === 'exclude' && <VisuallyHidden>filtered out: </VisuallyHidden>}
        </span>
      )}
      {mark !== null && (
        <span className={styles['mark']} data-tone={mark.tone}>
          <Icon icon={mark.icon} size={11} />
        </span>
      )}
    </>
  );
}
