/** The list as a CSV file: what is in the rows, whole, times as CloudTrail writes them. */
import { csvLine } from '#lib/csv.ts';
import type { CsvCell } from '#lib/csv.ts';
import type { ListedRow, WhoGroup } from '#query/principals.ts';
import { GROUP_WORDS } from './who-columns.ts';
import { kindWords } from './who-words.ts';

const COLUMNS: Readonly<Record<string, (row: ListedRow) => CsvCell>> = {
  account: (row) => row.account,
  kind: (row) => kindWords(row.kinds),
  events: (row) => row.events,
  writes: (row) => row.writes,
  destructive: (row) => row.destructive,
  'sensitive reads': (row) => row.sensitive,
  denied: (row) => row.denied,
  errors: (row) => row.errors,
  'first seen': (row) => timeText(row.first),
  'last seen': (row) => timeText(row.last),
  principals: (row) => row.principals,
  'only principal': (row) => row.onePrincipal,
  accounts: (row) => row.accounts,
  'only account': (row) => row.oneAccount,
  regions: (row) => row.regions,
  'only region': (row) => row.oneRegion,
  services: (row) => row.services,
  'only service': (row) => row.oneService,
  addresses: (row) => row.addresses,
  'only address': (row) => row.oneAddress,
  'user agents': (row) => row.agents,
  'only user agent': (row) => row.oneAgent,
};

/** A line is one principal where principals are listed: those columns say nothing there. */
const OF_OTHERS: ReadonlySet<string> = new Set(['principals', 'only principal']);

export function whoCsv(rows: readonly ListedRow[], group: WhoGroup): string {
  const columns = Object.entries(COLUMNS).filter(([name]) => group !== 'principal' || !OF_OTHERS.has(name));
  const heads = csvLine([GROUP_WORDS[group].one, ...columns.map(([name]) => name)]);
  return heads + rows.map((row) => csvLine([row.name, ...columns.map(([, of]) => of(row))])).join('');
}

function timeText(ms: number | null): string | null {
  if (ms === null) return null;
  return Math.abs(ms) > 8.64e15 ? String(ms) : new Date(ms).toISOString().replace('.000Z', 'Z');
}
