/**
 * Sessions joined to the calls that gave them their credentials. A join is made only where exactly one call fits: two
 * that fit equally are no evidence for either (docs/decisions/0017). Failed calls never come here.
 */
import type { Certainty, JoinReason } from './lineage.ts';
import { CallsInTime } from './lineage-calls-in-time.ts';
import type { IssuingCall } from './lineage-calls.ts';
import { type Draft, type Drafts, isTemporary } from './lineage-credentials.ts';
import type { Breathe } from './lineage-facts.ts';

export interface Join {
  readonly call: IssuingCall;
  readonly reason: JoinReason;
  readonly certainty: Certainty;
}

export interface Joins {
  /** By credential. */
  readonly joined: ReadonlyMap<string, Join>;
  /** Why none was made, where there is something to say. */
  readonly missing: ReadonlyMap<string, string>;
}

/** Of a session: one call, or why none was chosen. */
type Found = Join | { readonly missing: string };

const NOT_LOADED = 'the call that issued it is not in the loaded logs';
/** ms: a session's creation and the end of the call are two clocks of whole seconds. */
const TOLERANCE = 2_000;
/** ms between the portal's record and the session that it begins: another call lies between them. */
const PORTAL_TOLERANCE = 5_000;
const CALLS_NAMED = 3;

export async function joinSessions(
  drafts: Drafts,
  calls: readonly IssuingCall[],
  breathe: Breathe,
): Promise<Joins> {
  const book = await CallsInTime.of(calls, breathe);
  const joined = new Map<string, Join>();
  const missing = new Map<string, string>();
  for (const draft of drafts.byId.values()) {
    await breathe();
    if (!isSession(draft)) continue;
    const found = new Search(draft, book, drafts).run();
    if ('missing' in found) missing.set(draft.id, found.missing);
    else joined.set(draft.id, found);
  }
  await withdrawShared(joined, missing, drafts, breathe);
  return { joined, missing };
}

function isSession({ kind, accessKeyId }: Draft): boolean {
  return kind !== 'principal' && (accessKeyId === null || isTemporary(accessKeyId));
}

/** One call gives out one key: where two sessions would have it, nobody knows which. Consoles take several keys. */
async function withdrawShared(
  joined: Map<string, Join>,
  missing: Map<string, string>,
  drafts: Drafts,
  breathe: Breathe,
): Promise<void> {
  const takers = new Map<IssuingCall, string[]>();
  for (const [id, { call }] of joined) {
    await breathe();
    if (call.kind !== 'issued' || call.key !== null || drafts.byId.get(id)?.accessKeyId === null) continue;
    const others = takers.get(call);
    if (others === undefined) takers.set(call, [id]);
    else others.push(id);
  }
  for (const [call, ids] of takers) {
    if (ids.length < 2) continue;
    for (const id of ids) {
      joined.delete(id);
      missing.set(id, `${ids.length} sessions fit one call: ${callWords(call)}`);
    }
  }
}

class Search {
  private readonly draft: Draft;
  private readonly book: CallsInTime;
  private readonly drafts: Drafts;

  constructor(draft: Draft, book: CallsInTime, drafts: Drafts) {
    this.draft = draft;
    this.book = book;
    this.drafts = drafts;
  }

  run(): Found {
    return this.byKey() ?? this.byName() ?? this.byPortal() ?? { missing: NOT_LOADED };
  }

  private byKey(): Found | null {
    const { accessKeyId } = this.draft;
    const calls = this.book.withKey(accessKeyId).filter((call) => !this.isOwn(call));
    const [call] = calls;
    if (call === undefined) return null;
    if (calls.length > 1)
      return { missing: `${countWord(calls.length)} calls gave out this key: ${list(calls)}` };
    const reason =
      call.kind === 'sign-in token' ? 'sign-in token' : call.keyInOther ? 'shared event' : 'access key';
    return { call, reason, certainty: 'certain' };
  }

  /** GetSigninToken may hand back the key that it was signed with: that is not where the key came from. */
  private isOwn({ call }: IssuingCall): boolean {
    return this.drafts.byIdentity.get(call.identityId)?.id === this.draft.id;
  }

