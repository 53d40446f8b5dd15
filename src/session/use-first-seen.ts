import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Filter } from '#query/filter.ts';
import { filterKey } from '#query/format-filter.ts';
import { firstFlags, flagsAmong, flagsAt } from '#query/first-seen.ts';
import type { FirstFlag, Place } from '#query/first-seen.ts';
import type { Session } from './session.ts';
import { timed, useRevision } from './use-db-query.ts';
import type { Timed } from './use-db-query.ts';
import { matchesOf } from './use-match-query.ts';
import { phaseOf, useSession, useSessionState } from './use-session.ts';

/** The flags of all events, kept once for each state of the data, behind everything that is to be seen. */
const flagTable = (session: Session, signal: AbortSignal): Promise<string> =>
  session.keep(firstFlags(), { priority: 'background', signal });

const SURROUNDING = { priority: 'surrounding' } as const;

/** The flags of some events; for `useQuery` and `useQueries`. Not to be asked while files are being read. */
export function flagsAtOptions(session: Session, revision: number, places: readonly Place[]) {
  const key = [
    'first-flags',
    places.map(({ fileId, recordOffset }) => `${fileId}:${recordOffset}`).join(' '),
  ];
  return {
    queryKey: ['db', revision, ...key] as const,
    queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<Timed<FirstFlag>> =>
      timed(key, async () => {
        const table = await flagTable(session, signal);
        return session.query(flagsAt(table, places), { ...SURROUNDING, signal });
      }),
  };
}

/** What is new about one event; none while it is not known. */
export function useFlagsAt(place: Place): readonly FirstFlag[] {
  const session = useSession();
  const revision = useRevision();
  const ready = useSessionState(phaseOf) === 'ready';
  const { data } = useQuery({ ...flagsAtOptions(session, revision, [place]), enabled: ready });
  return data?.rows ?? NONE;
}

const NONE: readonly FirstFlag[] = [];

/** What is new among the events of a filter, newest first; undefined until it is known. Null asks nothing. */
export function useFlagsAmong(filter: Filter | null, most: number): readonly FirstFlag[] | undefined {
  const session = useSession();
  const revision = useRevision();
  const ready = useSessionState(phaseOf) === 'ready';
  const key = useMemo(() => (filter === null ? '' : filterKey(filter)), [filter]);
  const { data } = useQuery({
    queryKey: ['db', revision, 'first-flags-among', key, most],
    queryFn: ({ signal }) =>
      timed(['first-flags-among'], async () => {
        if (filter === null) return [];
        const table = await flagTable(session, signal);
        const matches = await matchesOf(session, filter, { ...SURROUNDING, signal });
        return session.query(flagsAmong(table, matches, most), { ...SURROUNDING, signal });
      }),
    enabled: ready && filter !== null,
  });
  return data?.rows;
}
