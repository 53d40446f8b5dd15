import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { actorsOf } from '#cloudtrail/life-acts.ts';
import type { Actor } from '#cloudtrail/life-acts.ts';
import { lifeLine, ownerOf } from '#cloudtrail/life-line.ts';
import type { LifeCall } from '#cloudtrail/life-line.ts';
import { maskSecrets } from '#cloudtrail/secrets.ts';
import type { EventRow } from '#query/event-row.ts';
import { readEventRows } from '#query/event-rows.ts';
import type { Filter } from '#query/filter.ts';
import { filterKey } from '#query/format-filter.ts';
import { lifeActs, lifeChanges } from '#query/life-line.ts';
import { askInSteps } from '#session/ask-in-steps.ts';
import { timed, useRevision } from '#session/use-db-query.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { phaseOf, useSession, useSessionState } from '#session/use-session.ts';

const WANTED = { fields: ['resource', 'principal', 'userIdentityAccountId'], conflicts: true } as const;

export interface LifeOf {
  /** In order of time; null until they are known. */
  readonly calls: readonly LifeCall<EventRow>[] | null;
  readonly stale: boolean;
  readonly error: Error | null;
}

/** The calls that changed what the filter is about, each with what it changed. */
export function useLifeCalls(filter: Filter, thing: string): LifeOf {
  const session = useSession();
  const revision = useRevision();
  const isReady = useSessionState(phaseOf) === 'ready';
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['db', revision, 'life-line', filterKey(filter), thing],
    queryFn: ({ signal }) =>
      timed<EventRow>(['life-line'], () =>
        askInSteps(session, filter, readChanges(thing), { signal, priority: 'visible' }),
      ),
    enabled: isReady,
    placeholderData: keepPreviousData,
  });
  const rows = data?.rows;
  const calls = useMemo(() => (rows === undefined ? null : lifeLine(rows, thing)), [rows, thing]);
  return { calls, stale: isPlaceholderData, error };
}

/** Secrets are masked before anything is compared, so that no difference shows one. */
function readChanges(thing: string): Parameters<typeof askInSteps<EventRow[]>>[2] {
  const masked = (text: string | null): string | null => (text === null ? null : maskSecrets(text));
  return async (matches, { query }) => {
    const ids = await query(lifeChanges(matches, { withObjects: ownerOf(thing) !== null }));
    const rows = await readEventRows((one) => query(one), ids, WANTED);
    return rows.map((row) => ({
      ...row,
      requestParameters: masked(row.requestParameters),
      responseElements: masked(row.responseElements),
    }));
  };
}

export interface Actors {
  readonly writers: readonly Actor[];
  readonly contents: readonly Actor[];
  readonly readers: readonly Actor[];
  readonly denied: readonly Actor[];
}

/** Who read, wrote and was refused, among what a filter leaves; null until it is known. */
export function useActors(filter: Filter | null): {
  readonly actors: Actors | null;
  readonly stale: boolean;
} {
  const { data, isPlaceholderData } = useMatchQuery(
    filter === null ? null : { filter, key: ['life-acts'], ask: lifeActs },
  );
  const rows = data?.rows;
  const actors = useMemo(
    () =>
      rows === undefined
        ? null
        : {
            writers: actorsOf(rows, 'write'),
            contents: actorsOf(rows, 'contents'),
            readers: actorsOf(rows, 'read'),
            denied: actorsOf(rows, 'denied'),
          },
    [rows],
  );
  return { actors, stale: isPlaceholderData };
}
