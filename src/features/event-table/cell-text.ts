/** What a cell says, as plain text; null where the record has nothing. */
import type { FieldKey } from '#cloudtrail/fields.ts';
import { resourceLabel } from '#cloudtrail/resources.ts';
import { eventSourceLabel } from '#cloudtrail/words.ts';
import type { EventRow } from '#query/event-row.ts';
import type { TimeText } from '#view-state/use-time-text.ts';
import { fieldText } from './cell-value.ts';

export function cellText(row: EventRow, key: FieldKey, times: TimeText): string | null {
  if (key === 'eventTime') return row.eventTime === null ? null : times.time(row.eventTime);
  if (key === 'eventSource') return row.eventSource === null ? null : eventSourceLabel(row.eventSource);
  if (key === 'resource') return resourceLabel(row);
  return fieldText(row, key);
}

/** The whole of a cell for its tooltip. */
export function cellTitle(row: EventRow, key: FieldKey, text: string, times: TimeText): string {
  if (key === 'eventTime' && row.eventTime !== null) {
    return join(' · ', times.timeWithZone(row.eventTime), times.otherTime(row.eventTime));
  }
  if (key === 'eventSource') return row.eventSource ?? text;
  if (key === 'principal') return join(' · ', text, row.principalKind, row.userIdentityArn);
  if (key === 'outcome' && row.errorCode !== null) return join(': ', row.errorCode, row.errorMessage);
  return text;
}

function join(between: string, ...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(between);
}
