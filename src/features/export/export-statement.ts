/** What an export came from, for whoever has nothing but the file: in a Parquet file itself, and in the note beside any. */
import { describeFilter } from '#query/describe-filter.ts';
import { formatFilter } from '#query/format-filter.ts';
import type { DataSetIdentity } from '#session/fingerprint.ts';
import type { SessionState } from '#session/session.ts';
import type { ExportPlan } from './export-plan.ts';

export interface ExportStatement {
  readonly program: 'Trailscope';
  readonly exportedAt: string;
  readonly dataSet: {
    readonly name: string;
    readonly fingerprint: string;
    readonly events: number;
    readonly files: number;
    readonly firstTime: string | null;
    readonly lastTime: string | null;
  };
  readonly filter: {
    /** As it stands in the search bar. */
    readonly search: string;
    readonly from: string | null;
    /** The first moment that is left out. */
    readonly before: string | null;
    readonly inWords: string;
  };
  readonly order: { readonly field: string; readonly descending: boolean };
  readonly columns: readonly string[] | null;
  readonly events: number;
  readonly secrets: 'masked' | 'as delivered';
  /** To be put behind the address of Trailscope; opens the same view over the same files. */
  readonly link: string;
}

export function exportStatement(
  plan: ExportPlan,
  set: DataSetIdentity,
  more: { readonly events: number; readonly link: string; readonly now: number },
): ExportStatement {
  const { filter, sort } = plan;
  return {
    program: 'Trailscope',
    exportedAt: isoTime(more.now) ?? '',
    dataSet: {
      name: set.name,
      fingerprint: set.fingerprint,
      events: set.events,
      files: set.files,
      firstTime: isoTime(set.first),
      lastTime: isoTime(set.last),
    },
    filter: {
      search: formatFilter(filter),
      from: isoTime(filter.from),
      before: isoTime(filter.to),
      inWords: describeFilter(filter) || 'all events',
    },
    order: { field: sort.field, descending: sort.descending },
    columns: plan.format === 'jsonl' ? null : plan.fields,
    events: more.events,
    secrets: plan.secrets ? 'as delivered' : 'masked',
    link: `#${more.link}`,
  };
}

/** What was really written. */
export interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly events: number;
  /** Records that could not be read from their files again. */
  readonly missing: number;
}

/** The note that can be kept beside the file: the statement, the file’s own hash, and the files that the events came from. */
export function aboutText(
  statement: ExportStatement,
  file: WrittenFile,
  sources: SessionState['files'],
): string {
  const from = sources
    .filter(({ loaded, duplicates }) => loaded + duplicates > 0)
    .map(({ name, sha256 }) => ({ name, sha256 }));
  return `${JSON.stringify({ file, ...statement, sourceFiles: from }, null, 2)}\n`;
}

function isoTime(ms: number | null): string | null {
  return ms === null || Math.abs(ms) > 8.64e15 ? null : new Date(ms).toISOString();
}
