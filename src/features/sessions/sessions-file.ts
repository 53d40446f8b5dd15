/**
 * The sessions of the list as a file: the shape is a promise (docs/sessions-export.md). Pure; in pieces, since a set may
 * hold a million sessions. Nothing secret is known here: session tokens are in no credential.
 */
import { startOf } from '#cloudtrail/credential-words.ts';
import type { Credential, EventRef } from '#cloudtrail/lineage.ts';
import { csvLine } from '#lib/csv.ts';
import type { CsvCell } from '#lib/csv.ts';
import type { TimeSlice } from '#lib/time-slice.ts';
import type { SessionRow } from './session-rows.ts';

/** What the file says of where it came from. */
export interface SessionsSource {
  readonly dataSet: string | null;
  readonly fingerprint: string | null;
  /** As the search bar writes it. */
  readonly filter: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly find: string;
  readonly listed: number;
  readonly total: number;
}

const FORMAT = 'trailscope-sessions';
const VERSION = 1;
/** Characters of a piece. */
const PIECE = 256 * 1_024;

type NameOf = (fileId: number) => string | null;

export interface SessionEntry {
  readonly [member: string]: unknown;
}

/** One session as the JSON file holds it. */
export function sessionEntry(
  { credential, calls, denied }: SessionRow,
  parentKey: string | null,
  fileName: NameOf,
): SessionEntry {
  const { issue } = credential;
  return {
    id: credential.id,
    kind: credential.kind,
    accessKeyId: credential.accessKeyId,
    principal: credential.principal,
    principalKind: credential.principalKind,
    accountId: credential.accountId,
    arn: credential.arn,
    roleName: credential.roleName,
    sessionName: credential.sessionName,
    sourceIdentity: credential.sourceIdentity,
    mfa: credential.mfa,
    start: timeText(startOf(credential)),
    end: timeText(credential.lastCall),
    expires: timeText(credential.expires),
    calls: credential.calls,
    matchingCalls: calls,
    matchingDenied: denied,
    parent: credential.parent,
    parentAccessKeyId: parentKey,
    rootKind: credential.root.kind,
    rootPrincipal: credential.root.name,
    person: credential.person,
    personBy: credential.personBy,
    depth: credential.depth,
    join:
      issue === null
        ? null
        : {
            reason: issue.reason,
            certainty: issue.certainty,
            event: refEntry(issue.event, fileName),
            otherHalf: issue.otherHalf === null ? null : refEntry(issue.otherHalf, fileName),
            by: {
              principal: issue.caller.principal,
              accountId: issue.caller.accountId,
              arn: issue.caller.arn,
              accessKeyId: issue.caller.accessKeyId,
            },
          },
    missing: credential.missing,
  };
}

function refEntry(
  { eventId, eventName, time, fileId, recordOffset }: EventRef,
  fileName: NameOf,
): SessionEntry {
  return {
    eventID: eventId,
    eventName,
    eventTime: timeText(time),
    file: fileName(fileId),
    offset: recordOffset,
  };
}

/** As CloudTrail writes it. Beyond the year 275,760 there is no date. */
export function timeText(ms: number | null): string | null {
  if (ms === null) return null;
  return Math.abs(ms) > 8.64e15 ? String(ms) : new Date(ms).toISOString().replace('.000Z', 'Z');
}

