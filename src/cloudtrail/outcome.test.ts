import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { member } from '#lib/json.ts';
import { OUTCOMES, normaliseErrorCode, outcomeOf, outcomeOfErrorCode } from './outcome.ts';
import { hasRealData, realRecords } from './testing/real-data.ts';

describe('outcomeOfErrorCode', () => {
  it.each([
    'AccessDenied',
    'AccessDeniedException',
    'KMS.AccessDeniedException',
    'UnauthorizedOperation',
    'Client.UnauthorizedOperation',
    'VpceAccessDenied',
    'NotAuthorizedException',
    'AuthorizationError',
    'AuthorizationErrorException',
    'Client.AuthFailure',
    'InvalidClientTokenId',
  ])('%s is denied', (code) => {
    expect(outcomeOfErrorCode(code)).toBe('denied');
  });

  it.each([
    'ThrottlingException',
    'Client.RequestLimitExceeded',
    'NoSuchBucketPolicy',
    'InvalidAccessException',
    'OperationNotPermitted',
    'Server.InternalError',
    '...',
  ])('%s is an error', (code) => {
    expect(outcomeOfErrorCode(code)).toBe('error');
  });

  it.each(['', 'Success', 'DryRunOperation', 'Client.DryRunOperation'])('%j is success', (code) => {
    expect(outcomeOfErrorCode(code)).toBe('success');
  });
});

it('normaliseErrorCode takes off the side that is to blame', () => {
  expect(normaliseErrorCode('Client.InvalidGroup.NotFound')).toBe('InvalidGroup.NotFound');
  expect(normaliseErrorCode('Server.InternalError')).toBe('InternalError');
  expect(normaliseErrorCode('Client.')).toBe('Client.');
  expect(normaliseErrorCode('ClientError')).toBe('ClientError');
});

describe('outcomeOf', () => {
  it('is success without an error', () => {
    expect(outcomeOf({})).toBe('success');
    expect(
      outcomeOf({ errorCode: null, errorMessage: '', responseElements: { ConsoleLogin: 'Failure' } }),
    ).toBe('success');
  });

  it('reads the message when a refusal hides behind a general code', () => {
    const errorMessage =
      'User: arn:aws:iam::1:user/a is not authorized to perform: glue:GetTable on resource: x';
    expect(outcomeOf({ errorCode: 'ValidationException', errorMessage })).toBe('denied');
    expect(outcomeOf({ errorCode: 'ValidationException', errorMessage: 'Rate exceeded' })).toBe('error');
  });

  it('counts a failed sign-in as denied, from the result or from the message', () => {
    const failed = { eventName: 'ConsoleLogin', eventType: 'AwsConsoleSignin' };
    expect(outcomeOf({ ...failed, responseElements: { ConsoleLogin: 'Failure' } })).toBe('denied');
    expect(outcomeOf({ ...failed, errorMessage: 'Failed authentication' })).toBe('denied');
    expect(outcomeOf({ ...failed, responseElements: { ConsoleLogin: 'Success' } })).toBe('success');
    expect(outcomeOf({ eventName: 'CheckMfa', responseElements: { CheckMfa: 'Failure' } })).toBe('denied');
    expect(
      outcomeOf({
        eventName: 'CredentialVerification',
        serviceEventDetails: { CredentialVerification: 'Failure' },
      }),
    ).toBe('denied');
  });

  it('calls a message without a code an error elsewhere', () => {
    expect(outcomeOf({ eventName: 'RunTask', errorMessage: 'out of capacity' })).toBe('error');
  });

  it('answers for anything', () => {
    const fields = fc.record({
      errorCode: fc.anything(),
      errorMessage: fc.anything(),
      eventName: fc.oneof(fc.constant('__proto__'), fc.anything()),
      eventType: fc.anything(),
      responseElements: fc.anything(),
    });
    fc.assert(
      fc.property(fields, (one) => {
        expect(OUTCOMES).toContain(outcomeOf(one));
      }),
    );
  });
});

function counts(records: readonly unknown[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const record of records) {
    const outcome = outcomeOf({
      errorCode: member(record, 'errorCode'),
      errorMessage: member(record, 'errorMessage'),
      eventName: member(record, 'eventName'),
      eventType: member(record, 'eventType'),
      responseElements: member(record, 'responseElements'),
    });
    found[outcome] = (found[outcome] ?? 0) + 1;
  }
  return found;
}

/** The numbers were counted from the files with another program. */
describe.skipIf(!hasRealData)('outcomeOf over the sample data (skipped where it is absent)', () => {
  it('invictus: 10 AccessDenied and 20 UnauthorizedOperation', () => {
    expect(counts(realRecords('invictus-ir-aws-dataset/CloudTrail'))).toEqual({
      success: 1097,
      denied: 30,
      error: 106,
    });
  });

  it('sans504: the refused log delivery', () => {
    expect(counts(realRecords('sans504-s3-ransomware'))).toEqual({ success: 11270, denied: 4988, error: 22 });
  });
});
