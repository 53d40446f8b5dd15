import { describe, expect, it } from 'vitest';
import { severityOf } from './severity.ts';

describe('severityOf', () => {
  it.each([
    ['denied', 'read', 'role', 'bad', 'Failed: denied'],
    ['error', 'destructive', 'root', 'bad', 'Failed: error'],
    ['success', 'destructive', 'root', 'bad', 'Destructive'],
    ['success', 'read', 'root', 'attention', 'By the root user'],
    ['success', 'write', 'IAM user', 'attention', 'Write'],
    ['success', 'sensitive read', 'IAM user', 'attention', 'Sensitive read'],
  ])('%s %s by %s', (outcome, verb, principalKind, tone, words) => {
    expect(severityOf({ outcome, verb, principalKind })).toMatchObject({ tone, words });
  });

  it('leaves successful reads unmarked', () => {
    expect(severityOf({ outcome: 'success', verb: 'read', principalKind: 'role' })).toBeNull();
    expect(severityOf({ outcome: 'success', verb: null, principalKind: null })).toBeNull();
  });
});
