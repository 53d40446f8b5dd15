import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { maskSecrets } from '#cloudtrail/secrets.ts';
import { eventDetail } from '#query/event-detail.ts';
import type { EventAddress, EventDetailRow } from '#query/event-detail.ts';
import { dbQueryOptions, useRevision } from '#session/use-db-query.ts';
import { useSession } from '#session/use-session.ts';
import { NO_SECRETS, secretLeaves } from '#ui/json-secrets.ts';
import type { SecretLeaves } from '#ui/json-secrets.ts';
import { parseTree } from '#lib/json-tree.ts';
import type { JsonNode } from '#lib/json-tree.ts';

export interface ChosenRow {
  readonly address: EventAddress;
  /** Null = not in the loaded files; undefined = not known yet. */
  readonly row: EventDetailRow | null | undefined;
}

export interface RecordTrees {
  readonly tree: JsonNode;
  readonly masked: JsonNode;
  readonly secrets: SecretLeaves;
}

export interface ComparedEvent extends ChosenRow {
  /** Undefined while it is read. */
  readonly record: RecordTrees | undefined;
  /** Why the record cannot be compared; null = it can. */
  readonly problem: string | null;
}

/** The chosen events as the database knows them. */
export function useChosenRows(events: readonly EventAddress[]): readonly ChosenRow[] {
  const session = useSession();
  const revision = useRevision();
  return useQueries({
    queries: events.map((address) => {
      const query = eventDetail(address);
      return dbQueryOptions({
        revision,
        key: [query.name, query.text, ...query.values],
        ask: (signal) => session.query(query, { signal, priority: 'visible' }),
      });
    }),
    combine: (answers) =>
      answers.map(({ data }, index) => ({
        address: events[index] ?? { eventId: '' },
        row: data === undefined ? undefined : (data.rows[0] ?? null),
      })),
  });
}

/** The same with their records, out of the files they were delivered in. */
export function useComparedEvents(events: readonly EventAddress[]): readonly ComparedEvent[] {
  const session = useSession();
  const chosen = useChosenRows(events);
  const records = useQueries({
    queries: chosen.map(({ row }) => ({
      queryKey: ['compared-record', row?.fileId, row?.recordOffset, row?.recordLength],
      queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<RecordTrees> => {
        if (row === null || row === undefined) throw new Error('There is no event to read.');
        const { fileId, recordOffset: offset, recordLength: length } = row;
        return treesOf(await session.evidence({ fileId, offset, length }, signal));
      },
      enabled: row !== null && row !== undefined,
      gcTime: 60_000,
    })),
  });
  return useMemo(
    () =>
      chosen.map((one, index) => ({
        ...one,
        record: records[index]?.data,
        problem: records[index]?.error?.message ?? null,
      })),
    [chosen, records],
  );
}

function treesOf(bytes: Uint8Array): RecordTrees {
  const text = new TextDecoder().decode(bytes);
  const masked = maskSecrets(text);
  const tree = parseTree(text);
  const maskedTree = masked === text ? tree : parseTree(masked);
  if (tree === null || maskedTree === null) throw new Error('The record is not whole JSON.');
  const secrets = tree === maskedTree ? NO_SECRETS : secretLeaves(tree, maskedTree);
  return { tree, masked: maskedTree, secrets };
}
