import { describe, expect, it } from 'vitest';
import { explainError } from './error-words.ts';

const explain = (errorCode: string | null, errorMessage: string | null = null, eventName = 'X') =>
  explainError({ errorCode, errorMessage, eventName });

describe('explainError', () => {
  it.each([
    ['ThrottlingException', /Too many calls/],
    ['Client.RequestLimitExceeded', /Too many calls/],
    ['NoSuchEntityException', /IAM has nothing of this name/],
    ['NoSuchBucketPolicy', /no such configuration/],
    ['NoSuchKey', /no object/],
    ['InvalidClientTokenId', /does not know the access key/],
    ['ExpiredTokenException', /expired/],
    ['SignatureDoesNotMatch', /signature/],
    ['Client.DryRunOperation', /dry run/],
    ['Client.InvalidInstanceID.NotFound', /does not exist/],
    ['Client.InvalidInstanceID.Malformed', /form/],
    ['ConditionalCheckFailedException', /condition/],
    ['EntityAlreadyExists', /exists already/],
    ['BucketNotEmpty', /still belong/],
    ['Client.VpcLimitExceeded', /quota/],
    ['InternalFailure', /failed inside/],
    ['AccessDenied', /does not say which policy/],
  ])('%s', (code, words) => {
    expect(explain(code)).toMatch(words);
  });

  it('explains sign-ins by their message', () => {
    expect(explain(null, 'Failed authentication', 'ConsoleLogin')).toMatch(/password, MFA code/);
    expect(explain(null, 'No username found in supplied account', 'ConsoleLogin')).toMatch(
      /no user of this name/,
    );
    expect(explain(null, null, 'ConsoleLogin')).toMatch(/did not succeed/);
  });

  it('is silent about what it does not know', () => {
    expect(explain('Blocked')).toBeNull();
    expect(explain(null, 'Something')).toBeNull();
  });
});
