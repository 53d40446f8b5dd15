/** Reads what lineage is worked out from, in many short questions that let everybody else go first. */
import { ISSUING_NAMES } from '#cloudtrail/lineage-calls.ts';
import { THING_NAMES } from '#cloudtrail/lineage-things.ts';
import type { CallFacts, IdentityFacts, LineageFacts } from '#cloudtrail/lineage-facts.ts';
import { PRINCIPAL_KINDS } from '#cloudtrail/principal.ts';
import type { Database } from '#database/database.ts';
import type { RowOf } from '#database/sql-query.ts';
import { parseJson } from '#lib/json.ts';
import type { CALL_COLUMNS, IDENTITY_COLUMNS } from '#query/lineage-facts.ts';
import {
  ACCOUNTS,
  ACTIONS,
  callRows,
  callStretch,
  identityStretch,
  LAST_IDENTITY,
  stretchesOf,
} from '#query/lineage-facts.ts';

/** Taken in at a time: 20 ms for the page. */
const IDENTITIES = 3_000;
const CALLS = 1_000;
/** Rows of the table that one statement looks at. */
const ROWS = 250_000;

interface Reading {
  readonly database: Database;
  readonly signal: AbortSignal;
  readonly breathe: () => Promise<void> | undefined;
}

export async function readFacts(reading: Reading): Promise<LineageFacts> {
  return { identities: await readIdentities(reading), calls: await readCalls(reading) };
}

async function readIdentities({ database, signal, breathe }: Reading): Promise<IdentityFacts[]> {
  const options = { priority: 'background', signal } as const;
  const last = (await database.query(LAST_IDENTITY, options))[0]?.last ?? 0;
  const identities: IdentityFacts[] = [];
  for (let from = 1; from <= last; from += IDENTITIES) {
    const rows = await database.query(identityStretch(from, from + IDENTITIES - 1), options);
    await breathe();
    for (const row of rows) identities.push(identityOf(row));
  }
  return identities;
}

function identityOf(row: RowOf<typeof IDENTITY_COLUMNS>): IdentityFacts {
  return {
    id: row.id,
    principal: row.principal,
    principalKind: PRINCIPAL_KINDS.find((kind) => kind === row.principal_kind) ?? null,
    type: row.type,
    principalId: row.principal_id,
    arn: row.arn,
    accountId: row.account_id,
    accessKeyId: row.access_key_id,
    userName: row.user_name,
    roleName: row.role_name,
    roleArn: row.role_arn,
    sessionName: row.session_name,
    sessionCreated: row.session_created,
    mfaAuthenticated: row.mfa_authenticated,
    sourceIdentity: row.source_identity,
    invokedBy: row.invoked_by,
    onBehalfOf: row.on_behalf_of,
    credentialId: row.credential_id,
    fromInstance: row.from_instance,
    calls: row.calls,
    first: row.first,
    last: row.last,
  };
}

interface ActionName {
  readonly source: string;
  readonly name: string;
}

async function readCalls({ database, signal, breathe }: Reading): Promise<CallFacts[]> {
  const options = { priority: 'background', signal } as const;
  const names = new Map<number, ActionName>();
  for (const { id, event_source, event_name } of await database.query(ACTIONS, options)) {
    const [source, name] = [event_source ?? '', event_name ?? ''];
    const full = `${source}/${name}`;
    if (ISSUING_NAMES.has(full) || THING_NAMES.has(full)) names.set(id, { source, name });
  }
  if (names.size === 0) return [];
  const accounts = new Map(
    (await database.query(ACCOUNTS, options)).map(({ id, value }) => [id, value] as const),
  );
  const wanted = [...names.keys()];
  const rows = (await database.query(callRows(wanted), options)).map(({ row }) => row);
  const calls: CallFacts[] = [];
  for (const [first, last] of stretchesOf(rows, CALLS, ROWS)) {
    for (const row of await database.query(callStretch(wanted, first, last), options)) {
      await breathe();
      const call = callOf(row, names, accounts);
      if (call !== null) calls.push(call);
    }
  }
  return calls.toSorted((a, b) => (a.event.time ?? Infinity) - (b.event.time ?? Infinity));
}

function callOf(
  row: RowOf<typeof CALL_COLUMNS>,
  names: ReadonlyMap<number, ActionName>,
  accounts: ReadonlyMap<number, string | null>,
): CallFacts | null {
  const action = names.get(row.action_id);
  if (action === undefined) return null;
  const json = (text: string | null): unknown => (text === null ? undefined : parseJson(text));
  return {
    event: {
      eventId: row.event_id,
      fileId: row.file_id,
      recordOffset: row.record_offset,
      time: row.event_time,
      eventName: action.name,
    },
    eventSource: action.source,
    identityId: row.identity_id,
    accountId: accounts.get(row.account_id) ?? null,
    sharedEventId: row.shared_event_id,
    request: json(row.request),
    response: json(row.response),
    additional: json(row.additional),
    service: json(row.service),
  };
}
