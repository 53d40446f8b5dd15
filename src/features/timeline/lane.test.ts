import { expect, it } from 'vitest';
import type { LaneRow } from '#query/timeline-lanes.ts';
import { lanesOf } from './lane.ts';

const row = (lane: number, more: Partial<LaneRow>): LaneRow => ({
  lane,
  part: 0,
  events: 1,
  bad: 0,
  first: lane,
  last: lane,
  lanes: 5,
  total: 20,
  value: null,
  principal: null,
  principalKind: null,
  accountId: null,
  accessKeyId: null,
  arn: null,
  roleName: null,
  sessionName: null,
  address: null,
  ...more,
});

it('credentials are called by what they are, in the order in which they began', () => {
  const { lanes, otherLanes, otherEvents } = lanesOf(
    [
      row(4, { principal: 'ops', principalKind: 'IAM user', accountId: '111122223333' }),
      row(3, {
        accessKeyId: 'ASIA1',
        roleName: 'deploy',
        sessionName: 's-1',
        principal: 'role/deploy',
        accountId: '444455556666',
      }),
      row(2, { accessKeyId: 'AKIA1', principal: 'ci', address: '192.0.2.1', events: 9 }),
      row(5, { sessionName: 'x', principal: 'account 444455556666', accountId: '444455556666' }),
    ],
    'chain',
  );
  expect(lanes.map(({ name, what }) => [name, what])).toEqual([
    ['AKIA1', '192.0.2.1 · access key of ci'],
    ['deploy/s-1', 'role session · 444455556666'],
    ['ops', 'IAM user · 111122223333'],
    ['account 444455556666', 'session'],
  ]);
  expect([otherLanes, otherEvents]).toEqual([1, 8]);
});

it('other lanes stand in the order of their events, and what has no value says so', () => {
  const { lanes } = lanesOf(
    [row(1, { value: 's3.amazonaws.com', events: 3 }), row(0, { value: null })],
    'service',
  );
  expect(lanes.map(({ name, what, handle }) => [name, what, handle])).toEqual([
    ['s3', '3 events', { field: 'eventSource', value: 's3.amazonaws.com' }],
    ['no service', '1 event', null],
  ]);
});
