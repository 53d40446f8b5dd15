/** Issuing calls by what they say of their session, each list in order of time: a role may be taken every minute for years. */
import { type IssuingCall, roleOfArn } from './lineage-calls.ts';
import type { Breathe } from './lineage-facts.ts';

/** ms: no session lives longer (GetSessionToken, GetFederationToken). */
const LONGEST = 36 * 3_600_000;

type Calls = readonly IssuingCall[];
const NONE: Calls = [];

export class CallsInTime {
  private readonly keys = new Map<string, IssuingCall[]>();
  private readonly arns = new Map<string, IssuingCall[]>();
  /** Only those that name no session. */
  private readonly roles = new Map<string, IssuingCall[]>();
  private readonly portals = new Map<string, IssuingCall[]>();

  static async of(calls: Calls, breathe: Breathe): Promise<CallsInTime> {
    const book = new CallsInTime();
    for (const call of calls.toSorted((a, b) => timeOf(a) - timeOf(b))) {
      await breathe();
      book.add(call);
    }
    return book;
  }

  private add(call: IssuingCall): void {
    if (call.key !== null) put(this.keys, call.key, call);
    if (call.kind === 'portal') {
      if (call.role !== null) put(this.portals, call.role, call);
    } else if (call.sessionArn !== null) put(this.arns, call.sessionArn, call);
    else if (call.role !== null) put(this.roles, call.role, call);
  }

  withKey(key: string | null): Calls {
    return this.keys.get(key ?? '') ?? NONE;
  }

  forArn(arn: string | null): Calls {
    return this.arns.get(arn ?? '') ?? NONE;
  }

  forRole(sessionArn: string | null): Calls {
    return this.roles.get(roleOfArn(sessionArn) ?? '') ?? NONE;
  }

  /** `role`: `account/permission set`. */
  portal(role: string): Calls {
    return this.portals.get(role) ?? NONE;
  }

  /** Of one of these lists. Both ends belong to it. */
  between(calls: Calls, from: number, to: number): IssuingCall[] {
    const found: IssuingCall[] = [];
    for (let at = firstSince(calls, from); at < calls.length; at++) {
      const call = calls[at];
      if (call === undefined || timeOf(call) > to) break;
      found.push(call);
    }
    return found;
  }

  /** Those after which a session could still be open. */
  before(calls: Calls, time: number): IssuingCall[] {
    return this.between(calls, time - LONGEST, time);
  }
}

/** Without a time last, where nothing finds them. */
const timeOf = ({ time }: IssuingCall): number => time ?? Infinity;

function put(lists: Map<string, IssuingCall[]>, key: string, call: IssuingCall): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [call]);
  else list.push(call);
}

function firstSince(calls: Calls, time: number): number {
  let [low, high] = [0, calls.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const call = calls[middle];
    if (call !== undefined && timeOf(call) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
