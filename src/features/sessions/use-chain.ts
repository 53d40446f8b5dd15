import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Credential } from '#cloudtrail/lineage.ts';
import { inSlices } from '#lib/time-slice.ts';
import { useRevision } from '#session/use-db-query.ts';
import { phaseOf, useSession, useSessionState } from '#session/use-session.ts';
import { childrenOf } from './chain-children.ts';
import { chainOf } from './chain-tree.ts';
import type { ChainNode, Children } from './chain-tree.ts';
import { SLICE } from './use-session-list.ts';
import type { Lineage } from '#cloudtrail/lineage.ts';

export interface Chain {
  /** Null when no such session is loaded. */
  readonly credential: Credential | null;
  readonly nodes: readonly ChainNode[];
}

/** What came from whom, once for each state of the data, whichever chain is open. */
const known = new WeakMap<Lineage, Children>();

/** The chain of a session. */
export function useChain(id: string): UseQueryResult<Chain> {
  const session = useSession();
  const revision = useRevision();
  const isReady = useSessionState(phaseOf) === 'ready';
  return useQuery({
    queryKey: ['db', revision, 'chain', id],
    queryFn: async ({ signal }): Promise<Chain> => {
      const lineage = await session.lineage({ signal });
      const children = known.get(lineage) ?? (await inSlices(SLICE, (slice) => childrenOf(lineage, slice)));
      known.set(lineage, children);
      return { credential: lineage.credentials.get(id) ?? null, nodes: chainOf(id, lineage, children) };
    },
    enabled: isReady,
    placeholderData: keepPreviousData,
  });
}
