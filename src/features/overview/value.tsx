import { VisuallyHidden } from '@mantine/core';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { eventSourceLabel } from '#cloudtrail/words.ts';
import type { ChosenValue } from '#query/edit-filter.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import { ValueHandle } from '#ui/value-handle.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import styles from './overview.module.css';

interface ValueProps {
  readonly field: FieldKey;
  readonly value: ChosenValue;
  /** What it is called where it is absent. */
  readonly none?: string;
}

/** A value of a field, to be pressed for what it can be used for. */
export function Value({ field, value, none = 'not set' }: ValueProps) {
  const actions = useHandleActions();
  const words =
    value === null
      ? none
      : value === ''
        ? 'empty'
        : field === 'eventSource'
          ? eventSourceLabel(value)
          : value;
  return (
    <span
      className={styles['value']}
      title={visibleText(value ?? none)}
      data-none={value === null || undefined}
    >
      <ValueHandle value={value ?? none} actions={() => actions({ field }, value)}>
        <CutVisible text={words} />
      </ValueHandle>
    </span>
  );
}

interface CountProps {
  readonly count: number;
  /** What is counted, for whoever does not see the line: `root`, `ListUsers by alice`. */
  readonly of: string;
  readonly onShow: () => void;
  readonly big?: boolean;
  readonly text?: string;
}

/** A number of events that leads to them; `text`: shown in its place, such as their size. */
export function Count({ count, of, onShow, big = false, text }: CountProps) {
  const number = countOf(count, 'event');
  return (
    <button
      type="button"
      className={big ? styles['bigCount'] : styles['count']}
      title={text === undefined ? 'Show these events' : `Show these ${number}`}
      aria-label={`${text === undefined ? number : `${text} in ${number}`}: ${visibleText(of)}`}
      onClick={onShow}
    >
      {text ?? countText(count)}
    </button>
  );
}

/** `+16`: how many besides the one that is named. */
export function Others({ count }: { readonly count: number }) {
  if (count <= 0) return null;
  const words = `and ${countOf(count, 'other')}`;
  return (
    <span className={styles['more']} title={words}>
      <span aria-hidden="true">+{countText(count)}</span>
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  );
}

/** `12 %`, `0.4 %`, `<0.1 %` of a base that is told beside it. */
export function shareText(count: number, base: number): string {
  const percent = base === 0 ? 0 : (count / base) * 100;
  if (percent > 0 && percent < 0.1) return '<0.1 %';
  return `${percent >= 9.95 || percent === 0 ? Math.round(percent) : percent.toFixed(1)} %`;
}
