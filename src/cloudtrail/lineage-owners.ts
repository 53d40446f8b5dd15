/** Credentials by the user or role that they act as, and the time in which they did. */
import type { Credential } from './lineage.ts';
import { roleOfArn } from './lineage-calls.ts';
import type { Breathe } from './lineage-facts.ts';

/** ms; both ends belong to it; null = open. */
export interface Span {
  readonly from: number | null;
  readonly to: number | null;
}

export class Owners {
  private readonly credentials = new Map<string, Credential>();
  private readonly users = new Map<string, Credential[]>();
  private readonly roles = new Map<string, Credential[]>();

  static async of(credentials: Iterable<Credential>, breathe: Breathe): Promise<Owners> {
    const owners = new Owners();
    for (const credential of credentials) {
      await breathe();
      owners.add(credential);
    }
    return owners;
  }

  private add(credential: Credential): void {
    const { id, principalKind, principal, accountId, arn, roleName } = credential;
    this.credentials.set(id, credential);
    if (principalKind === 'IAM user') put(this.users, `${accountId ?? ''}/${principal ?? ''}`, credential);
    const role = roleOfArn(arn) ?? (roleName === null ? null : `${accountId ?? ''}/${roleName}`);
    if (role !== null) put(this.roles, role, credential);
  }

  has(id: string): boolean {
    return this.credentials.has(id);
  }

  get(id: string): Credential | undefined {
    return this.credentials.get(id);
  }

  /** `user`: `account/name`. All that acted as it in that time. */
  usersOf(user: string, span: Span): string[] {
    return (this.users.get(user) ?? []).filter((one) => acted(one, span)).map(({ id }) => id);
  }

  consolesOf(user: string, span: Span): string[] {
    return (this.users.get(user) ?? [])
      .filter((one) => one.kind === 'console' && began(one, span))
      .map(({ id }) => id);
  }

  /** `role`: `account/name`. Sessions that began in that time. */
  sessionsOf(role: string, span: Span): string[] {
    return (this.roles.get(role) ?? []).filter((one) => began(one, span)).map(({ id }) => id);
  }
}

function put(lists: Map<string, Credential[]>, key: string, credential: Credential): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [credential]);
  else list.push(credential);
}

/** Sessions once, when they begin; keys and users for as long as they act. */
function acted(credential: Credential, span: Span): boolean {
  const { kind, firstCall, lastCall } = credential;
  if (kind !== 'access key' && kind !== 'principal') return began(credential, span);
  return (
    (lastCall ?? Infinity) >= (span.from ?? -Infinity) && (firstCall ?? -Infinity) <= (span.to ?? Infinity)
  );
}

export function beginningOf({ issue, created, firstCall }: Credential): number | null {
  return issue?.event.time ?? created ?? firstCall;
}

function began(credential: Credential, { from, to }: Span): boolean {
  const start = beginningOf(credential);
  return start !== null && start >= (from ?? -Infinity) && start <= (to ?? Infinity);
}
