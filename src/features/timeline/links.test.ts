import { expect, it } from 'vitest';
import type { Credential, EventRef, Lineage } from '#cloudtrail/lineage.ts';
import type { Lane } from './lane.ts';
import { linksOf } from './links.ts';

const lane = (id: number, first: number, last: number, part = 0): Lane => ({
  lane: id,
  part,
  key: `${id}:${part}`,
  name: `lane ${id}`,
  what: '',
  handle: null,
  events: 1,
  bad: 0,
  first,
  last,
});

const event = (eventName: string, time: number): EventRef => ({
  eventId: eventName,
  fileId: 0,
  recordOffset: 0,
  time,
  eventName,
});

const NOBODY = { principal: null, principalKind: null, accountId: null, arn: null, accessKeyId: null };

function credential(
  id: string,
  identity: number,
  parent: string | null,
  issued: EventRef | null,
): Credential {
  return {
    ...NOBODY,
    id,
    kind: 'assumed role',
    sessionName: null,
    roleName: null,
    sourceIdentity: null,
    mfa: null,
    identityIds: [identity],
    created: null,
    expires: null,
    firstCall: null,
    lastCall: null,
    calls: 0,
    issue:
      issued === null
        ? null
        : { event: issued, otherHalf: null, caller: NOBODY, reason: 'access key', certainty: 'certain' },
    parent,
    root: { kind: 'unknown', name: '' },
    person: null,
    personBy: null,
    depth: 0,
    missing: null,
  };
}

function lineageOf(...credentials: readonly Credential[]): Lineage {
  return {
    credentials: new Map(credentials.map((one) => [one.id, one])),
    byIdentity: new Map(credentials.flatMap((one) => one.identityIds.map((id) => [id, one.id] as const))),
    created: [],
  };
}

it('joins a session to the lane of the key that was in use when it was issued', () => {
  const lineage = lineageOf(
    credential('AKIA', 1, null, null),
    credential('ASIA', 2, 'AKIA', event('AssumeRole', 50)),
  );
  const lanes = [lane(1, 0, 40, 7), lane(1, 45, 60, 8), lane(2, 51, 80)];
  expect(linksOf(lanes, lineage, null)).toEqual([
    { from: '1:8', to: '2:0', at: 50, event: event('AssumeRole', 50) },
  ]);
});

it('in a blast radius what led to a credential is what the radius says', () => {
  const lineage = lineageOf(credential('AKIA1', 1, null, null), credential('AKIA2', 2, null, null));
  const made = event('CreateAccessKey', 30);
  const via = {
    kind: 'access key',
    type: 'access key',
    name: 'AKIA2',
    accountId: null,
    event: made,
    by: 'AKIA1',
    deleted: null,
    credentials: ['AKIA2'],
  } as const;
  const reach = {
    root: 'AKIA1',
    reached: [
      { credential: 'AKIA1', depth: 0, via: null, from: null, to: null },
      { credential: 'AKIA2', depth: 1, via, from: 30, to: null },
    ],
    created: [via],
  };
  expect(linksOf([lane(1, 0, 60), lane(2, 35, 80)], lineage, reach)).toEqual([
    { from: '1:0', to: '2:0', at: 30, event: made },
  ]);
});

it('nothing is joined to a lane that is not there, to itself, or at no time', () => {
  const lineage = lineageOf(
    credential('A', 1, 'B', event('AssumeRole', 5)),
    credential('C', 3, 'C', event('AssumeRole', 5)),
    credential('D', 4, 'A', { ...event('AssumeRole', 0), time: null }),
  );
  expect(linksOf([lane(1, 0, 9), lane(3, 0, 9), lane(4, 0, 9), lane(99, 0, 9)], lineage, null)).toEqual([]);
});
