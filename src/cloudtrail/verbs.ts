/**
 * What kind of act an event is: read, write, destructive, sensitive read. From the name and `readOnly` together, because
 * `readOnly` is optional, is true for AssumeRole (which hands out credentials) and never tells a change from a deletion.
 * Not a list of IAM permissions.
 */

export const VERBS = ['read', 'write', 'destructive', 'sensitive read'] as const;
export type Verb = (typeof VERBS)[number];

export interface VerbFields {
  readonly eventSource?: unknown;
  readonly eventName?: unknown;
  /** true, false or absent; the strings "true" and "false" occur in copies. */
  readonly readOnly?: unknown;
}

/** A date at the end of a name, with an optional revision: Lambda `20150331v2`, CloudFront `2020_05_31`. */
const API_VERSION = /_?(?:19|20)\d{2}(?:_(?:0[1-9]|1[0-2])_[0-3]\d|(?:0[1-9]|1[0-2])[0-3]\d)(?:v\d+)?$/;

/**
 * The name without the API version that Lambda and CloudFront append, for grouping. Only dates are taken off, so names
 * that truly end in a digit (`ListObjectsV2`, `DescribeInstanceTypeV2`) stay as they are.
 */
export function baseEventName(eventName: string): string {
  const base = eventName.replace(API_VERSION, '');
  return base === '' ? eventName : base;
}

/** Reads that yield credentials, secrets, or the map of who holds them: worth seeing when reads are hidden. */
const SENSITIVE_READS: ReadonlySet<string> = new Set([
  // credentials are handed out
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'AssumeRoot',
  'GetAuthorizationToken',
  'GetClusterCredentials',
  'GetClusterCredentialsWithIAM',
  'GetCredentialsForIdentity',
  'GetFederationToken',
  'GetRoleCredentials',
  'GetSessionToken',
  'GetSigninToken',
  // secrets
  'BatchGetSecretValue',
  'DownloadDefaultKeyPair',
  'ExportCertificate',
  'GetInstanceAccessDetails',
  'GetParameter',
  'GetParameterHistory',
  'GetParameters',
  'GetParametersByPath',
  'GetPasswordData',
  'GetRelationalDatabaseMasterUserPassword',
  'GetSecretValue',
  // who holds keys and rights
  'GetAccessKeyLastUsed',
  'GetAccountAuthorizationDetails',
  'GetCredentialReport',
  'GetLoginProfile',
  'ListAccessKeys',
]);

/** Using a key is not changing it (and CloudTrail logs these as reads): CloudTrail User Guide, management events. */
const KEY_USE =
  /^(?:(?:Re)?Encrypt|Decrypt|GenerateDataKey|GenerateMac|GenerateRandom|Sign|Verify|VerifyMac|DeriveSharedSecret)(?![a-z])/;

/** A prefix counts only as a whole word: `Stop…` is in StopLogging, not in Stopwatch. */
const DESTRUCTIVE =
  /^(?:Batch|Bulk|Admin|Force)?(?:Abort|Cancel|Close|Deactivate|Delete|Deregister|Destroy|Detach|Disable|Disassociate|Purge|Reject|Release|Remove|Revoke|Stop|Terminate)(?![a-z])/;

/** Destroys, though its name does not begin with it. */
const DESTRUCTIVE_NAMES: ReadonlySet<string> = new Set([
  'EndSecretVersionDelete',
  'LeaveOrganization',
  'ScheduleKeyDeletion',
  'StartSecretVersionDelete',
]);

const READ =
  /^(?:Batch|Admin)?(?:Check|Compare|Count|Decode|Describe|Detect|Discover|Download|Estimate|Evaluate|Fetch|Filter|Get|Head|Is|List|Lookup|Poll|Preview|Query|Read|Receive|Resolve|Retrieve|Scan|Search|Select|Simulate|Test|Validate|Verify|View)(?![a-z])/;

/**
 * One verb per action. `readOnly: true` never gives write or destructive; `readOnly: false` is believed unless the name
 * is a known sensitive read or use of a key; absent, the first word of the name decides. A name nobody knows counts as
 * write, so that it is not hidden with the reads. Sign-in events are writes, as CloudTrail itself marks them.
 */
export function verbOf(fields: VerbFields): Verb {
  if (typeof fields.eventName !== 'string' || fields.eventName === '') return 'read';
  const name = capitalised(baseEventName(fields.eventName));
  if (SENSITIVE_READS.has(name)) return 'sensitive read';
  const readOnly = truthOf(fields.readOnly);
  if (readOnly === true || (fields.eventSource === 'kms.amazonaws.com' && KEY_USE.test(name))) return 'read';
  if (DESTRUCTIVE.test(name) || DESTRUCTIVE_NAMES.has(name)) return 'destructive';
  return readOnly === undefined && READ.test(name) ? 'read' : 'write';
}

/** A few services write `deleteThing`. */
function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function truthOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const word = value.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}
