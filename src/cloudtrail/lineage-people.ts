/**
 * Humans over several identities. Joined by whole names only, and never by names that anybody may have: an investigator
 * accuses somebody by it.
 */
import type { Draft } from './lineage-credentials.ts';
import type { Breathe } from './lineage-facts.ts';

export interface Named {
  readonly person: string;
  readonly personBy: string;
}

/** Names of functions, not of people. */
const GENERIC = new Set([
  'admin',
  'administrator',
  'anonymous',
  'aws',
  'backup',
  'bot',
  'ci',
  'cli',
  'console',
  'default',
  'demo',
  'deploy',
  'deployer',
  'dev',
  'devops',
  'ec2-user',
  'guest',
  'jenkins',
  'local',
  'operator',
  'ops',
  'prod',
  'readonly',
  'role',
  'root',
  'service',
  'session',
  'system',
  'temp',
  'terraform',
  'test',
  'ubuntu',
  'user',
  'username',
]);

const BY_SSO = 'SSO session name';
const BY_SOURCE = 'source identity';
const BY_USER = 'IAM user';
const BY_PORTAL = 'Identity Center user';

export class People {
  /** By name in lower case: the way it was written first. */
  private readonly spelt = new Map<string, string>();
  /** Accounts in which an IAM user has that name. */
  private readonly accounts = new Map<string, Set<string>>();
  /** Names that Identity Center or a source identity vouches for beyond one account. */
  private readonly wide = new Set<string>();
  private readonly portalNames = new Map<string, string>();

  static async of(drafts: Iterable<Draft>, breathe: Breathe): Promise<People> {
    const people = new People();
    for (const draft of drafts) {
      await breathe();
      people.learn(draft);
    }
    return people;
  }

  private learn({ identity, sourceIdentity }: Draft): void {
    const { principalKind, principal, onBehalfOf, accountId } = identity;
    if (principalKind === 'SSO user' && principal !== null) {
      this.spell(principal);
      if (onBehalfOf === null || principal !== onBehalfOf) this.wide.add(principal.toLowerCase());
      if (onBehalfOf !== null && principal !== onBehalfOf) this.portalNames.set(onBehalfOf, principal);
    }
    if (sourceIdentity !== null) {
      this.spell(sourceIdentity);
      this.wide.add(sourceIdentity.toLowerCase());
    }
    if (principalKind !== 'IAM user' || principal === null) return;
    this.spell(principal);
    const accounts = this.accounts.get(principal.toLowerCase()) ?? new Set();
    this.accounts.set(principal.toLowerCase(), accounts.add(accountId ?? ''));
  }

  private spell(name: string): string {
    const known = this.spelt.get(name.toLowerCase());
    if (known !== undefined) return known;
    this.spelt.set(name.toLowerCase(), name);
    return name;
  }

  /** Whom an identity itself names, apart from its chain. */
  own({ identity, sourceIdentity }: Draft): Named | null {
    const { principalKind, principal, onBehalfOf, accountId, type } = identity;
    // Set once and carried along every hop; setting it needs a permission of its own.
    if (sourceIdentity !== null && !isGeneric(sourceIdentity))
      return { person: this.spell(sourceIdentity), personBy: BY_SOURCE };
    if (principal === null) return null;
    if (principalKind === 'IAM user') return { person: this.user(principal, accountId), personBy: BY_USER };
    if (principalKind === 'root') return { person: apart(principal, accountId), personBy: 'root user' };
    if (/^(?:SAMLUser|WebIdentityUser)$/i.test(type ?? '') && !isJob(principal) && !isGeneric(principal))
      return { person: this.spell(principal), personBy: 'identity provider' };
    if (principalKind !== 'SSO user') return null;
    if (onBehalfOf === null) return { person: this.spell(principal), personBy: BY_SSO };
    return { person: this.spell(this.portalName(onBehalfOf) ?? principal), personBy: BY_PORTAL };
  }

  /** Sign-ins name the person whom later records know by an id only. */
  portalName(id: string | null): string | null {
    return this.portalNames.get(id ?? '') ?? null;
  }

  /**
   * Two users of one name in two accounts are one person only where the name is an address, or where Identity Center or
   * a source identity knows it too.
   */
  user(name: string, accountId: string | null): string {
    const key = name.toLowerCase();
    const isPersonal = /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(name) || this.wide.has(key);
    if (isGeneric(name) || (!isPersonal && (this.accounts.get(key)?.size ?? 0) > 1))
      return apart(name, accountId);
    return this.spell(name);
  }
}

/** Kubernetes' service accounts and the pipelines of code hosts: their tokens name a job, nobody. */
const JOB = /^(?:system:serviceaccount:|repo:|project_path:|repository:|pipeline:|organization:)/;

export const isJob = (name: string): boolean => JOB.test(name);

const isGeneric = (name: string): boolean => GENERIC.has(name.trim().toLowerCase());

const apart = (name: string, accountId: string | null): string =>
  accountId === null ? name : `${name} (${accountId})`;
