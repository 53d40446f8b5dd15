import { describe, expect, it } from 'vitest';
import { TimeSlice } from '#lib/time-slice.ts';
import { findIssuedBy, isFound, readFind, toggleKind } from './session-find.ts';
import { compareSessions, LATEST_FIRST, orderOf } from './session-order.ts';
import { sessionRows } from './session-rows.ts';
import { at, child, makeCredential, makeIssue, makeLineage } from './sessions.fixture.ts';

const key = makeCredential('AKIALEAKED', {
  principal: 'ci-deployer',
  identityIds: [1, 2],
  firstCall: at(0),
  lastCall: at(90),
});
const role = child(key, 'ASIAROLE', 10, { identityIds: [3], mfa: false });
const chained = child(role, 'ASIACHAINED', 20, {
  accountId: '777788889999',
  identityIds: [4],
  issue: makeIssue(at(20), 'ASIAROLE', { certainty: 'likely', reason: 'session ARN' }),
});
const lost = makeCredential('ASIALOST', {
  firstCall: at(5),
  lastCall: at(6),
  missing: 'needs the logs of account 123456789012',
  person: '<b>Eve\u202E</b>',
});
const nobody = makeCredential('111122223333/service/s3', { kind: 'principal', identityIds: [9] });
const lineage = makeLineage([key, role, chained, lost, nobody]);

async function listed(counts: Parameters<typeof sessionRows>[1], all = false) {
  const slice = new TimeSlice(8);
  try {
    return await sessionRows(lineage, counts, all, slice);
  } finally {
    slice.close();
  }
}

describe('the rows', () => {
  it('are those with matching events, with their counts added up', async () => {
    const { rows, total } = await listed([
      { identityId: 1, calls: 3, denied: 1 },
      { identityId: 2, calls: 4, denied: 0 },
      { identityId: 4, calls: 1, denied: 1 },
      { identityId: 9, calls: 7, denied: 0 },
    ]);
    expect(total).toBe(4);
    expect(rows.map(({ credential, calls, denied }) => [credential.id, calls, denied])).toEqual([
      ['AKIALEAKED', 7, 1],
      ['ASIACHAINED', 1, 1],
    ]);
  });

  it('include unused sessions when nothing narrows', async () => {
    const { rows } = await listed([], true);
    expect(rows.map(({ credential }) => credential.id)).toEqual([
      'AKIALEAKED',
      'ASIAROLE',
      'ASIACHAINED',
      'ASIALOST',
    ]);
    expect(rows[1]).toMatchObject({ start: at(10), length: 5 * 60_000 });
    expect(rows[3]).toMatchObject({ start: at(5), length: 60_000 });
  });
});

describe('finding', () => {
  const found = (text: string): string[] =>
    [key, role, chained, lost].filter((one) => isFound(one, readFind(text))).map(({ id }) => id);

  it('takes words, all of which must be there', () => {
    expect(found('')).toHaveLength(4);
    expect(found('ci-DEPLOYER')).toEqual(['AKIALEAKED']);
    expect(found('asia 7777')).toEqual(['ASIACHAINED']);
    expect(found('<b>eve')).toEqual(['ASIALOST']);
    expect(found('is:nothing')).toEqual([]);
  });

  it('takes kinds', () => {
    expect(found('is:unjoined')).toEqual(['ASIALOST']);
    expect(found('is:chained')).toEqual(['ASIACHAINED']);
    expect(found('is:no-mfa')).toEqual(['ASIAROLE']);
    expect(found('is:cross-account is:chained')).toEqual(['ASIACHAINED']);
    expect(found('is:cross-account is:unjoined')).toEqual([]);
  });

  it('takes who issued them', () => {
    expect(found('by:akialeaked')).toEqual(['ASIAROLE']);
    expect(found('by:"holder of ASIAROLE"')).toEqual(['ASIACHAINED']);
    expect(findIssuedBy(key)).toBe('by:AKIALEAKED');
    expect(findIssuedBy({ ...lost, accessKeyId: null, id: 'x'.repeat(400) })).toBeNull();
  });

  it('is toggled without touching the words', () => {
    expect(toggleKind('alice', 'no-mfa')).toBe('alice is:no-mfa');
    expect(toggleKind('alice IS:no-mfa bob', 'no-mfa')).toBe('alice bob');
  });
});

describe('the order', () => {
  it('is by any column, absent values last either way', async () => {
    const { rows } = await listed([{ identityId: 3, calls: 2, denied: 0 }], true);
    const ids = (column: string, descending: boolean): string[] =>
      rows.toSorted(compareSessions(orderOf({ column, descending }))).map(({ credential }) => credential.id);
    expect(ids('start', false)).toEqual(['AKIALEAKED', 'ASIALOST', 'ASIAROLE', 'ASIACHAINED']);
    expect(ids('join', false)).toEqual(['ASIAROLE', 'ASIACHAINED', 'ASIALOST', 'AKIALEAKED']);
    expect(ids('join', true)).toEqual(['ASIACHAINED', 'ASIAROLE', 'ASIALOST', 'AKIALEAKED']);
    expect(ids('calls', true)[0]).toBe('ASIAROLE');
    expect(orderOf({ column: 'events', descending: false })).toBe(LATEST_FIRST);
  });
});
