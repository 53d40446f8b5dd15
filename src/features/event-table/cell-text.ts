/** What a cell says, as plain text; null where the record has nothing. */
import type { FieldKey } from '#cloudtrail/fields.ts';
import { resourceLabel } from '#cloudtrail/resources.ts';
import { eventSourceLabel } from '#cloudtrail/words.ts';
import { textOf } from '#lib/json.ts';
import type { EventRow } from '#query/event-row.ts';
import { localText, utcText } from '#ui/number-text.ts';

/** Row columns and field columns share their names, but for `resource`. */
function valueOf(row: EventRow, key: FieldKey): unknown {
  const values: Readonly<Record<string, unknown>> = row;
  return Object.hasOwn(row, key) ? values[key] : null;
}

export function cellText(row: EventRow, key: FieldKey): string | null {
  if (key === 'eventTime') return row.eventTime === null ? null : utcText(row.eventTime);
  if (key === 'eventSource') return row.eventSource === null ? null : eventSourceLabel(row.eventSource);
  if (key === 'resource') return resourceLabel(row);
  return textOf(valueOf(row, key));
}

/** The whole of a cell for its tooltip. */
export function cellTitle(row: EventRow, key: FieldKey, text: string): string {
  if (key === 'eventTime' && row.eventTime !== null) {
    return join(' · ', `${text} UTC`, localText(row.eventTime));
  }
  if (key === 'eventSource') return row.eventSource ?? text;
  if (key === 'principal') return join(' · ', text, row.principalKind, row.userIdentityArn);
  if (key === 'outcome' && row.errorCode !== null) return join(': ', row.errorCode, row.errorMessage);
  return text;
}

function join(between: string, ...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(between);
}
