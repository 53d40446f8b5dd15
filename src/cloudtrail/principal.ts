/**
 * Who acted: `userIdentity` of a record → one row of the identity table with a label a human knows the actor by. Called
 * once per distinct identity. Not for joining sessions to the person behind them; that needs other events.
 * Shapes: CloudTrail User Guide, userIdentity element.
 */
import { isObject, member, memberAt, textOf } from '#lib/json.ts';

/** The words shown to people; also what the database stores. */
export const PRINCIPAL_KINDS = [
  'root',
  'IAM user',
  'SSO user',
  'role',
  'federated user',
  'AWS service',
  'other account',
  'anonymous',
  'unknown',
] as const;
export type PrincipalKind = (typeof PRINCIPAL_KINDS)[number];

/** The columns of the identity table (but `id` and `json`); null = not in the record. Texts are as the record wrote them. */
export interface Identity {
  /** Human label: `root`, `alice`, `role/Deploy`, `delivery.logs.amazonaws.com`, `account 111122223333`. */
  readonly principal: string | null;
  readonly principalKind: PrincipalKind | null;
  readonly type: string | null;
  readonly principalId: string | null;
  readonly arn: string | null;
  readonly accountId: string | null;
  readonly accessKeyId: string | null;
  readonly userName: string | null;
  readonly roleName: string | null;
  readonly roleArn: string | null;
  readonly sessionName: string | null;
  readonly sessionCreated: string | null;
  /** `true` or `false` as text, as CloudTrail writes it. */
  readonly mfaAuthenticated: string | null;
  readonly sourceIdentity: string | null;
  readonly invokedBy: string | null;
  readonly identityProvider: string | null;
  /** Identity Center user id. */
  readonly onBehalfOf: string | null;
  readonly credentialId: string | null;
}

/** What a record knows about its actor outside `userIdentity`. */
export interface IdentityHints {
  readonly eventType?: string | null;
  readonly eventSource?: string | null;
  /** `additionalEventData.UserName`. */
  readonly additionalUserName?: string | null;
}

/** Stands in place of a user name that does not exist in the account, as people type passwords there. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
export const HIDDEN_USER_LABEL = 'unknown user name (hidden)';

type Facts = Omit<Identity, 'principal' | 'principalKind'>;
type Label = readonly [principal: string | null, kind: PrincipalKind | null];

/** `userIdentity` may be anything; what is not an object gives an identity of nulls. */
export function describeIdentity(userIdentity: unknown, event: IdentityHints = {}): Identity {
  const facts = factsOf(userIdentity);
  const [principal, principalKind] = labelOf(facts, event);
  return { principal, principalKind, ...facts };
}

/** True when `IdentityHints` could give a better label than `userIdentity` alone. */
export function needsEvent(identity: Identity): boolean {
  return identity.type === null || /^(?:IdentityCenterUser|Unknown)$/i.test(identity.type);
}

function factsOf(userIdentity: unknown): Facts {
  const text = (...path: string[]): string | null => textOf(memberAt(userIdentity, ...path));
  const session = member(userIdentity, 'sessionContext');
  const issuer = member(session, 'sessionIssuer');
  const arn = parseArn(text('arn'));
  const principalId = text('principalId');
  const type = text('type');
  return {
    type,
    principalId,
    arn: text('arn'),
    accountId: text('accountId'),
    accessKeyId: text('accessKeyId'),
    userName: text('userName'),
    ...roleOf(issuer, arn),
    sessionName: sessionNameOf(arn, principalId),
    sessionCreated: textOf(memberAt(session, 'attributes', 'creationDate')),
    mfaAuthenticated: textOf(memberAt(session, 'attributes', 'mfaAuthenticated')),
    sourceIdentity: textOf(member(session, 'sourceIdentity')) ?? text('sourceIdentity'),
    invokedBy: text('invokedBy'),
    identityProvider:
      text('identityProvider') ?? textOf(memberAt(session, 'webIdFederationData', 'federatedProvider')),
    onBehalfOf: isObject(member(userIdentity, 'onBehalfOf'))
      ? text('onBehalfOf', 'userId')
      : text('onBehalfOf'),
    credentialId: text('credentialId'),
  };
}

