/** Events worth pointing at: which they are, how they are called, and which names find room. Numbers and words, without drawing. */
import type { EventRef } from '#cloudtrail/lineage.ts';
import { OUTCOMES } from '#cloudtrail/outcome.ts';
import { baseEventName } from '#cloudtrail/verbs.ts';
import type { FirstRow, TimelineEventRow } from '#query/timeline-events.ts';
import type { IconName } from '#ui/icon.tsx';
import { countText } from '#ui/number-text.ts';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import type { LaneLink } from './links.ts';
import { lengthOf } from '#lib/zoom.ts';
import type { Span } from '#lib/zoom.ts';

export interface Mark {
  readonly key: string;
  readonly laneKey: string;
  /** Which event it opens: a row, or one that is known by its place. */
  readonly rowId: number | null;
  readonly event: EventRef | null;
  readonly at: number;
  readonly until: number;
  readonly count: number;
  readonly tone: 'bad' | 'attention' | 'plain';
  readonly icon: IconName;
  /** What the glyph means: `Denied`, `Write`, `Console sign-in`. */
  readonly kind: string;
  /** Event name and outcome, cut: `DeleteBucket denied ×3`. */
  readonly label: string;
  /** What was new with it; null = nothing. */
  readonly first: string | null;
  /** What tells most finds room first. */
  readonly weight: number;
}

/** Names that turn a course of events: credentials made, rights given, traces wiped, doors opened. */
const TURNING = new Set(
  `CreateUser CreateAccessKey CreateLoginProfile UpdateLoginProfile CreateRole AttachUserPolicy AttachRolePolicy AttachGroupPolicy
  PutUserPolicy PutRolePolicy PutGroupPolicy CreatePolicyVersion SetDefaultPolicyVersion AddUserToGroup UpdateAssumeRolePolicy
  AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot GetFederationToken GetSessionToken SwitchRole
  StopLogging DeleteTrail UpdateTrail PutEventSelectors DeleteDetector UpdateDetector DeleteFlowLogs StopConfigurationRecorder
  DeleteConfigurationRecorder ScheduleKeyDeletion DisableKey GetSecretValue BatchGetSecretValue GetPasswordData
  PutBucketPolicy DeleteBucketPolicy DeleteBucketPublicAccessBlock DeleteBucket DeleteUser DeleteAccessKey UpdateAccessKey
  AuthorizeSecurityGroupIngress ModifySnapshotAttribute ModifyDBSnapshotAttribute RunInstances CreateFunction LeaveOrganization
  DeactivateMFADevice DeleteVirtualMFADevice CreateVirtualMFADevice`
    .trim()
    .split(/\s+/),
);
const SIGN_INS = new Set(['ConsoleLogin', 'UserAuthentication', 'Federate', 'SwitchRole']);
const DENIED = OUTCOMES.indexOf('denied');
const LONGEST_NAME = 34;

type Facts = Pick<TimelineEventRow, 'outcome' | 'verb' | 'eventName'>;

/** As the mark of a table row is chosen, with sign-ins told apart. */
function lookOf({ outcome, verb, eventName }: Facts): Pick<Mark, 'tone' | 'icon' | 'kind'> {
  if (outcome === DENIED) return { tone: 'bad', icon: 'failed', kind: 'Denied' };
  if (outcome !== 0) return { tone: 'bad', icon: 'failed', kind: 'Failed' };
  if (verb === 'destructive') return { tone: 'bad', icon: 'destructive', kind: 'Destructive' };
  if (SIGN_INS.has(eventName ?? '')) return { tone: 'attention', icon: 'sign-in', kind: 'Console sign-in' };
  if (verb === 'sensitive read') return { tone: 'attention', icon: 'sensitive', kind: 'Sensitive read' };
  if (verb === 'write') return { tone: 'attention', icon: 'write', kind: 'Write' };
  return { tone: 'plain', icon: 'dot', kind: 'Read' };
}

const VERB_WEIGHT: Readonly<Record<string, number>> = {
  destructive: 50,
  write: 30,
  'sensitive read': 32,
  read: 4,
};

