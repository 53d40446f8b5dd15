/**
 * Chains of sessions upward to whoever is behind them. A long-term key hangs on whoever created it, but the chain above a
 * session ends with the key's user: what the user was created by is a matter of the blast radius, not of who acted.
 */
import type { Caller, Credential, Issue, Root } from './lineage.ts';
import type { IssuingCall } from './lineage-calls.ts';
import { alone, type Draft, type Drafts } from './lineage-credentials.ts';
import type { Breathe, CallFacts } from './lineage-facts.ts';
import type { Join, Joins } from './lineage-joins.ts';
import { isJob, People } from './lineage-people.ts';

/** CreateAccessKey by the key that it answered. */
export type KeyMakers = ReadonlyMap<string, CallFacts>;

const CIRCLE = 'its chain leads back to itself';

export async function chains(
  drafts: Drafts,
  joins: Joins,
  issuing: readonly IssuingCall[],
  makers: KeyMakers,
  breathe: Breathe,
): Promise<Map<string, Credential>> {
  const credentials = new Map<string, Credential>();
  const switches = await Switches.of(issuing, breathe);
  for (const draft of drafts.byId.values()) {
    await breathe();
    const join = joins.joined.get(draft.id) ?? null;
    const maker = makers.get(draft.accessKeyId ?? '');
    const made = join !== null ? joinedTo(draft, join, drafts, switches) : madeBy(draft, maker, drafts);
    credentials.set(draft.id, { ...alone(draft), missing: joins.missing.get(draft.id) ?? null, ...made });
  }
  await cutCircles(credentials, breathe);
  const people = await People.of(drafts.byId.values(), breathe);
  await new Climb(credentials, drafts, joins, people).run(breathe);
  return credentials;
}

function joinedTo(draft: Draft, join: Join, drafts: Drafts, switches: Switches): Partial<Credential> {
  const { call } = join;
  // What signed a switch of roles is the other role already.
  const signed = call.kind === 'switch' ? switches.beside(call) : call.call;
  const caller = signed === null ? undefined : drafts.byIdentity.get(signed.identityId);
  const account = caller?.identity.accountId ?? null;
  return {
    kind: join.reason === 'console sign-in' ? 'console' : draft.kind,
    created: draft.created ?? call.time,
    expires: call.expires,
    issue: issueOf(join, drafts.byIdentity.get(call.call.identityId)),
    parent: caller === undefined || isItself(draft, caller, call) ? null : caller.id,
    missing: call.isTargetHalf && account !== null ? `needs the logs of account ${account}` : null,
  };
}

/** The sign-in with a role is signed by the very session, though no key of it may be written there. */
function isItself(draft: Draft, caller: Draft, { kind }: IssuingCall): boolean {
  const isKeyless = caller.accessKeyId === null && caller.kind !== 'principal';
  return caller === draft || (kind === 'sign-in' && isKeyless && caller.arn === draft.arn);
}

function madeBy(draft: Draft, maker: CallFacts | undefined, drafts: Drafts): Partial<Credential> {
  const caller = maker === undefined ? undefined : drafts.byIdentity.get(maker.identityId);
  if (maker === undefined || draft.kind !== 'access key') return {};
  return {
    created: maker.event.time,
    issue: {
      event: maker.event,
      otherHalf: null,
      caller: callerOf(maker, caller),
      reason: 'access key',
      certainty: 'certain',
    },
    parent: caller?.id ?? null,
  };
}

function issueOf({ call, reason, certainty }: Join, caller: Draft | undefined): Issue {
  return {
    event: call.call.event,
    otherHalf: call.otherHalf?.event ?? null,
    caller: callerOf(call.call, caller),
    reason,
    certainty,
  };
}

function callerOf({ identityId }: CallFacts, draft: Draft | undefined): Caller {
  const identity = draft?.identities.find(({ id }) => id === identityId) ?? draft?.identity;
  return {
    principal: identity?.principal ?? null,
    principalKind: identity?.principalKind ?? null,
    accountId: identity?.accountId ?? null,
    arn: identity?.arn ?? null,
    accessKeyId: draft?.accessKeyId ?? null,
  };
}

/** The console takes the other role by AssumeRole in the same moment, from whom SwitchFrom names. */
class Switches {
  private readonly byArn = new Map<string, CallFacts[]>();

  static async of(issuing: readonly IssuingCall[], breathe: Breathe): Promise<Switches> {
    const switches = new Switches();
    const wanted = new Set<string | null>();
    for (const { kind, sessionArn } of issuing) if (kind === 'switch') wanted.add(sessionArn);
    for (const one of issuing) {
      await breathe();
      if (wanted.has(one.sessionArn)) switches.add(one);
    }
    return switches;
  }

  private add({ kind, sessionArn, call, isTargetHalf }: IssuingCall): void {
    if (kind !== 'issued' || sessionArn === null || isTargetHalf) return;
    const known = this.byArn.get(sessionArn);
    if (known === undefined) this.byArn.set(sessionArn, [call]);
    else known.push(call);
  }

