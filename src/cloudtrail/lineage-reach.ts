/**
 * The blast radius of a root: everything it did, and everything that what it made did, to any depth. Pure: over lineage
 * alone. What else the reached events made (buckets, instances) is for whoever can read the events.
 */
import type { Created, Credential, Lineage, Reach, Reached } from './lineage.ts';
import { roleOfArn } from './lineage-calls.ts';
import type { Breathe } from './lineage-facts.ts';
import { momentOf } from './lineage-moments.ts';
import { Owners } from './lineage-owners.ts';

export interface ReachRoot {
  readonly name: string;
  /** Only what it did from then on counts. */
  readonly from: number | null;
}

/** `AKIA…@2025-10-10T18:42:07Z` → its parts; an address such as `grace@example.com` is a name as it is. */
export function parseReachRoot(text: string): ReachRoot {
  const at = text.lastIndexOf('@');
  const from = at <= 0 ? null : momentOf(text.slice(at + 1));
  return from === null ? { name: text, from } : { name: text.slice(0, at), from };
}

/** Lineage made ready to be asked for blast radii. */
export class ReachIndex {
  private readonly lineage: Lineage;
  private readonly owners: Owners;
  private readonly made = new Map<string, Created[]>();
  /** When a user or role of that name was made again. */
  private readonly again = new Map<string, number[]>();
  private readonly names = new Map<string, string[]>();

  private constructor(lineage: Lineage, owners: Owners) {
    this.lineage = lineage;
    this.owners = owners;
  }

  static async of(lineage: Lineage, breathe: Breathe): Promise<ReachIndex> {
    const index = new ReachIndex(lineage, await Owners.of(lineage.credentials.values(), breathe));
    for (const created of lineage.created) {
      await breathe();
      put(index.made, created.by, created);
      if (created.event.time !== null && created.kind !== 'session')
        put(index.again, placeOf(created), created.event.time);
    }
    for (const credential of lineage.credentials.values()) {
      await breathe();
      for (const name of namesOf(credential)) put(index.names, name, credential.id);
    }
    return index;
  }

  madeBy(credential: string): readonly Created[] {
    return this.made.get(credential) ?? [];
  }

  credential(id: string): Credential | undefined {
    return this.lineage.credentials.get(id);
  }

  /** Every credential that the root's name stands for. */
  rootsOf(name: string): readonly string[] {
    const role = roleOfArn(name);
    const ofRole = /:role\//.test(name) && role !== null ? this.owners.sessionsOf(role, OPEN) : [];
    return [...new Set([...(this.names.get(name.toLowerCase()) ?? []), ...ofRole])];
  }

  /** ms until which the thing is the one that was made: its end, or somebody else's of that name. */
  endOf(created: Created): number | null {
    const start = created.event.time ?? -Infinity;
    const next = (this.again.get(placeOf(created)) ?? []).find((time) => time > start) ?? null;
    const end = created.deleted?.event.time ?? null;
    if (next === null || end === null) return next ?? end;
    return Math.min(next, end);
  }

  usersOf(created: Created): readonly string[] {
    return this.owners.usersOf(`${created.accountId ?? ''}/${created.name}`, {
      from: created.event.time,
      to: this.endOf(created),
    });
  }

  sessionsOf(created: Created): readonly string[] {
    return this.owners.sessionsOf(`${created.accountId ?? ''}/${created.name}`, {
      from: created.event.time,
      to: this.endOf(created),
    });
  }

  reach(root: string): Reach {
    const { name, from } = parseReachRoot(root);
    const closure = new Closure(this);
    for (const id of this.rootsOf(name)) closure.add({ credential: id, depth: 0, via: null, from, to: null });
    return closure.run(root);
  }
}

const OPEN = { from: null, to: null } as const;

function put<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

const placeOf = ({ kind, type, accountId, name }: Created): string =>
  `${kind}|${type}|${accountId ?? ''}|${name}`;

function namesOf({ id, accessKeyId, principal, person, arn }: Credential): Set<string> {
  const names = [id, accessKeyId, principal, person, arn].filter((name) => name !== null);
  return new Set(names.map((name) => name.toLowerCase()));
}

class Closure {
  private readonly index: ReachIndex;
  private readonly waiting: Reached[] = [];
  private readonly reached = new Map<string, Reached[]>();
  private readonly created = new Set<Created>();

  constructor(index: ReachIndex) {
    this.index = index;
  }

  add(one: Reached): void {
    const known = this.reached.get(one.credential) ?? [];
    if (known.some((other) => holds(other, one))) return;
    // What the wider one holds needs no row of its own.
    const left = known.filter((other) => other.depth === 0 || !holds(one, other));
    this.reached.set(one.credential, [...left, one]);
    this.waiting.push(one);
  }

  run(root: string): Reach {
    // Nearest first, so that each is said to be as near as it is.
    for (let at = 0; at < this.waiting.length; at++) {
      const one = this.waiting[at];
      if (one !== undefined) this.follow(one);
    }
    const reached = [...this.reached.values()].flat().toSorted((a, b) => a.depth - b.depth);
    const created = [...this.created].toSorted(
      (a, b) => (a.event.time ?? Infinity) - (b.event.time ?? Infinity),
    );
    return { root, reached, created };
  }

  private follow(one: Reached): void {
    for (const created of this.index.madeBy(one.credential)) {
      if (!isWithin(created.event.time, one)) continue;
      this.created.add(created);
      for (const next of this.actingThrough(created))
        this.add({ ...next, depth: one.depth + 1, via: created });
    }
  }

  private actingThrough(created: Created): Pick<Reached, 'credential' | 'from' | 'to'>[] {
    const from = created.event.time;
    const end = this.index.endOf(created);
    const to = end === null ? null : end + 1;
    const whole = (id: string) => ({ credential: id, from: null, to: null });
    switch (created.kind) {
      case 'session':
      case 'access key':
        return created.credentials.map(whole);
      case 'user':
        return this.index
          .usersOf(created)
          .map((id) => (this.isLasting(id) ? { credential: id, from, to } : whole(id)));
      case 'login profile':
        // Its sign-ins; the sessions that they begin are made by them.
        return this.index
          .usersOf(created)
          .filter((id) => this.index.credential(id)?.kind === 'principal')
          .map((id) => ({ credential: id, from, to }));
      case 'role':
        return this.index.sessionsOf(created).map(whole);
      default:
        return [];
    }
  }

  /** A session that began in time is what it is to its end; a key or a name may be somebody else's later. */
  private isLasting(id: string): boolean {
    const kind = this.index.credential(id)?.kind;
    return kind === 'principal' || kind === 'access key';
  }
}

function isWithin(time: number | null, { from, to }: Reached): boolean {
  if (time === null) return from === null && to === null;
  return time >= (from ?? -Infinity) && time < (to ?? Infinity);
}

function holds(wide: Reached, narrow: Reached): boolean {
  return (
    (wide.from ?? -Infinity) <= (narrow.from ?? -Infinity) && (wide.to ?? Infinity) >= (narrow.to ?? Infinity)
  );
}
