import { describe, expect, it } from 'vitest';
import {
  beganWords,
  callerName,
  foreignCaller,
  isSession,
  joinSentence,
  lengthOf,
  notJoinedSentence,
  startOf,
} from './credential-words.ts';
import type { EventRef, Issue } from './lineage.ts';

const event: EventRef = { eventId: 'e', fileId: 3, recordOffset: 70, time: 1_000, eventName: 'AssumeRole' };
const caller = {
  principal: null,
  principalKind: null,
  accountId: '111122223333',
  arn: null,
  accessKeyId: null,
};
const issue: Issue = { event, otherHalf: null, caller, reason: 'access key', certainty: 'certain' };

describe('words of credentials', () => {
  it('name the caller by what is known of it', () => {
    expect(callerName(issue)).toBe('account 111122223333');
    expect(callerName({ ...issue, caller: { ...caller, accountId: null } })).toBe('an unknown caller');
    expect(callerName({ ...issue, caller: { ...caller, accessKeyId: 'AKIAX' } })).toBe('AKIAX');
    expect(beganWords({ issue })).toBe('AssumeRole by account 111122223333');
    expect(beganWords({ issue: null })).toBeNull();
  });

  it('say why a join was made, and why not', () => {
    expect(joinSentence(issue)).toMatch(/^Certain: the answer of the call holds the access key/);
    expect(notJoinedSentence({ issue: null, kind: 'assumed role', missing: null })).toMatch(/^Not joined/);
    expect(notJoinedSentence({ issue: null, kind: 'access key', missing: null })).toBeNull();
    expect(notJoinedSentence({ issue, kind: 'assumed role', missing: null })).toBeNull();
    const missing = 'needs the logs of account 123456789012';
    expect(notJoinedSentence({ issue: null, kind: 'assumed role', missing })).toBe(
      'Not joined: needs the logs of account 123456789012.',
    );
    expect(isSession({ kind: 'console' })).toBe(true);
    expect(isSession({ kind: 'principal' })).toBe(false);
  });

  it('know another account, the start and the length', () => {
    expect(foreignCaller({ issue, accountId: '444455556666' })).toBe('111122223333');
    expect(foreignCaller({ issue, accountId: '111122223333' })).toBeNull();
    expect(foreignCaller({ issue, accountId: null })).toBeNull();
    expect(startOf({ created: 5, firstCall: 3 })).toBe(3);
    expect(startOf({ created: null, firstCall: 3 })).toBe(3);
    expect(lengthOf({ created: 5, firstCall: 7, lastCall: 9 })).toBe(4);
    expect(lengthOf({ created: 5, firstCall: null, lastCall: null })).toBeNull();
  });
});