  beside({ sessionArn, time }: IssuingCall): CallFacts | null {
    const calls = (this.byArn.get(sessionArn ?? '') ?? []).filter(({ event }) => event.time === time);
    return calls.length === 1 ? (calls[0] ?? null) : null;
  }
}

/** A credential is never its own ancestor: records that say so contradict themselves. */
async function cutCircles(credentials: Map<string, Credential>, breathe: Breathe): Promise<void> {
  const done = new Set<string>();
  for (const start of credentials.keys()) {
    const path = new Set<string>();
    let at: string | null = start;
    while (at !== null && !done.has(at)) {
      await breathe();
      const here = credentials.get(at);
      if (here === undefined) break;
      path.add(at);
      if (here.parent !== null && path.has(here.parent)) {
        credentials.set(at, { ...here, parent: null, missing: CIRCLE });
        break;
      }
      at = here.parent;
    }
    for (const id of path) done.add(id);
  }
}

interface End {
  readonly root: Root;
  readonly depth: number;
  readonly person: string | null;
}

/** From every credential up to the end of its chain, each way walked once. */
class Climb {
  private readonly credentials: Map<string, Credential>;
  private readonly drafts: Drafts;
  private readonly joins: Joins;
  private readonly people: People;
  private readonly ends = new Map<string, End>();

  constructor(credentials: Map<string, Credential>, drafts: Drafts, joins: Joins, people: People) {
    this.credentials = credentials;
    this.drafts = drafts;
    this.joins = joins;
    this.people = people;
  }

  async run(breathe: Breathe): Promise<void> {
    for (const [id, credential] of this.credentials) {
      for (const step of this.wayUp(id)) {
        await breathe();
        this.end(step);
      }
      const end = this.ends.get(id);
      if (end !== undefined) this.credentials.set(id, this.named(credential, end));
    }
  }

  /** The credentials whose end is not known yet, the uppermost first. */
  private wayUp(id: string): readonly Credential[] {
    const way: Credential[] = [];
    let at = this.credentials.get(id);
    while (at !== undefined && !this.ends.has(at.id)) {
      way.push(at);
      at = this.hasAbove(at) ? this.credentials.get(at.parent ?? '') : undefined;
    }
    return way.toReversed();
  }

  private hasAbove({ parent, kind }: Credential): boolean {
    return parent !== null && kind !== 'access key' && kind !== 'principal';
  }

  private end(credential: Credential): void {
    const above = this.hasAbove(credential) ? this.ends.get(credential.parent ?? '') : undefined;
    const end =
      above === undefined
        ? this.ownEnd(credential)
        : { root: above.root, depth: above.depth + 1, person: above.person };
    this.ends.set(credential.id, end);
  }

  private ownEnd({ id }: Credential): End {
    const draft = this.drafts.byId.get(id);
    const from = this.joins.joined.get(id)?.call.switchFrom ?? null;
    if (draft === undefined) return { root: { kind: 'unknown', name: '' }, depth: 0, person: null };
    const user = /^arn:[^:]*:iam::(\d+):user\/(?:.*\/)?([^/]+)$/s.exec(from ?? '');
    if (user !== null) {
      const name = user[2] ?? '';
      return { root: { kind: 'human', name }, depth: 1, person: this.people.user(name, user[1] ?? null) };
    }
    return {
      root: rootOf(draft, this.people),
      depth: this.joins.joined.has(id) ? 1 : 0,
      person: this.people.own(draft)?.person ?? null,
    };
  }

  private named(credential: Credential, { root, depth, person }: End): Credential {
    const draft = this.drafts.byId.get(credential.id);
    const own = draft === undefined ? null : this.people.own(draft);
    const by = own ?? (person === null ? null : { person, personBy: 'chain' });
    return { ...credential, root, depth, person: by?.person ?? null, personBy: by?.personBy ?? null };
  }
}

/** Whom a credential names by itself. */
function rootOf({ identity, sourceIdentity }: Draft, people: People): Root {
  const { principalKind, accountId } = identity;
  const name = identity.principal ?? '';
  switch (principalKind) {
    case 'root':
    case 'IAM user':
      return { kind: 'human', name };
    case 'SSO user':
      return { kind: 'human', name: people.portalName(identity.onBehalfOf) ?? name };
    case 'federated user':
      return { kind: isJob(name) ? 'service' : 'human', name };
    case 'AWS service':
      return { kind: 'service', name };
    case 'other account':
      return { kind: 'account', name: accountId ?? name };
    default:
      if (sourceIdentity !== null) return { kind: 'human', name: sourceIdentity };
      if (identity.fromInstance) return { kind: 'service', name: 'ec2.amazonaws.com' };
      return { kind: 'unknown', name };
  }
}
