/** The sessions and long-term keys of the set, with what of the matching events is theirs. */
import { isSession, startOf, lengthOf } from '#cloudtrail/credential-words.ts';
import type { Credential, Lineage } from '#cloudtrail/lineage.ts';
import type { TimeSlice } from '#lib/time-slice.ts';

export interface SessionRow {
  readonly credential: Credential;
  /** Of the matching events. */
  readonly calls: number;
  readonly denied: number;
  /** ms since 1970 UTC, and ms. */
  readonly start: number | null;
  readonly length: number | null;
}

export interface SessionRows {
  readonly rows: readonly SessionRow[];
  /** Sessions and keys of the whole set. */
  readonly total: number;
}

export interface IdentityCount {
  readonly identityId: number;
  readonly calls: number;
  readonly denied: number;
}

/** With `all`, those are listed too that no event names: issued, and never used. */
export async function sessionRows(
  lineage: Lineage,
  counts: readonly IdentityCount[],
  all: boolean,
  slice: TimeSlice,
): Promise<SessionRows> {
  const byIdentity = new Map(counts.map((count) => [count.identityId, count]));
  const rows: SessionRow[] = [];
  let total = 0;
  for (const credential of lineage.credentials.values()) {
    if (slice.isOver()) await slice.next();
    if (!isListed(credential)) continue;
    total += 1;
    const row = rowOf(credential, byIdentity);
    if (all || row.calls > 0) rows.push(row);
  }
  return { rows, total };
}

export function isListed(credential: Credential): boolean {
  return isSession(credential) || credential.kind === 'access key';
}

function rowOf(credential: Credential, byIdentity: ReadonlyMap<number, IdentityCount>): SessionRow {
  let calls = 0;
  let denied = 0;
  for (const id of credential.identityIds) {
    const count = byIdentity.get(id);
    calls += count?.calls ?? 0;
    denied += count?.denied ?? 0;
  }
  return { credential, calls, denied, start: startOf(credential), length: lengthOf(credential) };
}
