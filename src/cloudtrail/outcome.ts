/**
 * How an event ended: done, refused, or failed. The first question of an investigation is "was it let through?", so a
 * refusal is kept apart from every other failure. Not for explaining a refusal (which policy, which action).
 */
import { member, textOf } from '#lib/json.ts';

/** The index of a word is its code in the database. */
export const OUTCOMES = ['success', 'denied', 'error'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface OutcomeFields {
  readonly errorCode?: unknown;
  readonly errorMessage?: unknown;
  readonly eventName?: unknown;
  readonly eventType?: unknown;
  /** Parsed JSON of `responseElements`; only sign-in events need it. */
  readonly responseElements?: unknown;
  /** Parsed JSON of `serviceEventDetails`; only Identity Center sign-in steps need it. */
  readonly serviceEventDetails?: unknown;
}

/**
 * `Client.UnauthorizedOperation` → `UnauthorizedOperation`. EC2 writes its codes with and without the side that is to
 * blame in front; both mean the same (seen in public samples).
 */
export function normaliseErrorCode(code: string): string {
  return code.replace(/^(?:Client|Server)\.(?=.)/, '');
}

/** Refused for lack of permission: `AccessDenied`, `KMS.AccessDeniedException`, `VpceAccessDenied`, `NotAuthorized…`, … */
const NO_PERMISSION =
  /access_?denied|unauthori[sz]ed|not_?authori[sz]ed|authorization_?error|permission_?denied|forbidden|insufficient_?privilege/i;

/** Refused because the caller did not prove who they are: the same answer one step earlier. */
const NOT_AUTHENTICATED = new Set([
  'AuthFailure',
  'AuthenticationFailedException',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidIdentityToken',
  'InvalidIdentityTokenException',
  'MissingAuthenticationToken',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

/** Permission was granted and nothing was done (EC2 dry run), or the writer spelt success out. */
const NOT_AN_ERROR = new Set(['DryRunOperation', 'Success']);

/** By the code alone; called once per distinct code. An empty code is success. */
export function outcomeOfErrorCode(code: string): Outcome {
  const plain = normaliseErrorCode(code);
  if (plain === '' || NOT_AN_ERROR.has(plain)) return 'success';
  return NO_PERMISSION.test(plain) || NOT_AUTHENTICATED.has(plain) ? 'denied' : 'error';
}

/** Some services report a refusal under a general code; the sentence says it (IAM's own wording). */
const REFUSAL_MESSAGE = /\bnot authori[sz]ed to (?:perform|access|assume)\b|\baccess denied\b/i;

/**
 * The outcome of one event. `errorCode` decides; without it only sign-in events can have failed, because they carry
 * their result in `responseElements.<eventName>` and `errorMessage` (CloudTrail User Guide, console sign-in events).
 *
 * A failed sign-in counts as denied, not as error: the door stayed shut. Whoever looks for attempts that were refused
 * (password guessing before a break-in) must find it beside the AccessDenied of the calls; errors are left for
 * requests that were let in and then failed (throttled, not found, invalid).
 */
export function outcomeOf(fields: OutcomeFields): Outcome {
  const message = textOf(fields.errorMessage);
  const code = textOf(fields.errorCode);
  if (code !== null) {
    const outcome = outcomeOfErrorCode(code);
    return outcome === 'error' && message !== null && REFUSAL_MESSAGE.test(message) ? 'denied' : outcome;
  }
  if (signInFailed(fields)) return 'denied';
  if (message === null) return 'success';
  if (isSignIn(fields) || REFUSAL_MESSAGE.test(message)) return 'denied';
  return 'error';
}

/** Old records spell the type `AwsConsoleSignin`; the oldest have none. */
function isSignIn(fields: OutcomeFields): boolean {
  return (
    textOf(fields.eventType)?.toLowerCase() === 'awsconsolesignin' || fields.eventName === 'ConsoleLogin'
  );
}

function signInFailed(fields: OutcomeFields): boolean {
  if (typeof fields.eventName !== 'string') return false;
  const result =
    member(fields.responseElements, fields.eventName) ?? member(fields.serviceEventDetails, fields.eventName);
  return typeof result === 'string' && result.toLowerCase() === 'failure';
}
