/** In words: what is new about an event, and how much is known from before. */
import type { Dimension } from './first-dimensions.ts';
import { isDimension } from './first-dimensions.ts';
import type { FirstFlag } from './first-seen.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** `9 days of history before`: whole days, or hours below two days. */
export function historyText(ms: number): string {
  if (ms >= 2 * DAY) return `${Math.floor(ms / DAY)} days`;
  const hours = Math.max(0, Math.floor(ms / HOUR));
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

const DID: Readonly<Record<Dimension, (value: string) => string>> = {
  address: (value) => `came from ${value}`,
  network: (value) => `came from the network ${value}`,
  region: (value) => `worked in ${value}`,
  service: (value) => `used ${value}`,
  eventName: (value) => `called ${value}`,
  agent: (value) => `used the agent ${value}`,
  key: (value) => `signed with ${value}`,
  error: (value) => `met ${value}`,
};

/** `First time ci-deployer came from 198.51.100.77`. */
export function firstText({
  principal,
  dimension,
  value,
}: Pick<FirstFlag, 'principal' | 'dimension' | 'value'>): string {
  const did = isDimension(dimension) ? DID[dimension](value) : value;
  return `First time ${principal} ${did}`;
}

/** What it rests on: `9 days of history before, seen on 7 of them`. */
export function historyWords({ history, days }: Pick<FirstFlag, 'history' | 'days'>): string {
  return `${historyText(history)} of history before, seen on ${days === 1 ? '1 day' : `${days} days`}`;
}

export const DIMENSION_WORDS: Readonly<Record<Dimension, { readonly one: string; readonly many: string }>> = {
  address: { one: 'address', many: 'addresses' },
  network: { one: 'network', many: 'networks' },
  region: { one: 'region', many: 'regions' },
  service: { one: 'service', many: 'services' },
  eventName: { one: 'event', many: 'events' },
  agent: { one: 'user agent', many: 'user agents' },
  key: { one: 'access key', many: 'access keys' },
  error: { one: 'error', many: 'errors' },
};

/** What says it all: of an address and its network, both new, the network; of a call and its service the service. */
export function tellingFlags(flags: readonly FirstFlag[]): readonly FirstFlag[] {
  const has = (dimension: Dimension): boolean => flags.some((flag) => flag.dimension === dimension);
  return flags.filter(
    ({ dimension }) =>
      !(dimension === 'network' && has('address')) && !(dimension === 'eventName' && has('service')),
  );
}

/** What is new, in a word: `address`, `event name`; kinds that are no dimension are called as they are. */
export function kindWord(kind: string): string {
  return isDimension(kind) ? DIMENSION_WORDS[kind].one : kind;
}
