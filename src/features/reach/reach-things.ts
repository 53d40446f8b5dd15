/** What a blast radius holds, as lines of a table: each thing below the one that it came through, and what it all is in words. */
import type { Created, CreatedKind, Credential, Lineage, Reach } from '#cloudtrail/lineage.ts';
import { countOf, countText } from '#ui/number-text.ts';

export interface ReachThing {
  readonly key: string;
  readonly created: Created;
  /** How far in: 0 = made by the root itself. */
  readonly level: number;
  /** Who made it; null when lineage does not know. */
  readonly by: Credential | null;
  /** Of a session or a key: itself. */
  readonly credential: Credential | null;
}

export const thingKey = ({ kind, name, event }: Created): string =>
  `${kind} ${event.fileId}:${event.recordOffset} ${name}`;

/** In order of time, each thing followed by what was made through it. */
export function reachThings({ reached, created }: Reach, { credentials }: Lineage): readonly ReachThing[] {
  const madeThrough = new Map(
    reached.map(({ credential, via }) => [credential, via === null ? null : thingKey(via)]),
  );
  const known = new Set(created.map(thingKey));
  const below = new Map<string | null, Created[]>();
  for (const one of created) {
    const through = madeThrough.get(one.by) ?? null;
    const key = through !== null && known.has(through) && through !== thingKey(one) ? through : null;
    const list = below.get(key);
    if (list === undefined) below.set(key, [one]);
    else list.push(one);
  }
  const things: ReachThing[] = [];
  const seen = new Set<string>();
  const waiting = [{ list: below.get(null) ?? [], at: 0, level: 0 }];
  const add = (one: Created, level: number): void => {
    const key = thingKey(one);
    if (seen.has(key)) return;
    seen.add(key);
    things.push({
      key,
      created: one,
      level,
      by: credentials.get(one.by) ?? null,
      credential: itself(one, credentials),
    });
    waiting.push({ list: below.get(key) ?? [], at: 0, level: level + 1 });
  };
  for (let last = waiting.at(-1); last !== undefined; last = waiting.at(-1)) {
    const next = last.list[last.at];
    last.at += 1;
    if (next === undefined) waiting.pop();
    else add(next, last.level);
  }
  // A circle hangs below nothing.
  for (const one of created) add(one, 0);
  return things;
}

function itself({ kind, name, credentials: own }: Created, all: Lineage['credentials']): Credential | null {
  if (kind !== 'session' && kind !== 'access key') return null;
  const id = own.length === 1 ? own[0] : own.find((one) => one === name);
  return (id === undefined ? undefined : all.get(id)) ?? null;
}

const PLURALS: Partial<Record<CreatedKind, string>> = {
  policy: 'policies',
  'inline policy': 'inline policies',
};
const ORDER: readonly CreatedKind[] = [
  'user',
  'group',
  'role',
  'access key',
  'login profile',
  'policy',
  'inline policy',
  'policy attachment',
  'session',
  'resource',
];

/** `1 user, 1 access key and 3 sessions in 3 accounts; 4 things deleted again`. Null when there is nothing. */
export function totalsText(created: readonly Created[]): string | null {
  if (created.length === 0) return null;
  const parts = ORDER.flatMap((kind) => {
    const count = created.filter((one) => one.kind === kind).length;
    return count === 0 ? [] : [countOf(count, kind, PLURALS[kind])];
  });
  const accounts = new Set(created.flatMap(({ accountId }) => (accountId === null ? [] : [accountId])));
  const places = accounts.size === 0 ? '' : ` in ${countOf(accounts.size, 'account')}`;
  const gone = created.filter(({ deleted }) => deleted !== null).length;
  const again = gone === 0 ? '' : `; ${countOf(gone, 'thing')} deleted again`;
  return `${listText(parts)}${places}${again}`;
}

function listText(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** What kind of thing, for people: `bucket policy`, `stack`. */
export function thingKind({ kind, type }: Created): string {
  return kind === 'resource' ? spaced(type) : kind;
}

/** `BucketPolicy` → `bucket policy`; names that are no such words stay as they are. */
function spaced(type: string): string {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(type)) return type;
  return type
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .split(' ')
    .map((word) => (/^[A-Z]{2,}s?$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
}

export interface Use {
  readonly calls: number;
  /** Those with the most calls first. */
  readonly addresses: readonly string[];
  readonly allAddresses: number;
}

export interface UseRow {
  readonly identityId: number;
  readonly address: string | null;
  readonly calls: number;
  readonly allCalls: number;
  readonly addresses: number;
}

/** What was counted of each credential. */
export interface CredentialUse {
  readonly calls: number;
  /** At least. */
  readonly addresses: number;
  readonly byAddress: ReadonlyMap<string, number>;
}

export type Uses = ReadonlyMap<string, CredentialUse>;

/** A credential is one identity or several: with MFA and without, or as a service used it. */
export function usesByCredential(rows: readonly UseRow[], byIdentity: Lineage['byIdentity']): Uses {
  const uses = new Map<string, CredentialUse & { readonly byAddress: Map<string, number> }>();
  const counted = new Set<number>();
  for (const { identityId, address, calls, allCalls, addresses } of rows) {
    const id = byIdentity.get(identityId);
    if (id === undefined) continue;
    const before = uses.get(id) ?? { calls: 0, addresses: 0, byAddress: new Map<string, number>() };
    const isNew = !counted.has(identityId);
    counted.add(identityId);
    if (address !== null) before.byAddress.set(address, (before.byAddress.get(address) ?? 0) + calls);
    uses.set(id, {
      byAddress: before.byAddress,
      calls: before.calls + (isNew ? allCalls : 0),
      addresses: Math.max(before.addresses, addresses, before.byAddress.size),
    });
  }
  return uses;
}

/** How much a thing was used, over all credentials that act through it; null of a thing that cannot be used. */
export function usageOf({ credentials, kind }: Created, uses: Uses): Use | null {
  if (!ACTS.includes(kind) && credentials.length === 0) return null;
  const own = credentials.flatMap((id) => uses.get(id) ?? []);
  const byAddress = new Map<string, number>();
  for (const one of own)
    for (const [address, calls] of one.byAddress)
      byAddress.set(address, (byAddress.get(address) ?? 0) + calls);
  return {
    calls: own.reduce((sum, { calls }) => sum + calls, 0),
    addresses: [...byAddress].toSorted((a, b) => b[1] - a[1]).map(([address]) => address),
    allAddresses: Math.max(byAddress.size, ...own.map(({ addresses }) => addresses)),
  };
}

/** Kinds that calls are made with. */
const ACTS: readonly CreatedKind[] = ['session', 'access key', 'user', 'role', 'login profile'];

export function usageText({ calls, addresses, allAddresses }: Use): string {
  if (calls === 0) return 'not used';
  const [first] = addresses;
  if (first === undefined) return countOf(calls, 'call');
  const more = allAddresses - 1;
  return `${countOf(calls, 'call')} from ${first}${more > 0 ? ` and ${countText(more)} more` : ''}`;
}
