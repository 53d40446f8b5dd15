import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Lineage, Reach } from '#cloudtrail/lineage.ts';
import { useRevision } from './use-db-query.ts';
import { phaseOf, useSession, useSessionState } from './use-session.ts';

/** Who is behind what; pending until it is worked out, and for as long as nothing is loaded. */
export function useLineage(): UseQueryResult<Lineage> {
  const session = useSession();
  const revision = useRevision();
  const phase = useSessionState(phaseOf);
  return useQuery({
    queryKey: ['lineage', revision],
    queryFn: ({ signal }) => session.lineage({ signal }),
    enabled: phase === 'ready',
  });
}

/** The blast radius of a root as the filter writes it; null asks nothing. */
export function useReach(root: string | null): UseQueryResult<Reach> {
  const session = useSession();
  const revision = useRevision();
  const phase = useSessionState(phaseOf);
  return useQuery({
    queryKey: ['reach', revision, root],
    queryFn: ({ signal }) => session.reach(root ?? '', { signal }),
    enabled: phase === 'ready' && root !== null,
  });
}
