import type { ChosenRow } from './use-compared-events.ts';

/** What an event is called where there is little room. */
export function eventWords({ row }: ChosenRow): string {
  if (row === undefined) return '…';
  if (row === null) return 'not in the loaded files';
  return row.eventName ?? 'an event without a name';
}