const CSV_COLUMNS = {
  accessKeyId: ({ credential }: SessionRow) => credential.accessKeyId,
  principal: ({ credential }: SessionRow) => credential.principal,
  accountId: ({ credential }: SessionRow) => credential.accountId,
  kind: ({ credential }: SessionRow) => credential.kind,
  parentKey: (_: SessionRow, parentKey: string | null) => parentKey,
  rootPrincipal: ({ credential }: SessionRow) => credential.root.name,
  rootKind: ({ credential }: SessionRow) => credential.root.kind,
  person: ({ credential }: SessionRow) => credential.person,
  depth: ({ credential }: SessionRow) => credential.depth,
  start: ({ credential }: SessionRow) => timeText(startOf(credential)),
  end: ({ credential }: SessionRow) => timeText(credential.lastCall),
  calls: ({ credential }: SessionRow) => credential.calls,
  matchingCalls: ({ calls }: SessionRow) => calls,
  matchingDenied: ({ denied }: SessionRow) => denied,
  mfa: ({ credential }: SessionRow) => credential.mfa,
  joinReason: ({ credential }: SessionRow) => credential.issue?.reason ?? null,
  joinCertainty: ({ credential }: SessionRow) => credential.issue?.certainty ?? null,
  issuingEvent: ({ credential }: SessionRow) => credential.issue?.event.eventName ?? null,
  issuingEventID: ({ credential }: SessionRow) => credential.issue?.event.eventId ?? null,
  otherHalfEventID: ({ credential }: SessionRow) => credential.issue?.otherHalf?.eventId ?? null,
  issuedTo: ({ credential }: SessionRow) => credential.issue?.caller.principal ?? null,
  issuedToAccount: ({ credential }: SessionRow) => credential.issue?.caller.accountId ?? null,
  sourceIdentity: ({ credential }: SessionRow) => credential.sourceIdentity,
  arn: ({ credential }: SessionRow) => credential.arn,
  missing: ({ credential }: SessionRow) => credential.missing,
  id: ({ credential }: SessionRow) => credential.id,
} as const satisfies Record<string, (row: SessionRow, parentKey: string | null) => CsvCell>;

export const SESSION_CSV_COLUMNS = Object.keys(CSV_COLUMNS);

export interface SessionsFile {
  readonly rows: readonly SessionRow[];
  readonly source: SessionsSource;
  readonly credentials: ReadonlyMap<string, Credential>;
  readonly fileName: NameOf;
}

/** The text of the file, in pieces. */
export function sessionsJson(
  { rows, source, credentials, fileName }: SessionsFile,
  slice: TimeSlice,
): Promise<string[]> {
  const head = JSON.stringify({ format: FORMAT, version: VERSION, ...source, sessions: [] }, null, 1);
  const before = `${head.slice(0, head.lastIndexOf('[]'))}[`;
  const line = (row: SessionRow, at: number): string =>
    `${at === 0 ? '' : ','}\n  ${JSON.stringify(sessionEntry(row, parentKeyOf(row, credentials), fileName))}`;
  return pieces(before, rows, line, '\n ]\n}\n', slice);
}

/** Cells that a spreadsheet would run as a formula are made harmless (`lib/csv.ts`). */
export function sessionsCsv({ rows, credentials }: SessionsFile, slice: TimeSlice): Promise<string[]> {
  const columns = Object.values(CSV_COLUMNS);
  const line = (row: SessionRow): string => {
    const parentKey = parentKeyOf(row, credentials);
    return csvLine(columns.map((cellOf) => cellOf(row, parentKey)));
  };
  return pieces(csvLine(SESSION_CSV_COLUMNS), rows, line, '', slice);
}

/** Of the parent; where it is not loaded, the key that the issuing call was signed with. */
function parentKeyOf(
  { credential }: SessionRow,
  credentials: ReadonlyMap<string, Credential>,
): string | null {
  const { parent, issue } = credential;
  return (parent === null ? null : credentials.get(parent)?.accessKeyId) ?? issue?.caller.accessKeyId ?? null;
}

async function pieces(
  before: string,
  rows: readonly SessionRow[],
  line: (row: SessionRow, at: number) => string,
  after: string,
  slice: TimeSlice,
): Promise<string[]> {
  const done: string[] = [];
  let text = before;
  for (const [at, row] of rows.entries()) {
    if (slice.isOver()) await slice.next();
    text += line(row, at);
    if (text.length < PIECE) continue;
    done.push(text);
    text = '';
  }
  return [...done, text + after];
}
