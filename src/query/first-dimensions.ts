/** In which respects something about a principal can be new, and where the database holds each. */
import type { FieldKey } from '#cloudtrail/fields.ts';
import { networkSql } from './network.ts';

export const DIMENSIONS = [
  'address',
  'network',
  'region',
  'service',
  'eventName',
  'agent',
  'key',
  'error',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface DimensionSource {
  /** Column of the rows to group by, and the small table that its ids are of (`s`). */
  readonly id: string;
  readonly table: string;
  /** SQL for the value over `s`; null where there is none. */
  readonly value: string;
  /** For the filter; a network is a block of addresses. */
  readonly field: FieldKey;
}

export const DIMENSION_SOURCES: Readonly<Record<Dimension, DimensionSource>> = {
  address: { id: 'source_address_id', table: 'source_address', value: 's.value', field: 'sourceIPAddress' },
  network: { id: 'source_address_id', table: 'network', value: 's.value', field: 'sourceIPAddress' },
  region: { id: 'region_id', table: 'region', value: 's.value', field: 'awsRegion' },
  service: { id: 'action_id', table: 'action', value: 's.event_source', field: 'eventSource' },
  eventName: { id: 'action_id', table: 'action', value: 's.event_name', field: 'eventName' },
  agent: { id: 'user_agent_id', table: 'user_agent', value: 's.family', field: 'userAgentFamily' },
  // A session has keys of its own each time: only those that last can be new.
  key: {
    id: 'identity_id',
    table: 'identity',
    value: `CASE WHEN starts_with(s.access_key_id, 'AKIA') THEN s.access_key_id END`,
    field: 'accessKeyId',
  },
  error: { id: 'error_id', table: 'error', value: 's.value', field: 'errorCode' },
};

/** The table `network`, which is no table of the database: each address is read once. To be written after WITH. */
export const NETWORKS = `network AS MATERIALIZED (SELECT id, ${networkSql('value')} AS value FROM source_address)`;

/** Ids of the rows that are grouped by, each once. */
export const DIMENSION_IDS: readonly string[] = [
  ...new Set(DIMENSIONS.map((dimension) => DIMENSION_SOURCES[dimension].id)),
];

export function isDimension(text: string): text is Dimension {
  return DIMENSIONS.some((dimension) => dimension === text);
}
