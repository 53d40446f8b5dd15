import { describe, expect, it } from 'vitest';
import { issuedBy } from './issued-by.ts';
import type { EventRef, Issue } from './lineage.ts';

const event: EventRef = { eventId: 'e', fileId: 3, recordOffset: 70, time: 1_000, eventName: 'AssumeRole' };
const caller = { principal: null, principalKind: null, accountId: null, arn: null, accessKeyId: null };
const issue: Issue = { event, otherHalf: null, caller, reason: 'access key', certainty: 'certain' };

describe('issuedBy', () => {
  it('finds the sessions that a record led to, by either half', () => {
    const credentials = [
      { id: 'a', issue },
      { id: 'b', issue: { ...issue, otherHalf: { ...event, fileId: 9 } } },
      { id: 'c', issue: null },
    ];
    const ids = (fileId: number, most = 9): string[] =>
      issuedBy(credentials, { fileId, recordOffset: 70 }, most).map(({ id }) => id);
    expect(ids(3)).toEqual(['a', 'b']);
    expect(ids(3, 1)).toEqual(['a']);
    expect(ids(9)).toEqual(['b']);
    expect(ids(4)).toEqual([]);
  });
});
