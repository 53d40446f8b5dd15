/**
 * What kind of news a call is in the story of somebody's acts: calls of one theme are told alike, and those that come
 * thick are told together. By name alone; how the call ended is looked at apart.
 */
import { handsOutSecret, touchesProtection } from './protection.ts';
import { baseEventName } from './verbs.ts';

export const THEMES = [
  /** Reads: who looks around. */
  'look',
  'write',
  'destroy',
  /** Secrets and lists of keys. */
  'secret',
  /** Gives out temporary credentials. */
  'issue',
  'sign-in',
  'protection',
  /** Reads, writes and deletions of objects in buckets: thousands at a time. */
  'object',
] as const;
export type Theme = (typeof THEMES)[number];

export interface ThemedCall {
  readonly eventSource: string | null;
  readonly eventName: string | null;
  readonly verb: string | null;
}

const ISSUES =
  /^(?:AssumeRole(?:WithSAML|WithWebIdentity)?|AssumeRoot|Get(?:SessionToken|FederationToken|RoleCredentials|CredentialsForIdentity|SigninToken)|SwitchRole|Federate)$/;
const SIGN_INS =
  /^(?:ConsoleLogin|UserAuthentication|CredentialChallenge|CredentialVerification|Authenticate|SignIn)$/;
const OBJECTS =
  /^(?:Get|Head|Put|Copy|Delete|Restore|Select|Post)Object(?:s|Content)?$|^(?:UploadPart|CompleteMultipartUpload)$/;

export function themeOf({ eventSource, eventName, verb }: ThemedCall): Theme {
  const source = eventSource ?? '';
  const name = baseEventName(eventName ?? '');
  if (SIGN_INS.test(name)) return 'sign-in';
  if (ISSUES.test(name)) return 'issue';
  if (/^s3(?:express)?\./.test(source) && OBJECTS.test(name)) return 'object';
  if (touchesProtection(source, name)) return 'protection';
  if (handsOutSecret(source, name) || verb === 'sensitive read') return 'secret';
  if (verb === 'destructive') return 'destroy';
  return verb === 'read' ? 'look' : 'write';
}

/** Told together whatever their names, as nobody reads forty refusals one by one. */
export const TOGETHER = { looks: -1, denied: -2, failed: -3 } as const;

/**
 * Calls with one key, made by one principal from one address one after another, are one run. `what`: the number of the
 * call's name.
 */
export function runKey(theme: Theme, outcome: 'success' | 'denied' | 'error', what: number): number {
  if (outcome === 'success') return theme === 'look' ? TOGETHER.looks : what;
  if (theme === 'sign-in') return what;
  if (outcome === 'error') return TOGETHER.failed;
  return theme === 'destroy' || theme === 'protection' || theme === 'issue' ? what : TOGETHER.denied;
}
