/** What the value of a cell can be used for: the field it is looked for in, and the text that finds it again. */
import { FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { resourceLabel } from '#cloudtrail/resources.ts';
import { textOf } from '#lib/json.ts';
import type { ChosenValue } from '#query/edit-filter.ts';
import type { EventRow } from '#query/event-row.ts';
import { sourceOf } from '#query/field-sources.ts';
import type { Target } from '#query/filter.ts';
import { utcText } from '#ui/number-text.ts';

export interface CellValue {
  /** Null where a filter cannot be made of it: times are chosen as ranges, and whole JSON is no value. */
  readonly target: Target | null;
  readonly value: ChosenValue;
  /** The value as it is copied, and named in the menu. */
  readonly text: string | null;
}

/** Longer texts would make links that no address bar takes. */
const LONGEST_VALUE = 1_000;

/** Row columns and field columns share their names, but for `resource`. */
export function fieldText(row: EventRow, key: FieldKey): string | null {
  const values: Readonly<Record<string, unknown>> = row;
  return Object.hasOwn(row, key) ? textOf(values[key]) : null;
}

export function cellValue(row: EventRow, key: FieldKey): CellValue {
  if (key === 'eventTime') {
    const text = row.eventTime === null ? null : isoText(row.eventTime);
    return { target: null, value: text, text };
  }
  if (key === 'resource') return resourceValue(row);
  const text = fieldText(row, key);
  const source = sourceOf(key);
  const isJson = (source.in === 'small' || source.in === 'event') && source.holds === 'json';
  const usable = !isJson && (text === null || text.length <= LONGEST_VALUE);
  return { target: usable ? { field: key } : null, value: text, text };
}

/** Our label may join two names of the record, or shorten them: what is searched for is the part that stands there. */
function resourceValue(row: EventRow): CellValue {
  const label = resourceLabel(row);
  if (label === null) return { target: null, value: null, text: null };
  const texts = [row.resources, row.requestParameters, row.responseElements].join('\n');
  const value = candidates(label).find((part) => texts.includes(JSON.stringify(part).slice(1, -1)));
  return { target: value === undefined ? null : { field: 'resource' }, value: value ?? null, text: label };
}

/** The label, then the ends of it behind each slash, the longest first, then what stands before the first. */
function candidates(label: string): string[] {
  const plain = label.replace(/ \+\d+ more$/, '').replace(/…$/, '');
  const steps = plain.split('/');
  const ends = steps.map((_, at) => steps.slice(at).join('/'));
  return [...ends, steps[0] ?? ''].filter((part) => part !== '');
}

/** CloudTrail's own way to write times. */
function isoText(ms: number): string {
  return utcText(ms).replace(/^([\d+-]+) (.*)$/, '$1T$2Z');
}

/** `Service is not set` for an absent value. */
export function cellTitleOf(key: FieldKey, { text }: CellValue): string {
  return text ?? `No ${FIELDS[key].label}`;
}
