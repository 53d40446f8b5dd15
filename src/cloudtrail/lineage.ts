/**
 * Who is behind what: sessions joined to the calls that issued their credentials, chains of them, and what was made on
 * the way. Shapes only; `lineage-*.ts` work them out. A join is made only where one call fits, and says why and how sure
 * it is: an investigator names a human by it.
 * Facts: STS and IAM in CloudTrail (IAM User Guide, “Logging IAM and AWS STS API calls”), userIdentity element.
 */
import type { PrincipalKind } from './principal.ts';

/** What a call was signed with. `principal`: calls of somebody whose records carry no key. */
export const CREDENTIAL_KINDS = [
  'assumed role',
  'console',
  'session token',
  'federation',
  'access key',
  'principal',
] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** How a session was joined to its issuing call, the strongest first. */
export const JOIN_REASONS = [
  'access key',
  'shared event',
  'source identity',
  'session ARN',
  'creation time',
  'console sign-in',
  'role switch',
  'sign-in token',
  'portal',
] as const;
export type JoinReason = (typeof JOIN_REASONS)[number];

/** `certain`: an identifier that occurs once; `likely`: only this call fits; `possible`: by name or time alone. */
export const CERTAINTIES = ['certain', 'likely', 'possible'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** An event that others are joined to, so that it can be opened. */
export interface EventRef {
  readonly eventId: string | null;
  readonly fileId: number;
  readonly recordOffset: number;
  /** ms since 1970 UTC. */
  readonly time: number | null;
  readonly eventName: string;
}

/** A caller as one copy of an event names it. */
export interface Caller {
  readonly principal: string | null;
  readonly principalKind: PrincipalKind | null;
  readonly accountId: string | null;
  readonly arn: string | null;
  readonly accessKeyId: string | null;
}

/** The call that gave a session its credentials, and why we think so. */
export interface Issue {
  /** The caller's half where both are loaded. */
  readonly event: EventRef;
  /** The half in the other account, when both are loaded. */
  readonly otherHalf: EventRef | null;
  readonly caller: Caller;
  readonly reason: JoinReason;
  readonly certainty: Certainty;
}

/** Where a chain ends going up. */
export interface Root {
  readonly kind: 'human' | 'service' | 'account' | 'unknown';
  readonly name: string;
}

/** Whoever signs calls: a session, a long-term access key, or a principal without either. */
export interface Credential {
  /** Unique in the set: the access key; else the session's ARN, `@` and when it was created; else account, kind and label. */
  readonly id: string;
  readonly kind: CredentialKind;
  readonly accessKeyId: string | null;
  readonly principal: string | null;
  readonly principalKind: PrincipalKind | null;
  readonly accountId: string | null;
  readonly arn: string | null;
  readonly sessionName: string | null;
  readonly roleName: string | null;
  readonly sourceIdentity: string | null;
  /** As the records say; null = they do not. */
  readonly mfa: boolean | null;
  /** Rows of the identity table that are this credential. */
  readonly identityIds: readonly number[];
  /** ms since 1970 UTC: as its records say, or the issuing call. */
  readonly created: number | null;
  readonly expires: number | null;
  readonly firstCall: number | null;
  readonly lastCall: number | null;
  readonly calls: number;
  readonly issue: Issue | null;
  /** Id of the credential that made the issuing call (or created the key); null = none, or not loaded. */
  readonly parent: string | null;
  readonly root: Root;
  /** The human behind it, when there is one. */
  readonly person: string | null;
  /** How `person` was joined: `SSO session name`, `source identity`, `IAM user`, `chain`. */
  readonly personBy: string | null;
  /** Hops from the root. */
  readonly depth: number;
  /** What would be needed to go on, or why no call was chosen: `needs the logs of account 111122223333`. */
  readonly missing: string | null;
}

export const CREATED_KINDS = [
  'user',
  'access key',
  'login profile',
  'role',
  'policy',
  'policy attachment',
  'inline policy',
  'session',
  'group',
  'resource',
] as const;
export type CreatedKind = (typeof CREATED_KINDS)[number];

/** Something that a call made, and what became of it. */
export interface Created {
  readonly kind: CreatedKind;
  /** `AWS::…`-like word for resources in general: the event's noun (`Bucket`, `Stack`); else the kind. */
  readonly type: string;
  /** As a person would name it: `ops-helper`, `AKIA…`, `AdministratorAccess → ops-helper`. */
  readonly name: string;
  readonly accountId: string | null;
  readonly event: EventRef;
  /** Credential that made it. */
  readonly by: string;
  readonly deleted: { readonly event: EventRef; readonly by: string } | null;
  /** Credentials that act through it: of the user, with the key, in the role. */
  readonly credentials: readonly string[];
}

export interface Lineage {
  readonly credentials: ReadonlyMap<string, Credential>;
  /** Credential of each identity id. */
  readonly byIdentity: ReadonlyMap<number, string>;
  /** Created things of the IAM and STS kinds, in order of time. */
  readonly created: readonly Created[];
}

/** A credential in a blast radius. */
export interface Reached {
  readonly credential: string;
  /** 0 = the root itself. */
  readonly depth: number;
  /** What led to it; null for the root. */
  readonly via: Created | null;
  /** Only calls from this time on and before that one are in it; null = open. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface Reach {
  /** As the filter writes it: `AKIA…`, `ops-helper`, `AKIA…@2025-10-10T18:42:07Z`. */
  readonly root: string;
  readonly reached: readonly Reached[];
  /** Everything that they created, resources of every kind included, in order of time. */
  readonly created: readonly Created[];
  /** More resources were made than are listed. */
  readonly isCut?: boolean;
}
