/**
 * What frequent error codes mean, in a sentence or two: facts from the services' API references, no guesses at the cause.
 * Not for refusals that name their policy (`access-denied.ts`).
 */
import { normaliseErrorCode } from './outcome.ts';

export interface ErrorFields {
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly eventName: string | null;
}

type Rule = readonly [RegExp, string];

/** Tested in order against the code without `Client.` in front. */
const BY_CODE: readonly Rule[] = [
  [
    /^(?:Throttl|RequestLimitExceeded|TooManyRequests|SlowDown|ProvisionedThroughputExceeded|RequestThrottled|BandwidthLimitExceeded)/,
    'Too many calls came in a short time, so AWS turned this one away. SDKs usually try again by themselves.',
  ],
  [
    /^(?:InvalidClientTokenId|InvalidAccessKeyId|UnrecognizedClient)/,
    'AWS does not know the access key: it was deleted, switched off, or never existed.',
  ],
  [
    /^(?:ExpiredToken|RequestExpired|TokenRefreshRequired)/,
    'The temporary credentials had expired, or the request was signed too long ago.',
  ],
  [
    /^(?:SignatureDoesNotMatch|IncompleteSignature|AuthFailure|MissingAuthenticationToken|InvalidSignature)/,
    'The signature of the request could not be verified: wrong secret key, a request changed on its way, or none at all.',
  ],
  [/^DryRunOperation$/, 'A dry run: the caller has the permission, and nothing was done.'],
  [
    /^NoSuchEntity/,
    'IAM has nothing of this name: the user, role, group, policy or key that was asked for does not exist.',
  ],
  [/^NoSuchKey$/, 'The bucket holds no object with this key.'],
  [/^NoSuchBucket$/, 'There is no bucket of this name.'],
  [
    /^(?:NoSuch(?:TagSet|BucketPolicy|PublicAccessBlock|Lifecycle|Website|CORS)|ReplicationConfigurationNotFound|ServerSideEncryptionConfigurationNotFound|ObjectLockConfigurationNotFound|OwnershipControlsNotFound)/,
    'The bucket has no such configuration: the usual answer when somebody asks for a setting that was never made.',
  ],
  [
    /^ConditionalCheckFailed/,
    'The condition that came with the write was not met, so nothing was written. Programs that lock optimistically expect this.',
  ],
  [
    /^(?:EntityAlreadyExists|BucketAlready|ResourceAlreadyExists|AlreadyExists|.*AlreadyExists|.*\.Duplicate$)/,
    'Something of this name exists already, so nothing was created.',
  ],
  [
    /^(?:DeleteConflict|DependencyViolation|BucketNotEmpty|ResourceInUse)/,
    'Other things still belong to it or use it, so it was not changed.',
  ],
  [
    /^MalformedPolicyDocument|^MalformedPolicy$/,
    'The policy is not written as IAM demands; nothing was changed.',
  ],
  [
    /(?:LimitExceeded|QuotaExceeded|InsufficientInstanceCapacity)/,
    'A quota of the account or the capacity of AWS did not allow it.',
  ],
  [
    /(?:NotFound|DoesNotExist|NoSuch)/,
    'What was named does not exist in this account and Region, or not any more.',
  ],
  [
    /^(?:Validation|InvalidParameter|InvalidInput|MissingParameter|InvalidRequest|SerializationException|UnknownParameter|MalformedQueryString)|\.Malformed$/,
    'The request did not have the form that the service demands; nothing was done.',
  ],
  [
    /^(?:InternalFailure|InternalError|InternalServer|ServiceUnavailable|ServiceFailure)/,
    'The service failed inside; the caller did nothing wrong.',
  ],
  [
    /^(?:AccessDenied|.*Unauthorized|.*NotAuthorized|Forbidden)/i,
    'Denied. The record does not say which policy decided; S3 and older services write only this.',
  ],
];

const BY_MESSAGE: readonly Rule[] = [
  [
    /^Failed authentication/,
    'The sign-in was refused: password, MFA code or account was wrong. AWS does not say which.',
  ],
  [
    /^No username found in supplied account/,
    'The sign-in was refused: the account has no user of this name.',
  ],
];

/** Null for what has no explanation here: then the message has to speak for itself. */
export function explainError({ errorCode, errorMessage, eventName }: ErrorFields): string | null {
  const message = errorMessage?.slice(0, 1_000) ?? '';
  const isSignIn = eventName === 'ConsoleLogin' || eventName === 'CheckMfa';
  if (isSignIn) {
    const known = BY_MESSAGE.find(([pattern]) => pattern.test(message));
    return known?.[1] ?? (errorCode === null ? SIGN_IN_FAILED : explainCode(errorCode));
  }
  return errorCode === null ? null : explainCode(errorCode);
}

const SIGN_IN_FAILED =
  'The sign-in did not succeed. AWS does not say whether password or MFA code was wrong.';

function explainCode(code: string): string | null {
  const plain = normaliseErrorCode(code.slice(0, 200));
  return BY_CODE.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}
