import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corsFailure, failureInBody, failureOf } from './fetch-failure.ts';

const error = (code: string, message = '', more = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message>${more}<RequestId>1</RequestId></Error>`;

describe('answers of S3', () => {
  it.each([
    [
      403,
      error('AccessDenied', 'Request has expired', '<Expires>2025-10-10T13:00:00Z</Expires>'),
      'expired',
      '2025-10-10 13:00:00 UTC',
    ],
    [403, error('AccessDenied', 'Request is not yet valid'), 'not-yet', 'clock'],
    [403, error('AccessDenied', 'Access Denied'), 'denied', 'may not read'],
    [
      403,
      error('SignatureDoesNotMatch', 'The request signature we calculated …'),
      'signature',
      'Copy it again',
    ],
    [400, error('ExpiredToken', 'The provided token has expired.'), 'session-ended', 'Sign in again'],
    [400, error('InvalidToken'), 'session-ended', 'new URL'],
    [403, error('InvalidAccessKeyId'), 'key', 'new URL'],
    [
      400,
      error('AuthorizationHeaderMalformed', 'wrong', '<Region>eu-west-1</Region>'),
      'region',
      'is in eu-west-1',
    ],
    [
      301,
      error('PermanentRedirect', 'must be addressed', '<Endpoint>b.s3-eu-west-1.amazonaws.com</Endpoint>'),
      'region',
      'b.s3-eu-west-1.amazonaws.com',
    ],
    [307, '', 'region', '--region'],
    [404, error('NoSuchKey'), 'missing', 'object'],
    [404, error('NoSuchBucket'), 'missing', 'bucket'],
    [403, error('InvalidObjectState'), 'archived', 'Restore'],
    [503, error('SlowDown'), 'busy', 'later'],
    [500, '', 'busy', 'later'],
    [403, '', 'denied', '403'],
    [404, '<html><body>nothing', 'missing', '404'],
    [418, '', 'refused', '418'],
    [400, error('SomethingNew'), 'refused', 'SomethingNew'],
    [400, error('__proto__'), 'refused', '400'],
  ])('%d %.60s', (status, body, kind, words) => {
    const told = failureOf(status, body);
    expect(told.kind).toBe(kind);
    expect(told.words).toContain(words);
    expect(told.passing).toBe(kind === 'busy');
  });

  it('may be errors although they say success', () => {
    expect(failureInBody(error('NoSuchKey'))?.kind).toBe('missing');
    expect(failureInBody('\n<!DOCTYPE html><title>Sign in</title>')?.kind).toBe('html');
    expect(failureInBody('{"Records":[]}')).toBeNull();
    expect(failureInBody('<ListBucketResult>')).toBeNull();
  });

  it('say nothing that came with the answer but a Region, a host and a code', () => {
    const told = failureOf(
      400,
      error('AuthorizationHeaderMalformed', 'x', '<Region>evil text, see https://evil</Region>'),
    );
    expect(told.words).not.toContain('evil');
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), fc.string(), (status, body) => {
        expect(failureOf(status, error(body, body)).words).toMatch(/\.$/);
      }),
    );
  });

  it('that may not be read: expired first, then the rule', () => {
    expect(corsFailure(true, true).kind).toBe('expired');
    expect(corsFailure(false, true).words).toContain('CORS');
    expect(corsFailure(false, false).words).toContain('no Region');
  });
});
