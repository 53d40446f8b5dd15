import { useMemo } from 'react';
import type { Reach } from '#cloudtrail/lineage.ts';
import { firstCalls, identityUse } from '#query/reach-use.ts';
import { useLineage, useReach } from '#session/use-lineage.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { reachThings, usesByCredential, withResources } from './reach-things.ts';
import type { ReachThing, Uses } from './reach-things.ts';
import { blastFilter } from './reach-root.ts';
import type { ReachQuestion } from './reach-root.ts';
import { useMadeResources } from './use-made-resources.ts';

export interface ReachAnswer {
  readonly reach: Reach;
  readonly things: readonly ReachThing[];
  /** It made more resources than are listed. */
  readonly capped: boolean;
  /** Null while they are counted. */
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
  const resources = useMadeResources(root);
  const things = useMemo(() => {
    if (reach.data === undefined || lineage.data === undefined || resources.data === undefined) return null;
    return reachThings(withResources(reach.data, resources.data.created), lineage.data);
  }, [reach.data, lineage.data, resources.data]);
  const byCredential = useMemo(
    () =>
      uses.data === undefined || uses.isPlaceholderData || lineage.data === undefined
        ? null
        : usesByCredential(uses.data.rows, lineage.data.byIdentity),
    [uses.data, uses.isPlaceholderData, lineage.data],
  );
  const error = lineage.error ?? reach.error ?? resources.error ?? uses.error;
  if (things === null || reach.data === undefined) return { answer: null, error };
  const capped = resources.data?.capped === true;
  return { answer: { reach: reach.data, things, uses: byCredential, capped }, error };
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
