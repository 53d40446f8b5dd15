/** How a value is written in a facet, and the mark that goes with it. */
import type { FieldKey } from '#cloudtrail/fields.ts';
import { eventSourceLabel } from '#cloudtrail/words.ts';
import type { ChosenValue } from '#query/edit-filter.ts';
import type { IconName } from '#ui/icon.tsx';

export interface ValueMark {
  readonly tone: 'bad' | 'attention';
  readonly icon: IconName;
}

export function valueWords(field: FieldKey, value: ChosenValue): string {
  if (value === null) return 'not set';
  if (value === '') return 'empty';
  return field === 'eventSource' ? eventSourceLabel(value) : value;
}

const MARKS: Partial<Record<FieldKey, Readonly<Record<string, ValueMark>>>> = {
  outcome: {
    denied: { tone: 'bad', icon: 'failed' },
    error: { tone: 'bad', icon: 'warning' },
  },
  verb: {
    destructive: { tone: 'bad', icon: 'destructive' },
    write: { tone: 'attention', icon: 'write' },
    'sensitive read': { tone: 'attention', icon: 'sensitive' },
  },
  principalKind: { root: { tone: 'attention', icon: 'root' } },
};

/** Only for the values of our own making: nobody else can write them. */
export function valueMark(field: FieldKey, value: ChosenValue): ValueMark | null {
  const marks = MARKS[field];
  if (marks === undefined || value === null) return null;
  return Object.hasOwn(marks, value) ? (marks[value] ?? null) : null;
}
