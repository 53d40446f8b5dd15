/** Records as a test writes them → what lineage is worked out from, without a database. */
import type { CallFacts, IdentityFacts, LineageFacts } from '../lineage-facts.ts';
import { describeIdentity } from '../principal.ts';

export interface TestRecord {
  readonly eventID?: string;
  /** `12:00:05` on the first of October 2025, or a whole time. */
  readonly at: string;
  readonly call: `${string}:${string}`;
  readonly who: Readonly<Record<string, unknown>>;
  readonly account?: string;
  readonly shared?: string;
  readonly request?: unknown;
  readonly response?: unknown;
  readonly additional?: unknown;
  readonly service?: unknown;
}

export const HOME = '111122223333';
export const OTHER = '444455556666';

export const timeOf = (at: string): number => Date.parse(at.includes('T') ? at : `2025-10-01T${at}Z`);

/** Of calls that succeeded; those that failed never come that far. */
export function factsOf(records: readonly TestRecord[]): LineageFacts {
  const identities = new Map<string, IdentityFacts>();
  const calls = records
    .toSorted((a, b) => timeOf(a.at) - timeOf(b.at))
    .map((record, n): CallFacts => {
      const key = JSON.stringify(record.who);
      const time = timeOf(record.at);
      const known = identities.get(key);
      const identity: IdentityFacts =
        known === undefined
          ? {
              ...describeIdentity(record.who),
              id: identities.size + 1,
              fromInstance: key.includes('"ec2RoleDelivery"'),
              calls: 1,
              first: time,
              last: time,
            }
          : { ...known, calls: known.calls + 1, last: time };
      identities.set(key, identity);
      const [service = '', eventName = ''] = record.call.split(':');
      return {
        event: { eventId: record.eventID ?? `event-${n}`, fileId: 1, recordOffset: n, time, eventName },
        eventSource: `${service}.amazonaws.com`,
        identityId: identity.id,
        accountId: record.account ?? HOME,
        sharedEventId: record.shared ?? null,
        request: record.request,
        response: record.response,
        additional: record.additional,
        service: record.service,
      };
    });
  return { identities: [...identities.values()], calls };
}

export const user = (userName: string, accessKeyId?: string, accountId = HOME) => ({
  type: 'IAMUser',
  arn: `arn:aws:iam::${accountId}:user/${userName}`,
  accountId,
  userName,
  ...(accessKeyId === undefined ? {} : { accessKeyId }),
});

interface RoleSession {
  readonly role?: string;
  readonly name?: string;
  readonly key?: string;
  readonly created?: string;
  readonly account?: string;
  readonly sourceIdentity?: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** `created`: as `at`; a whole text is written as it is. */
export function session(of: RoleSession) {
  const { role = 'Deploy', name = 'one', key, created, account = HOME, sourceIdentity, more } = of;
  const creationDate = created !== undefined && /^\d\d:/.test(created) ? `2025-10-01T${created}Z` : created;
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE:${name}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
    accountId: account,
    ...(key === undefined ? {} : { accessKeyId: key }),
    sessionContext: {
      sessionIssuer: { type: 'Role', userName: role, arn: `arn:aws:iam::${account}:role/team/${role}` },
      ...(creationDate === undefined ? {} : { attributes: { creationDate } }),
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
      ...more,
    },
  };
}

interface Assumed extends Pick<RoleSession, 'role' | 'name' | 'account' | 'sourceIdentity'> {
  /** Absent: the record does not show it. */
  readonly key?: string;
  readonly expiration?: string;
}

/** Request and response of AssumeRole. */
export function assumed({
  role = 'Deploy',
  name = 'one',
  account = HOME,
  key,
  expiration,
  sourceIdentity,
}: Assumed) {
  return {
    request: {
      roleArn: `arn:aws:iam::${account}:role/team/${role}`,
      roleSessionName: name,
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    },
    response: {
      credentials: {
        ...(key === undefined ? {} : { accessKeyId: key }),
        ...(expiration === undefined ? {} : { expiration }),
      },
      assumedRoleUser: { arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}` },
    },
  };
}