  private byName(): Found | null {
    const { arn, created, sourceIdentity } = this.draft;
    const near = this.near(this.book.forArn(arn));
    const pool = near.length > 0 ? near : this.near(this.book.forRole(arn));
    const isIssued = pool.some(({ kind }) => kind === 'issued');
    // A switch of roles is an AssumeRole told twice, and who signs in with a role has been given it before.
    const acts = pool.filter((call) => !isIssued || (call.kind !== 'switch' && !this.isOwn(call)));
    const told = acts.filter((call) => sourceIdentity !== null && call.sourceIdentity === sourceIdentity);
    const fitting = told.length > 0 ? told : acts;
    const exact = fitting.filter(({ time }) => time === created);
    const calls = exact.length > 0 ? exact : fitting;
    const [call] = calls;
    if (call === undefined) return null;
    if (calls.length > 1) return { missing: `${countWord(calls.length)} calls fit: ${list(calls)}` };
    return { call, ...this.evidence(call) };
  }

  private evidence(call: IssuingCall): Pick<Join, 'reason' | 'certainty'> {
    const { created, sourceIdentity } = this.draft;
    if (call.kind === 'sign-in') return { reason: 'console sign-in', certainty: 'likely' };
    if (call.kind === 'switch') return { reason: 'role switch', certainty: 'likely' };
    if (call.sessionArn === null) return { reason: 'creation time', certainty: 'possible' };
    const certainty = created === null ? 'possible' : 'likely';
    if (sourceIdentity !== null && call.sourceIdentity === sourceIdentity)
      return { reason: 'source identity', certainty };
    return { reason: 'session ARN', certainty };
  }

  /** Those that could have begun it as far as keys, names and times go. */
  private near(calls: readonly IssuingCall[]): IssuingCall[] {
    const { created, firstCall, lastCall } = this.draft;
    const start = created ?? firstCall;
    if (start === null || calls.length === 0) return [];
    const inTime =
      created !== null
        ? this.book.between(calls, created - TOLERANCE, created + TOLERANCE)
        : this.book
            .before(calls, start)
            .filter(({ kind, expires }) => kind === 'issued' && (lastCall ?? start) <= (expires ?? -1));
    return inTime.filter((call) => this.couldBe(call));
  }

  private couldBe(call: IssuingCall): boolean {
    const { accessKeyId, sourceIdentity } = this.draft;
    // A call that shows the key it gave out gave out no other.
    if (accessKeyId !== null && call.key !== null) return false;
    if (sourceIdentity !== null && call.sourceIdentity !== null && sourceIdentity !== call.sourceIdentity)
      return false;
    return call.kind === 'sign-in' || !this.isOwn(call);
  }

  /** Identity Center: its own records say who chose which role of which account. */
  private byPortal(): Found | null {
    const { created, identity } = this.draft;
    const set = /^AWSReservedSSO_(.+)_[0-9a-f]+$/i.exec(identity.roleName ?? '')?.[1];
    const person = identity.sessionName?.toLowerCase();
    if (created === null || set === undefined || person === undefined) return null;
    const role = `${identity.accountId ?? ''}/${set}`;
    const calls = this.book
      .between(this.book.portal(role), created - PORTAL_TOLERANCE, created + PORTAL_TOLERANCE)
      .filter(({ userName }) => userName?.toLowerCase() === person);
    const [call] = calls;
    if (call === undefined) return null;
    if (calls.length > 1) return { missing: `${countWord(calls.length)} calls fit: ${list(calls)}` };
    return { call, reason: 'portal', certainty: 'likely' };
  }
}

const countWord = (count: number): string => (count === 2 ? 'two' : String(count));

function list(calls: readonly IssuingCall[]): string {
  const named = calls.slice(0, CALLS_NAMED).map(callWords);
  const more = calls.length - named.length;
  return more === 0 ? named.join(', ') : `${named.join(', ')} and ${more} more`;
}

function callWords({ call: { event } }: IssuingCall): string {
  const time = event.time === null ? null : new Date(event.time).toISOString().replace('.000Z', 'Z');
  return [event.eventName, time, event.eventId].filter((part) => part !== null).join(' ');
}
