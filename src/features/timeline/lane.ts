/** A lane as it is shown: what it is called, what it is, and in which order lanes stand. */
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { LaneRow } from '#query/timeline-lanes.ts';
import { isByCredential } from '#query/timeline-rows.ts';
import type { LaneId, LaneKind } from '#query/timeline-rows.ts';
import { countOf } from '#ui/number-text.ts';

/** What of a lane one can go on with. */
export interface LaneHandle {
  readonly field: FieldKey;
  readonly value: string;
}

export interface Lane extends LaneId {
  readonly key: string;
  readonly name: string;
  /** What it is, in a few words: `access key of ci-deployer · 192.0.2.20`. */
  readonly what: string;
  readonly handle: LaneHandle | null;
  readonly events: number;
  readonly bad: number;
  readonly first: number;
  readonly last: number;
}

export interface Lanes {
  readonly kind: LaneKind;
  readonly lanes: readonly Lane[];
  /** Lanes without one of their own on the screen, and their events. */
  readonly otherLanes: number;
  readonly otherEvents: number;
  readonly total: number;
}

export function keyOf({ lane, part }: LaneId): string {
  return `${lane}:${part}`;
}

/** Those of credentials in the order in which they began, for one leads to the other; all others by their events. */
export function lanesOf(rows: readonly LaneRow[], kind: LaneKind): Lanes {
  const lanes = rows.map((row): Lane => {
    const { lane, part, events, bad, first, last } = row;
    return {
      lane,
      part,
      events,
      bad,
      first,
      last,
      key: keyOf(row),
      ...namesOf(row, kind),
      handle: handleOf(row, kind),
    };
  });
  const byTime = isByCredential(kind) ? lanes.toSorted((a, b) => a.first - b.first) : lanes;
  const total = rows[0]?.total ?? 0;
  return {
    kind,
    lanes: byTime,
    otherLanes: (rows[0]?.lanes ?? 0) - lanes.length,
    otherEvents: total - lanes.reduce((sum, { events }) => sum + events, 0),
    total,
  };
}

function namesOf(row: LaneRow, kind: LaneKind): { readonly name: string; readonly what: string } {
  const count = countOf(row.events, 'event');
  switch (kind) {
    case 'service':
      return { name: (row.value ?? 'no service').replace(/\.amazonaws\.com$/, ''), what: count };
    case 'address':
      return { name: row.value ?? 'no address', what: count };
    case 'account':
      return { name: row.value ?? 'no account', what: count };
    case 'principal':
      return {
        name: row.principal ?? 'nobody named',
        what: joined(row.principalKind, row.accountId, count),
      };
    case 'session':
    case 'chain':
      return credentialNames(row);
  }
}

function credentialNames(row: LaneRow): { readonly name: string; readonly what: string } {
  const { accessKeyId, roleName, sessionName, principal, principalKind, address } = row;
  const who = principal ?? 'nobody named';
  const isSession = accessKeyId?.startsWith('ASIA') === true || sessionName !== null;
  if (accessKeyId !== null && accessKeyId !== '' && !isSession)
    return { name: accessKeyId, what: joined(address, `access key of ${who}`) };
  if (principalKind === 'SSO user')
    return { name: who, what: joined(`session, ${roleName ?? 'Identity Center'}`, accountText(row)) };
  if (roleName !== null)
    return {
      name: sessionName === null ? roleName : `${roleName}/${sessionName}`,
      what: joined('role session', accountText(row)),
    };
  if (isSession) return { name: who, what: joined('session', accessKeyId, accountText(row)) };
  return { name: who, what: joined(principalKind, accountText(row), address) };
}

function accountText({ accountId, principal }: LaneRow): string | null {
  if (accountId === null || principal?.includes(accountId) === true) return null;
  return accountId;
}

function joined(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

const VALUE_FIELDS = {
  service: 'eventSource',
  address: 'sourceIPAddress',
  account: 'recipientAccountId',
} as const satisfies Partial<Record<LaneKind, FieldKey>>;

function handleOf(row: LaneRow, kind: LaneKind): LaneHandle | null {
  const of = (field: FieldKey, value: string | null): LaneHandle | null =>
    value === null || value === '' ? null : { field, value };
  switch (kind) {
    case 'service':
    case 'address':
    case 'account':
      return of(VALUE_FIELDS[kind], row.value);
    case 'principal':
      return of('principal', row.principal);
    case 'session':
    case 'chain':
      return of('accessKeyId', row.accessKeyId) ?? of('principal', row.principal);
  }
}
