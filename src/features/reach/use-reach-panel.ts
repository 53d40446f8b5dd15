import { useMemo } from 'react';
import type { Reach } from '#cloudtrail/lineage.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import type { Filter } from '#query/filter.ts';
import { addValue } from '#query/edit-filter.ts';
import { firstCalls, identityUse } from '#query/reach-use.ts';
import { useLineage, useReach } from '#session/use-lineage.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { reachThings, usesByCredential } from './reach-things.ts';
import type { ReachThing, Uses } from './reach-things.ts';
import type { ReachQuestion } from './reach-root.ts';

export interface ReachAnswer {
  readonly reach: Reach;
  readonly things: readonly ReachThing[];
  /** Null while they are counted. */
  readonly uses: Uses | null;
}

export interface ReachState {
  readonly answer: ReachAnswer | null;
  readonly error: Error | null;
}

/** Every event of the blast radius, whatever else the filter says: what became of a thing is seen in all of the data. */
export function blastFilter(root: string): Filter {
  return addValue(EMPTY_FILTER, { field: 'blastRadius' }, root, 'include');
}

export function useReachPanel({ root }: ReachQuestion): ReachState {
  const lineage = useLineage();
  const reach = useReach(root);
  const uses = useMatchQuery({ filter: blastFilter(root), key: ['identity-use'], ask: identityUse });
  const things = useMemo(
    () =>
      reach.data === undefined || lineage.data === undefined ? null : reachThings(reach.data, lineage.data),
    [reach.data, lineage.data],
  );
  const byCredential = useMemo(
    () =>
      uses.data === undefined || uses.isPlaceholderData || lineage.data === undefined
        ? null
        : usesByCredential(uses.data.rows, lineage.data.byIdentity),
    [uses.data, uses.isPlaceholderData, lineage.data],
  );
  const error = lineage.error ?? reach.error ?? uses.error;
  if (things === null || reach.data === undefined) return { answer: null, error };
  return { answer: { reach: reach.data, things, uses: byCredential }, error };
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
