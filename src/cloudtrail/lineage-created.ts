/** What was made, by which credential, and what became of it: things of IAM, and sessions. */
import type { Created, Credential, EventRef } from './lineage.ts';
import type { IssuingCall } from './lineage-calls.ts';
import type { Breathe, CallFacts } from './lineage-facts.ts';
import type { Join } from './lineage-joins.ts';
import type { Thing, ThingAct } from './lineage-things.ts';
import { Owners, type Span } from './lineage-owners.ts';

export interface Making {
  readonly acts: readonly ThingAct[];
  readonly issuing: readonly IssuingCall[];
  readonly joined: ReadonlyMap<string, Join>;
  readonly credentials: ReadonlyMap<string, Credential>;
  readonly byIdentity: ReadonlyMap<number, string>;
}

export async function createdThings(making: Making, breathe: Breathe): Promise<Created[]> {
  const owners = await Owners.of(making.credentials.values(), breathe);
  const things = await Life.of(making, breathe);
  const created: Created[] = [];
  for (const life of things) {
    await breathe();
    created.push(life.told(owners));
  }
  for (const session of await sessions(making, breathe)) created.push(session);
  return created.toSorted((a, b) => timeOf(a.event) - timeOf(b.event));
}

const timeOf = ({ time }: EventRef): number => time ?? Infinity;

/** From the call that made a thing to the one that ended it. */
class Life {
  private readonly thing: Thing;
  private readonly call: CallFacts;
  private readonly by: string;
  private deleted: Created['deleted'] = null;
  /** ms: from then on somebody else has the name. */
  private until: number | null = null;

  private constructor(thing: Thing, call: CallFacts, by: string) {
    this.thing = thing;
    this.call = call;
    this.by = by;
  }

  static async of({ acts, byIdentity }: Making, breathe: Breathe): Promise<Life[]> {
    const lives: Life[] = [];
    const open = new Map<string, Life[]>();
    for (const { call, made, ended } of acts) {
      await breathe();
      const by = byIdentity.get(call.identityId) ?? '';
      if (made !== null) {
        const life = new Life(made, call, by);
        lives.push(life);
        const key = keyOf(made, call);
        const earlier = open.get(key) ?? [];
        for (const one of earlier) one.until ??= call.event.time;
        open.set(key, [...earlier.slice(-MOST_OPEN), life]);
      }
      if (ended === null) continue;
      const key = keyOf(ended, call);
      for (const one of open.get(key) ?? []) one.end(call, by);
      open.delete(key);
    }
    return lives;
  }

  private end({ event }: CallFacts, by: string): void {
    this.deleted = { event, by };
    this.until ??= event.time;
  }

  told(owners: Owners): Created {
    const { kind, type, name, key } = this.thing;
    const { accountId, event } = this.call;
    const span = { from: event.time, to: this.until };
    const account = accountId ?? '';
    const credentials = throughIt(owners, kind, key, `${account}/${key}`, span);
    return { kind, type, name, accountId, event, by: this.by, deleted: this.deleted, credentials };
  }
}

function throughIt(
  owners: Owners,
  kind: Created['kind'],
  key: string,
  place: string,
  span: Span,
): readonly string[] {
  switch (kind) {
    case 'access key':
      return owners.has(key) ? [key] : [];
    case 'user':
      return owners.usersOf(place, span);
    case 'role':
      return owners.sessionsOf(place, span);
    case 'login profile':
      return owners.consolesOf(place, span);
    default:
      return [];
  }
}

/** Things of one name that are open at a time: policies may be put a million times over. */
const MOST_OPEN = 20;

const keyOf = ({ kind, type, key }: Thing, { accountId }: CallFacts): string =>
  `${kind}|${type}|${accountId ?? ''}|${key}`;

async function sessions(
  { issuing, joined, credentials, byIdentity }: Making,
  breathe: Breathe,
): Promise<Created[]> {
  const begun = new Map<IssuingCall, string[]>();
  for (const [id, { call }] of joined) {
    await breathe();
    const others = begun.get(call);
    if (others === undefined) begun.set(call, [id]);
    else others.push(id);
  }
  const created: Created[] = [];
  for (const call of issuing) {
    await breathe();
    const ids = begun.get(call) ?? [];
    const names = ids.length > 0 ? ids : call.key === null || call.kind !== 'issued' ? [] : [call.key];
    const by = credentials.get(ids[0] ?? '')?.parent ?? byIdentity.get(call.call.identityId) ?? '';
    for (const name of names)
      created.push({
        kind: 'session',
        type: 'session',
        name,
        accountId: credentials.get(name)?.accountId ?? accountOf(call),
        event: call.call.event,
        by,
        deleted: null,
        credentials: credentials.has(name) ? [name] : [],
      });
  }
  return created;
}

const accountOf = ({ role, call }: IssuingCall): string | null => role?.split('/')[0] ?? call.accountId;
