/** What a series of counts is called on the screen: in lists, over charts, in what is read aloud. */
import type { FieldKey } from '#cloudtrail/fields.ts';
import { isRegional } from './spike-parts.ts';
import type { Family } from './spike-names.ts';
import type { SeriesName } from './series-name.ts';

export interface SeriesWords {
  /** `s3`: the event source without what all of them end with; null where the series is of no service. */
  readonly service: string | null;
  /** Event name, error code, principal or address as it is in the log; words where the series has no such name. */
  readonly name: string;
  /** True when `name` is a value out of a log, and not our words. */
  readonly isValue: boolean;
  /** What is counted. */
  readonly counted: 'calls' | 'errors' | 'denied calls';
  /** `eu-west-1 · account 111122223333`; without the region where the series is of all regions. */
  readonly place: string;
}

const UNNAMED: Readonly<Record<Family, string>> = {
  trail: 'All calls',
  call: 'Calls without a name',
  error: 'Errors without a code',
  denied: 'Denied calls',
  principal: 'Nobody known',
  address: 'No address',
};

const COUNTED: Readonly<Record<Family, SeriesWords['counted']>> = {
  trail: 'calls',
  call: 'calls',
  error: 'errors',
  denied: 'denied calls',
  principal: 'calls',
  address: 'calls',
};

/** The field that a series' name is a value of; null where it has none. */
export const NAME_FIELDS: Readonly<Record<Family, FieldKey | null>> = {
  trail: null,
  call: 'eventName',
  error: 'errorCode',
  denied: null,
  principal: 'principal',
  address: 'sourceIPAddress',
};

export function seriesWords({ family, eventSource, name, region, account }: SeriesName): SeriesWords {
  const isValue = name !== null && NAME_FIELDS[family] !== null;
  const places = [
    ...(isRegional(family) ? [region ?? 'no region'] : ['all regions']),
    account === null ? 'no account' : `account ${account}`,
  ];
  return {
    service: family === 'call' ? serviceOf(eventSource) : null,
    name: isValue ? name : UNNAMED[family],
    isValue,
    counted: COUNTED[family],
    place: places.join(' · '),
  };
}

function serviceOf(eventSource: string | null): string | null {
  return eventSource?.replace(/\.amazonaws\.com$/, '') ?? null;
}

/** The same in one line: `s3 DeleteObject`. */
export function seriesText(series: SeriesName): string {
  const { service, name } = seriesWords(series);
  return service === null ? name : `${service} ${name}`;
}
