/** How each column is called and how wide it starts; what stands in it is `cell-text.ts`. */
import { FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { COLUMN_KEYS } from '#view-state/columns.ts';

export interface EventColumn {
  readonly key: FieldKey;
  readonly label: string;
  readonly width: number;
  readonly mono: boolean;
}

/** A column in its place. */
export interface ShownColumn extends EventColumn {
  /** Where it stays while the others scroll sideways, as CSS; undefined where it scrolls along. */
  readonly left: string | undefined;
  readonly pinned: 'yes' | 'last' | undefined;
}

const WIDTHS: Partial<Record<FieldKey, number>> = {
  eventTime: 158,
  eventName: 196,
  eventSource: 92,
  principal: 166,
  sourceIPAddress: 128,
  awsRegion: 104,
  outcome: 92,
  resource: 240,
};

const MONO: ReadonlySet<FieldKey> = new Set([
  'eventTime',
  'sourceIPAddress',
  'resource',
  'accessKeyId',
  'userIdentityArn',
  'eventID',
  'requestID',
  'sharedEventID',
  'requestParameters',
  'responseElements',
  'resources',
  'vpcEndpointId',
]);

export const EVENT_COLUMNS: readonly EventColumn[] = COLUMN_KEYS.map((key) => ({
  key,
  label: FIELDS[key].label,
  width: WIDTHS[key] ?? 160,
  mono: MONO.has(key),
}));