interface IdentityArn {
  /** `user`, `role`, `assumed-role`, `federated-user`, `root`, … */
  readonly what: string;
  /** Path parts after it: user and role ARNs may carry a path, the name is last. */
  readonly parts: readonly string[];
}

/** The resource part of an IAM or STS ARN; null when it is none. */
function parseArn(arn: string | null): IdentityArn | null {
  const match = arn === null ? null : /^arn:[^:]*:(?:iam|sts):[^:]*:[^:]*:([^/]+)(?:\/(.*))?$/s.exec(arn);
  if (match === null) return null;
  return { what: match[1] ?? '', parts: match[2] === undefined ? [] : match[2].split('/') };
}

function nameIn(arn: IdentityArn | null): string | null {
  const last = arn?.parts.at(-1);
  return last === undefined || last === '' ? null : last;
}

/** The role behind a session. The ARN of an assumed role lacks the role's path, so it is no substitute for `roleArn`. */
function roleOf(issuer: unknown, arn: IdentityArn | null): Pick<Facts, 'roleName' | 'roleArn'> {
  const issuerArn = textOf(member(issuer, 'arn'));
  const parsed = parseArn(issuerArn);
  const issuerType = textOf(member(issuer, 'type')) ?? (parsed?.what === 'role' ? 'Role' : null);
  const isRole = issuerType?.toLowerCase() === 'role';
  if (isRole) {
    const roleName = textOf(member(issuer, 'userName')) ?? nameIn(parsed) ?? assumedRole(arn);
    return { roleName, roleArn: issuerArn };
  }
  if (arn?.what === 'role') return { roleName: nameIn(arn), roleArn: null };
  return { roleName: assumedRole(arn), roleArn: null };
}

function assumedRole(arn: IdentityArn | null): string | null {
  return arn?.what === 'assumed-role' ? (arn.parts[0] ?? null) : null;
}

/** `…:assumed-role/<role>/<session>`, else `AROA…:<session>`. */
function sessionNameOf(arn: IdentityArn | null, principalId: string | null): string | null {
  if (arn?.what === 'assumed-role' && arn.parts.length > 1) return arn.parts.slice(1).join('/');
  const match = principalId === null ? null : /^AROA[^:]*:(.+)$/s.exec(principalId);
  return match?.[1] ?? null;
}

const TYPES = [
  'Root',
  'IAMUser',
  'AssumedRole',
  'Role',
  'FederatedUser',
  'Directory',
  'AWSAccount',
  'AWSService',
  'IdentityCenterUser',
  'SAMLUser',
  'WebIdentityUser',
  'Unknown',
] as const;
type IdentityType = (typeof TYPES)[number];

const TYPE_BY_ARN: ReadonlyMap<string, IdentityType> = new Map([
  ['root', 'Root'],
  ['user', 'IAMUser'],
  ['assumed-role', 'AssumedRole'],
  ['role', 'Role'],
  ['federated-user', 'FederatedUser'],
]);

/** The written type, or in old and partial records what the ARN, the id prefix or the service tell. */
function identityType(facts: Facts, event: IdentityHints): IdentityType {
  const written = facts.type?.toLowerCase();
  const known = TYPES.find((type) => type.toLowerCase() === written);
  if (known !== undefined && known !== 'Unknown') return known;
  const byArn = TYPE_BY_ARN.get(parseArn(facts.arn)?.what ?? '');
  if (byArn !== undefined) return byArn;
  if (facts.onBehalfOf !== null) return 'IdentityCenterUser';
  if (facts.principalId?.startsWith('AIDA') === true) return 'IAMUser';
  if (facts.principalId?.startsWith('AROA') === true) return 'AssumedRole';
  if (known === 'Unknown') return 'Unknown';
  const isServiceEvent = event.eventType?.toLowerCase() === 'awsserviceevent';
  return facts.userName === null && (facts.invokedBy !== null || isServiceEvent) ? 'AWSService' : 'Unknown';
}