function weightOf({ outcome, verb, eventName }: Facts, count: number, isFirst: boolean): number {
  const act = VERB_WEIGHT[verb ?? ''] ?? 10;
  const failed = outcome === 0 ? 0 : 12;
  const turning = TURNING.has(eventName ?? '') || SIGN_INS.has(eventName ?? '') ? 30 : 0;
  return act + failed + turning + (isFirst ? 34 : 0) + 10 / (1 + Math.log2(count));
}

function labelOf({ eventName, outcome }: Facts, count: number): string {
  const name = cutMiddle(visibleText(baseEventName(eventName ?? 'without a name')), LONGEST_NAME);
  const ending = outcome === 0 ? '' : outcome === DENIED ? ' denied' : ' failed';
  return `${name}${ending}${count > 1 ? ` ×${countText(count)}` : ''}`;
}

export function markOf(row: TimelineEventRow, laneKey: string, first: string | null = null): Mark {
  return {
    key: `${laneKey} ${row.row_id}`,
    laneKey,
    rowId: row.row_id,
    event: null,
    at: row.time,
    until: row.until,
    count: row.count,
    ...lookOf(row),
    label: labelOf(row, row.count),
    first,
    weight: weightOf(row, row.count, first !== null),
  };
}

/** Neighbours of one lane with one name and outcome become one, ×N. Rows in order of time, each a single event. */
export function collapsed(rows: readonly TimelineEventRow[]): TimelineEventRow[] {
  const runs: TimelineEventRow[] = [];
  const open = new Map<number, number>();
  for (const row of rows) {
    const at = open.get(row.place);
    const run = at === undefined ? undefined : runs[at];
    if (at !== undefined && run?.eventName === row.eventName && run.outcome === row.outcome)
      runs[at] = { ...run, count: run.count + row.count, until: row.until };
    else {
      open.set(row.place, runs.length);
      runs.push(row);
    }
  }
  return runs;
}

/** What is new says something only after so much of the data's time. */
const HISTORY = 0.05;

/**
 * In words, by the row of the event: `first event here`, `first from 198.51.100.77`. Only where enough time of the data lies
 * before it, and for what is new within a lane, of the lane.
 */
export function firstWords(rows: readonly FirstRow[], data: Span): Map<number, string> {
  const began = new Map(rows.filter(({ what }) => what === 'lane').map((row) => [row.place, row.time]));
  const enough = HISTORY * lengthOf(data);
  const words = new Map<number, string[]>();
  for (const row of rows) {
    const since = row.what === 'lane' ? data.from : (began.get(row.place) ?? row.time);
    if (row.time === since || row.time - since < enough) continue;
    const text = row.what === 'lane' ? 'first event here' : firstOf(row);
    words.set(row.row_id, [...(words.get(row.row_id) ?? []), text]);
  }
  return new Map([...words].map(([id, texts]) => [id, texts.join(', ')]));
}

function firstOf({ what, value }: FirstRow): string {
  const name = cutMiddle(visibleText(value ?? ''), 60);
  return what === 'address' ? `first from ${name}` : `first in ${name}`;
}

/** Rows of events and of firsts as marks, each event once. */
export function marksOf(
  events: readonly TimelineEventRow[],
  firsts: readonly FirstRow[],
  data: Span,
  keyAt: (place: number) => string | undefined,
): Mark[] {
  const words = firstWords(firsts, data);
  const marks = new Map<string, Mark>();
  for (const row of [...events, ...firsts]) {
    const laneKey = keyAt(row.place);
    if (laneKey === undefined) continue;
    const word = words.get(row.row_id) ?? null;
    const isFirstRow = 'what' in row;
    if (isFirstRow && word === null) continue;
    const mark = markOf(row, laneKey, word);
    const known = marks.get(mark.key);
    if (known === undefined || known.weight < mark.weight)
      marks.set(mark.key, { ...mark, count: known?.count ?? mark.count });
  }
  return [...marks.values()];
}

/** Above all others: without it a lane seems to begin by itself. */
const LINK_WEIGHT = 1_000;

