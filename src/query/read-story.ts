/** Asks the questions of `story.ts` one after another and puts the answers together as the facts of a story. */
import { OUTCOMES } from '#cloudtrail/outcome.ts';
import { maskSecrets } from '#cloudtrail/secrets.ts';
import { MOST_RUNS_TOLD } from '#cloudtrail/story.ts';
import type { StoryEvent, StoryFacts, StoryRun } from '#cloudtrail/story-facts.ts';
import { weightiest } from '#cloudtrail/story-weight.ts';
import { THEMES, themeOf } from '#cloudtrail/story-theme.ts';
import { baseEventName } from '#cloudtrail/verbs.ts';
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import type { EventRow } from './event-row.ts';
import { readEventRows } from './event-rows.ts';
import type { Matches } from './matches.ts';
import * as story from './story.ts';

/** The session, as far as a question of several steps needs it. */
export interface Asking {
  readonly query: <C extends Columns>(query: SqlQuery<C>) => Promise<RowOf<C>[]>;
  readonly keep: (query: SqlQuery) => Promise<string>;
}

/** Objects beyond so many events are counted without their buckets: that reads the text of every event. */
const MOST_OBJECTS = 300_000;
const MOST_SILENCES = 5;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Call {
  readonly name: string;
  readonly isRead: boolean;
}

export async function readStory(matches: Matches, { query, keep }: Asking): Promise<StoryFacts> {
  const [span] = await query(story.storySpan(matches));
  const first = span?.first ?? null;
  const last = span?.last ?? null;
  const length = first === null || last === null ? 0 : last - first;
  const { actions, calls } = numberedCalls(await query(story.storyActions()));
  const acts = await keep(story.storyActs(actions));
  const rows = await keep(story.storyRunRows(matches, actions, acts, pauseWithin(length)));
  const found = await query(story.storyRuns(rows, acts));
  const runs = await readRuns(found, calls, rows, query);
  const routines = await query(story.storyRoutine(matches, actions, acts));
  const identities = await query(story.storyIdentities(matches));
  return {
    count: span?.count ?? 0,
    first,
    last,
    runs,
    allRuns: found[0]?.allRuns ?? 0,
    runEvents: found[0]?.allEvents ?? 0,
    routines: routines.map((one) => ({
      ...one,
      names: numbersIn(one.whats).map((what) => callOf(calls, what).name),
    })),
    allRoutines: routines[0]?.everybody ?? 0,
    routineEvents: routines[0]?.allEvents ?? 0,
    arrivals: await query(story.storyAddresses(matches, acts)),
    identities,
    allIdentities: identities[0]?.everybody ?? 0,
    silences: await query(story.storySilences(matches, silenceWithin(length), MOST_SILENCES)),
  };
}

/** What is shorter than this does not part two runs: the longer the time told of, the coarser. */
function pauseWithin(length: number): number {
  return Math.min(HOUR, Math.max(10 * MINUTE, length / 500));
}

/** A pause is worth a word from an eighth of the time on, and from a day on in any case. */
function silenceWithin(length: number): number {
  return Math.min(24 * HOUR, Math.max(10 * MINUTE, length / 8));
}

/** Calls that differ only in the version of their API have one number. */
function numberedCalls(rows: readonly RowOf<typeof story.ACTION_COLUMNS>[]): {
  readonly actions: readonly story.NumberedAction[];
  readonly calls: ReadonlyMap<number, Call>;
} {
  const numbers = new Map<string, number>();
  const calls = new Map<number, Call>();
  const actions = rows.map((row) => {
    const name = baseEventName(row.eventName ?? '');
    const what = numbers.get(name) ?? numbers.size + 1;
    numbers.set(name, what);
    calls.set(what, { name, isRead: row.verb === 'read' || row.verb === 'sensitive read' });
    return { id: row.id, what, theme: themeOf(row) };
  });
  return { actions, calls };
}

function callOf(calls: ReadonlyMap<number, Call>, what: number): Call {
  return calls.get(what) ?? { name: 'a call without a name', isRead: true };
}

function numbersIn(text: string): number[] {
  return text === '' ? [] : text.split(',').map(Number);
}

type RunFacts = RowOf<typeof story.RUN_FACTS_COLUMNS>;

async function readRuns(
  found: readonly RunFacts[],
  calls: ReadonlyMap<number, Call>,
  table: string,
  query: Asking['query'],
): Promise<StoryRun[]> {
  const runs = found.map((row) => ({ row, ...runOf(row, calls) }));
  const told = [...weightiest(runs, MOST_RUNS_TOLD)];
  const events = await eventsOf(told.flatMap(sampledRows), query);
  const objects = told.filter(({ theme }) => theme === 'object');
  const isAffordable = objects.reduce((sum, { count }) => sum + count, 0) <= MOST_OBJECTS;
  const counted = objects.length > 0 && isAffordable ? objects.map(({ row }) => row.run) : [];
  const buckets = counted.length === 0 ? [] : await query(story.storyObjects(table, counted));
  return runs.map(({ row, ...run }) => ({
    ...run,
    samples: sampledRows({ row }).flatMap((id) => events.get(id) ?? []),
    buckets: buckets.filter((part) => part.run === row.run),
  }));
}

function runOf(row: RunFacts, calls: ReadonlyMap<number, Call>): Omit<StoryRun, 'samples' | 'buckets'> {
  const { count, from, to, principal, accountId, address, eventSource, everywhere, names } = row;
  const counts = numbersIn(row.counts);
  return {
    theme: THEMES[row.theme] ?? 'look',
    outcome: OUTCOMES[row.outcome] ?? 'error',
    count,
    from,
    to,
    principal,
    accountId,
    address,
    eventSource,
    everywhere,
    names: numbersIn(row.whats).map((what, at) => ({ ...callOf(calls, what), count: counts[at] ?? 0 })),
    nameCount: names,
  };
}

const sampledRows = ({ row }: { readonly row: RunFacts }): number[] => numbersIn(row.rows);

/** By row id, with secrets masked: what is told may be copied and handed on. */
async function eventsOf(ids: readonly number[], query: Asking['query']): Promise<Map<number, StoryEvent>> {
  const rows = await readEventRows(
    (one) => query(one),
    ids.map((row_id) => ({ row_id })),
    { fields: WANTED, conflicts: true },
  );
  return new Map(
    rows.flatMap((row, at) => (ids[at] === undefined ? [] : [[ids[at], storyEvent(row)] as const])),
  );
}

const WANTED = [
  'resource',
  'additionalEventData',
  'serviceEventDetails',
  'recipientAccountId',
  'userAgentFamily',
] as const;

function storyEvent(row: EventRow): StoryEvent {
  const masked = (text: string | null): string | null => (text === null ? null : maskSecrets(text));
  return {
    eventTime: row.eventTime,
    eventID: row.eventID,
    conflict: row.conflict,
    fileId: row.fileId,
    fileName: row.fileName,
    recordOffset: row.recordOffset,
    sharedEventID: row.sharedEventID,
    eventSource: row.eventSource,
    eventName: row.eventName,
    errorCode: row.errorCode,
    errorMessage: row.errorMessage,
    principalKind: row.principalKind,
    userAgentFamily: row.userAgentFamily,
    recipientAccountId: row.recipientAccountId,
    resources: row.resources,
    requestParameters: masked(row.requestParameters),
    responseElements: masked(row.responseElements),
    additionalEventData: masked(row.additionalEventData),
    serviceEventDetails: masked(row.serviceEventDetails),
  };
}