/** Which words of anonymous callers are seen: S3 requests without credentials. */
function isAnonymous(facts: Facts): boolean {
  const word = /^anonymous(?:_principal)?$/i;
  return word.test(facts.accountId ?? '') || word.test(facts.principalId ?? '');
}

function labelOf(facts: Facts, event: IdentityHints): Label {
  if (isAnonymous(facts)) return ['anonymous', 'anonymous'];
  if (facts.userName === HIDDEN) return [HIDDEN_USER_LABEL, 'unknown'];
  const type = identityType(facts, event);
  switch (type) {
    case 'Root':
      return [rootLabel(facts.userName), 'root'];
    case 'IAMUser':
      return [facts.userName ?? nameIn(parseArn(facts.arn)) ?? lastResort(facts), 'IAM user'];
    case 'AssumedRole':
    case 'Role':
      return roleLabel(facts);
    case 'FederatedUser':
    case 'SAMLUser':
    case 'WebIdentityUser':
    case 'Directory':
      return [facts.userName ?? federatedName(facts) ?? lastResort(facts), 'federated user'];
    case 'IdentityCenterUser':
      return [
        textOf(event.additionalUserName) ?? facts.userName ?? facts.onBehalfOf ?? lastResort(facts),
        'SSO user',
      ];
    case 'AWSService':
      return [facts.invokedBy ?? textOf(event.eventSource) ?? lastResort(facts), 'AWS service'];
    case 'AWSAccount':
      return [facts.accountId === null ? lastResort(facts) : `account ${facts.accountId}`, 'other account'];
    case 'Unknown':
      return unknownLabel(facts, event);
  }
}

function rootLabel(alias: string | null): string {
  return alias === null || /^(?:aws )?root(?: user|-account)?$/i.test(alias) ? 'root' : `root (${alias})`;
}

/** Identity Center signs people in through roles of this name, with the person as the session name. */
const SSO_ROLE = /^AWSReservedSSO_/;

function roleLabel(facts: Facts): Label {
  const role = facts.roleName ?? facts.userName;
  if (role !== null && SSO_ROLE.test(role)) return [facts.sessionName ?? `role/${role}`, 'SSO user'];
  if (role !== null) return [`role/${role}`, 'role'];
  return [facts.sessionName === null ? lastResort(facts) : `role session ${facts.sessionName}`, 'role'];
}

/** `arn:aws:sts::<account>:federated-user/<name>`, `<account>:<name>`, `<issuer>:<app>:<user>`. */
function federatedName(facts: Facts): string | null {
  const tail = /:([^:]+)$/s.exec(facts.principalId ?? '')?.[1];
  return nameIn(parseArn(facts.arn)) ?? tail ?? null;
}

function unknownLabel(facts: Facts, event: IdentityHints): Label {
  const person = textOf(event.additionalUserName);
  if (person === HIDDEN) return [HIDDEN_USER_LABEL, 'unknown'];
  if (person !== null) return [person, 'SSO user'];
  const label = facts.userName ?? facts.invokedBy ?? lastResort(facts);
  if (label === null && facts.type === null) return [null, null];
  return [label, 'unknown'];
}

/** The most telling thing left in a record that names nobody. */
function lastResort(facts: Facts): string | null {
  const isId = facts.principalId !== null && !/^\d+$/.test(facts.principalId);
  if (isId) return facts.principalId;
  if (facts.arn?.startsWith('arn:') === true) return facts.arn;
  const account = facts.accountId ?? facts.principalId;
  if (account !== null) return `account ${account}`;
  return facts.accessKeyId;
}