/** At the begin of a lane the call that led to it, which lies in another one. */
export function linkMark({ to, at, event }: LaneLink): Mark {
  return {
    key: `${to} from ${event.fileId} ${event.recordOffset}`,
    laneKey: to,
    rowId: null,
    event,
    at,
    until: at,
    count: 1,
    tone: 'attention',
    icon: 'link',
    kind: 'Led to these events',
    label: cutMiddle(visibleText(event.eventName), LONGEST_NAME),
    first: null,
    weight: LINK_WEIGHT,
  };
}

export interface PlacedMark extends Mark {
  /** Pixels from the left of the plot. */
  readonly x: number;
  /** On which side of its stem the name stands; null = there is no room for it. */
  readonly side: 'right' | 'left' | null;
  /** Of the names above the bars, from 0 next to them. */
  readonly row: number;
  /** Pixels to the right for which a run goes on. */
  readonly length: number;
}

/** Pixels: of a character, of a glyph with as much air as a finger needs (WCAG 2.5.8), and beside a stem. */
const CHARACTER = 6.4;
const GLYPH = 24;
const STEM = 2;
const MOST_A_LANE = 24;
/** Of so many in a lane each has its name where there is room. */
const MOST_NAMED = 12;

/** The marks of one lane that find room, those that tell most first. Names never touch each other, another's glyph or its stem. */
export function placeMarks(marks: readonly Mark[], shown: Span, width: number, rows = 1): PlacedMark[] {
  const perMs = width / lengthOf(shown);
  const free = new FreeRows(rows, width);
  const placed: PlacedMark[] = [];
  // A run that began before what is shown stands at its edge.
  const inView = marks.filter(({ at, until }) => until >= shown.from && at <= shown.to);
  const named = new Set<string>();
  for (const mark of inView.toSorted((a, b) => b.weight - a.weight || a.at - b.at)) {
    if (placed.length >= MOST_A_LANE * rows) break;
    const x = Math.max(0, (mark.at - shown.from) * perMs);
    // Where there are many, a name is told once; its glyph goes on.
    const isTold = named.has(mark.label) && inView.length > MOST_NAMED;
    named.add(mark.label);
    const place = free.take(x, isTold ? null : mark.label.length * CHARACTER);
    if (place === null) continue;
    const length = Math.max(0, Math.min(width, (mark.until - shown.from) * perMs) - x);
    placed.push({ ...mark, ...place, x, length });
  }
  return placed.toSorted((a, b) => a.x - b.x);
}

type Taken = readonly [from: number, to: number];

/** Rows of names above the bars, the lowest first; what stands in a row has a stem through those below. */
class FreeRows {
  private readonly rows: Taken[][];
  private readonly width: number;

  constructor(rows: number, width: number) {
    this.rows = Array.from({ length: rows }, () => []);
    this.width = width;
  }

  /** The first place with room for the name (null = none is wanted); else one for the glyph alone; null when there is neither. */
  take(x: number, name: number | null): Pick<PlacedMark, 'side' | 'row'> | null {
    const half = GLYPH / 2;
    const boxes: readonly (readonly [PlacedMark['side'], number, number])[] = [
      ...(name === null ? [] : namesBeside(x, name)),
      [null, x - half, x + half],
    ];
    for (const [side, from, to] of boxes) {
      if (side !== null && (from < -half || to > this.width + half)) continue;
      const row = this.rows.findIndex((_, at) => this.hasRoom(at, x, from, to));
      if (row < 0) continue;
      this.rows[row]?.push([from, to]);
      for (const below of this.rows.slice(0, row)) below.push([x - STEM, x + STEM]);
      return { side, row };
    }
    return null;
  }

  private hasRoom(row: number, x: number, from: number, to: number): boolean {
    return (
      isFree(this.rows[row] ?? [], from, to) &&
      this.rows.slice(0, row).every((below) => isFree(below, x - STEM, x + STEM))
    );
  }
}

function namesBeside(x: number, name: number) {
  const half = GLYPH / 2;
  return [
    ['right', x - half, x + half + name],
    ['left', x - half - name, x + half],
  ] as const;
}

function isFree(taken: readonly Taken[], from: number, to: number): boolean {
  return taken.every(([start, end]) => to <= start || from >= end);
}
