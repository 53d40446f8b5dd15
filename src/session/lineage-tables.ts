/** Lineage and blast radii as rows of the engine, so that filters, facets and suggestions read them like any other field. */
import type { Credential, Lineage, Reach } from '#cloudtrail/lineage.ts';
import type { WorkedOut } from '#cloudtrail/lineage-index.ts';
import { LINEAGE_TABLE, REACH_TABLE } from '#database/schema.ts';
import type { CallOptions, Database } from '#database/database.ts';
import { renderSql } from '#database/sql-literals.ts';
import { encodeRows } from './encode-rows.ts';

/** Rows encoded at a time, so that the page's tasks stay short. */
const CHUNK = 2_000;

type Row = readonly (string | number | null)[];

export async function fillLineage(
  database: Database,
  lineage: Lineage,
  breathe: () => Promise<void> | undefined,
  options: CallOptions,
): Promise<void> {
  await database.run(`DELETE FROM ${LINEAGE_TABLE.name}`, options);
  let rows: Row[] = [];
  const flush = async (): Promise<void> => {
    await breathe();
    await database.insert(LINEAGE_TABLE.name, encodeRows(LINEAGE_TABLE.columns, rows), options);
    rows = [];
  };
  for (const [identity, id] of lineage.byIdentity) {
    const credential = lineage.credentials.get(id);
    if (credential === undefined) continue;
    rows.push([identity, isSession(credential) ? id : null, credential.person, rootLabel(credential)]);
    if (rows.length >= CHUNK) await flush();
  }
  if (rows.length > 0) await flush();
}

const isSession = ({ kind }: Credential): boolean => kind !== 'principal' && kind !== 'access key';

function rootLabel({ root }: Credential): string | null {
  return root.kind === 'unknown' || root.name === '' ? null : root.name;
}

export async function forgetReaches(database: Database, options: CallOptions): Promise<void> {
  await database.run(`DELETE FROM ${REACH_TABLE.name}`, options);
}

export async function forgetReach(database: Database, root: string, options: CallOptions): Promise<void> {
  await database.run(
    renderSql(`DELETE FROM ${REACH_TABLE.name} WHERE lower(root) = lower(?)`, [root]),
    options,
  );
}

export async function fillReach(
  database: Database,
  worked: WorkedOut,
  reach: Reach,
  options: CallOptions,
): Promise<void> {
  await forgetReach(database, reach.root, options);
  const rows = [...ownRows(worked.lineage, reach), ...otherHalfRows(worked, reach)];
  for (let from = 0; from < rows.length; from += CHUNK)
    await database.insert(
      REACH_TABLE.name,
      encodeRows(REACH_TABLE.columns, rows.slice(from, from + CHUNK)),
      options,
    );
}

function ownRows({ credentials }: Lineage, { root, reached }: Reach): Row[] {
  return reached.flatMap(({ credential, from, to, depth }) =>
    (credentials.get(credential)?.identityIds ?? []).map((id): Row => [root, id, from, to, depth]),
  );
}

/** In the other account's log the caller is only an account, which makes other calls too: this one, by its moment. */
function otherHalfRows({ otherHalves }: WorkedOut, { root, reached, created }: Reach): Row[] {
  const depths = new Map(reached.map(({ via, depth }) => [via, depth]));
  return created.flatMap((one): Row[] => {
    const half = otherHalves.get(one.event);
    if (half === undefined || half.time === null) return [];
    return [[root, half.identityId, half.time, half.time + 1, depths.get(one) ?? 1]];
  });
}
