/** What the events of a blast radius made besides credentials, out of the engine. */
import {
  type Action,
  createdResources,
  endsOneOf,
  makesResource,
  type ResourceCall,
} from '#cloudtrail/lineage-resources.ts';
import type { Created, Lineage } from '#cloudtrail/lineage.ts';
import type { CallOptions, Database } from '#database/database.ts';
import type { RowOf } from '#database/sql-query.ts';
import { ACCOUNTS, ACTIONS, REGIONS } from '#query/lineage-facts.ts';
import { endingCalls, makingCalls, type RESOURCE_CALL_COLUMNS } from '#query/lineage-reach.ts';

/** Things that are listed; beyond, a person looks at the events themselves. */
const MOST_MADE = 2_000;
/** Calls looked at that may have ended one of them. */
const MOST_ENDS = 5_000;

export interface MadeResources {
  readonly created: readonly Created[];
  readonly isCut: boolean;
}

export async function resourcesOf(
  database: Database,
  lineage: Lineage,
  root: string,
  options: CallOptions,
): Promise<MadeResources> {
  const actions = new Map<number, Action>();
  for (const { id, event_source, event_name, event_category } of await database.query(ACTIONS, options))
    actions.set(id, {
      source: event_source ?? '',
      name: event_name ?? '',
      isData: event_category === 'Data',
    });
  const making = [...actions].filter(([, action]) => makesResource(action)).map(([id]) => id);
  if (making.length === 0) return { created: [], isCut: false };
  const made = await database.query(makingCalls(root, making, MOST_MADE), options);
  if (made.length === 0) return { created: [], isCut: false };
  const read = await reader(database, lineage, actions, options);
  const makers = [...new Set(made.map(({ action_id }) => action_id))].flatMap((id) => actions.get(id) ?? []);
  const ending = [...actions].filter(([, action]) => endsOneOf(makers, action)).map(([id]) => id);
  const ends =
    ending.length === 0
      ? []
      : await database.query(endingCalls(ending, made[0]?.event_time ?? null, MOST_ENDS), options);
  return {
    created: createdResources(made.map(read), ends.map(read)),
    isCut: made.length === MOST_MADE,
  };
}

type Row = RowOf<typeof RESOURCE_CALL_COLUMNS>;

async function reader(
  database: Database,
  lineage: Lineage,
  actions: ReadonlyMap<number, Action>,
  options: CallOptions,
): Promise<(row: Row) => ResourceCall> {
  const accounts = named(await database.query(ACCOUNTS, options));
  const regions = named(await database.query(REGIONS, options));
  return (row) => {
    const action = actions.get(row.action_id);
    return {
      event: {
        eventId: row.event_id,
        fileId: row.file_id,
        recordOffset: row.record_offset,
        time: row.event_time,
        eventName: action?.name ?? '',
      },
      eventSource: action?.source ?? null,
      eventName: action?.name ?? null,
      accountId: accounts.get(row.account_id) ?? null,
      region: regions.get(row.region_id) ?? null,
      resources: row.resources,
      requestParameters: row.request,
      responseElements: row.response,
      by: lineage.byIdentity.get(row.identity_id) ?? '',
    };
  };
}

const named = (rows: readonly { readonly id: number; readonly value: string | null }[]) =>
  new Map(rows.map(({ id, value }) => [id, value] as const));
