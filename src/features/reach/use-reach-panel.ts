import { useMemo } from 'react';
import type { Reach } from '#cloudtrail/lineage.ts';
import { firstCalls, identityUse } from '#query/reach-use.ts';
import { useLineage, useReach } from '#session/use-lineage.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { reachThings, totalsText, usesByCredential } from './reach-things.ts';
import type { ReachThing, Uses } from './reach-things.ts';
import { blastFilter } from './reach-root.ts';
import type { ReachQuestion } from './reach-root.ts';

export interface ReachAnswer {
  /** Credentials that are in it: the root's own, and those that came from it. */
  readonly own: number;
  readonly others: number;
  /** In words; null when it made nothing. */
  readonly totals: string | null;
  readonly things: readonly ReachThing[];
  /** It made more resources than are listed. */
  readonly isCut: boolean;
  /** All events in it, and what of them is each credential's; null while they are counted. */
  readonly events: number | null;
  readonly uses: Uses | null;
}

export interface ReachState {
  readonly answer: ReachAnswer | null;
  readonly error: Error | null;
}

export function useReachPanel({ root }: ReachQuestion): ReachState {
  const lineage = useLineage();
  const reach = useReach(root);
  const uses = useMatchQuery({ filter: blastFilter(root), key: ['identity-use'], ask: identityUse });
  const found = useMemo(() => {
    if (reach.data === undefined || lineage.data === undefined) return null;
    return {
      things: reachThings(reach.data, lineage.data),
      totals: totalsText(reach.data.created),
      isCut: reach.data.isCut === true,
      ...credentialsIn(reach.data),
    };
  }, [reach.data, lineage.data]);
  const byCredential = useMemo(
    () =>
      uses.data === undefined || uses.isPlaceholderData || lineage.data === undefined
        ? null
        : usesByCredential(uses.data.rows, lineage.data.byIdentity),
    [uses.data, uses.isPlaceholderData, lineage.data],
  );
  const error = lineage.error ?? reach.error ?? uses.error;
  if (found === null) return { answer: null, error };
  return { answer: { ...found, uses: byCredential, events: byCredential && callsIn(byCredential) }, error };
}

function credentialsIn({ reached }: Reach): { readonly own: number; readonly others: number } {
  const others = new Set(reached.flatMap(({ credential, depth }) => (depth > 0 ? [credential] : [])));
  return {
    own: new Set(reached.map(({ credential }) => credential)).size - others.size,
    others: others.size,
  };
}

function callsIn(uses: Uses): number {
  let calls = 0;
  for (const use of uses.values()) calls += use.calls;
  return calls;
}

/** Since when the root itself was used from which address; the newest address first. */
export function useFirstCalls(name: string) {
  const { data, isPlaceholderData } = useMatchQuery({
    filter: blastFilter(name),
    key: ['first-calls', name],
    ask: (matches) => firstCalls(matches, name),
    priority: 'surrounding',
  });
  return data === undefined || isPlaceholderData ? [] : data.rows;
}
