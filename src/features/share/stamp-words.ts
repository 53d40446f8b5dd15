import { countOf } from '#ui/number-text.ts';
import type { TimeText } from '#view-state/use-time-text.ts';
import type { DataSetStamp } from '#view-state/data-set-stamp.ts';

/** `30,270 events in 66 files, 2025-10-01 00:00:04 to 2025-10-14 23:59:51 UTC`. */
export function stampWords(
  { events, files, first, last }: DataSetStamp,
  { time, zoneLabel }: TimeText,
): string {
  const counts = `${countOf(events, 'event')} in ${countOf(files, 'file')}`;
  return first === null || last === null ? counts : `${counts}, ${time(first)} to ${time(last)} ${zoneLabel}`;
}
