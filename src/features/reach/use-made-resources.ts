import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Created } from '#cloudtrail/lineage.ts';
import { madeResources, makingOf } from '#cloudtrail/made-resources.ts';
import type { ResourceCall } from '#cloudtrail/made-resources.ts';
import { readEventRows } from '#query/event-rows.ts';
import { enderRows, makerRows, MOST_MADE } from '#query/made-resources.ts';
import type { Session } from '#session/session.ts';
import { useRevision } from '#session/use-db-query.ts';
import { askMatches } from '#session/use-match-query.ts';
import { phaseOf, useSession, useSessionState } from '#session/use-session.ts';
import { blastFilter } from './reach-root.ts';

export interface MadeResources {
  readonly created: readonly Created[];
  /** There may be more. */
  readonly capped: boolean;
}

/** Resources of every kind that the events of a blast radius made. */
export function useMadeResources(root: string): UseQueryResult<MadeResources> {
  const session = useSession();
  const revision = useRevision();
  const isReady = useSessionState(phaseOf) === 'ready';
  return useQuery({
    queryKey: ['db', revision, 'made-resources', root],
    queryFn: ({ signal }) => readResources(session, root, signal),
    enabled: isReady,
  });
}

async function readResources(session: Session, root: string, signal: AbortSignal): Promise<MadeResources> {
  const { byIdentity } = await session.lineage({ signal });
  const read = (rows: readonly CallRow[]) => callsOf(session, rows, byIdentity, { signal });
  const makers = await askMatches(session, { filter: blastFilter(root), ask: makerRows }, signal);
  const made = await read(makers);
  const names = new Set(made.flatMap(({ eventName }) => makingOf(eventName ?? '')?.ends ?? []));
  const first = Math.min(...made.flatMap(({ event }) => (event.time === null ? [] : [event.time])));
  const enders =
    names.size === 0 || !Number.isFinite(first)
      ? []
      : await session.query(enderRows([...names], first), { signal });
  return { created: madeResources(made, await read(enders)), capped: makers.length === MOST_MADE };
}

interface CallRow {
  readonly row_id: number;
  readonly identity_id: number;
}

const WANTED = { fields: ['resource', 'recipientAccountId'], conflicts: false } as const;

async function callsOf(
  session: Session,
  ids: readonly CallRow[],
  byIdentity: ReadonlyMap<number, string>,
  options: { readonly signal: AbortSignal },
): Promise<ResourceCall[]> {
  const rows = await readEventRows((query) => session.query(query, options), ids, WANTED);
  // One that is gone would shift all others: then nothing is known of who made what.
  const isWhole = rows.length === ids.length;
  return rows.map((row, at) => ({
    event: {
      eventId: row.eventID,
      fileId: row.fileId,
      recordOffset: row.recordOffset,
      time: row.eventTime,
      eventName: row.eventName ?? '',
    },
    eventSource: row.eventSource,
    eventName: row.eventName,
    resources: row.resources,
    requestParameters: row.requestParameters,
    responseElements: row.responseElements,
    accountId: row.recipientAccountId,
    by: (isWhole ? byIdentity.get(ids[at]?.identity_id ?? -1) : undefined) ?? '',
  }));
}
