/** A small set: a leaked key makes a user, whose key opens a role, from which one more is assumed. */
import type { Credential, Issue, Lineage } from '#cloudtrail/lineage.ts';

const START = Date.UTC(2025, 9, 10, 18, 0, 0);
const MINUTE = 60_000;

/** Minutes after 18:00. */
export const at = (minutes: number): number => START + minutes * MINUTE;

export function makeCredential(id: string, more: Partial<Credential> = {}): Credential {
  return {
    id,
    kind: id.startsWith('AKIA') ? 'access key' : 'assumed role',
    accessKeyId: id,
    principal: `role/${id}`,
    principalKind: 'role',
    accountId: '111122223333',
    arn: `arn:aws:sts::111122223333:assumed-role/${id}/s`,
    sessionName: 's',
    roleName: id,
    sourceIdentity: null,
    mfa: null,
    identityIds: [],
    created: null,
    expires: null,
    firstCall: null,
    lastCall: null,
    calls: 0,
    issue: null,
    parent: null,
    root: { kind: 'unknown', name: 'unknown' },
    person: null,
    personBy: null,
    depth: 0,
    missing: null,
    ...more,
  };
}

export function makeIssue(time: number, callerKey: string, more: Partial<Issue> = {}): Issue {
  return {
    event: { eventId: `event-${time}`, fileId: 0, recordOffset: time % 1_000, time, eventName: 'AssumeRole' },
    otherHalf: null,
    caller: {
      principal: `holder of ${callerKey}`,
      principalKind: 'IAM user',
      accountId: '111122223333',
      arn: null,
      accessKeyId: callerKey,
    },
    reason: 'access key',
    certainty: 'certain',
    ...more,
  };
}

export function makeLineage(credentials: readonly Credential[]): Lineage {
  return {
    credentials: new Map(credentials.map((one) => [one.id, one])),
    byIdentity: new Map(credentials.flatMap((one) => one.identityIds.map((id) => [id, one.id] as const))),
    created: [],
  };
}

/** Child of another, issued at a minute, one hop further from the root. */
export function child(
  parent: Credential,
  id: string,
  minute: number,
  more: Partial<Credential> = {},
): Credential {
  return makeCredential(id, {
    issue: makeIssue(at(minute), parent.accessKeyId ?? parent.id),
    parent: parent.id,
    depth: parent.depth + 1,
    root: parent.root,
    created: at(minute),
    firstCall: at(minute + 1),
    lastCall: at(minute + 5),
    calls: 10,
    ...more,
  });
}
