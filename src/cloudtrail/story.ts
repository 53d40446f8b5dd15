/**
 * What happened, in words and in order of time, out of counted facts (`story-facts.ts`) and lineage. At most so many
 * entries; what did not find room is told in sums, never silently left out. No judgement of guilt: marks say what deserves a look.
 */
import { groupedBy } from '#lib/grouped.ts';
import { parseAddress } from '#lib/ip-block.ts';
import type { Lineage } from './lineage.ts';
import { choiceOf, listed, listedInPart, named } from './story-entry.ts';
import type { Piece, StoryEntry } from './story-entry.ts';
import type { StoryArrival, StoryFacts, StoryRoutine, StoryRun } from './story-facts.ts';
import { joinedEntry, runEntry, spanWords, subjectOfRun } from './story-runs.ts';
import { issuePlaces, sessionEntry, sessionsEntry, toldSessions } from './story-sessions.ts';
import type { ToldSession } from './story-sessions.ts';
import { weightiest } from './story-weight.ts';
import { baseEventName } from './verbs.ts';

export interface Story {
  readonly entries: readonly StoryEntry[];
  /** Sentences: what was summarised, and how. */
  readonly summarised: readonly string[];
  /** Events told of, in entries or sums. */
  readonly events: number;
}

export interface StoryOptions {
  /** Null while it is not known: then no session is told. */
  readonly lineage: Lineage | null;
  /** Where the data told of could have gone on until, ms; null = not known. */
  readonly until: number | null;
}

/** Together with at most 15 routines (`query/story.ts`) and 6 silences no more than 200 entries: as many as one reads. */
export const MOST_ENTRIES = 200;
export const MOST_RUNS_TOLD = 100;
const MOST_SESSIONS = 40;
const MOST_SUMS = 5;
/** More sessions than these of one principal are told as a number. */
const MANY_SESSIONS = 6;
const MOST_ARRIVALS = 15;

const number = (value: number): string => value.toLocaleString('en-US');

export function composeStory(facts: StoryFacts, { lineage, until }: StoryOptions): Story {
  const sessions = lineage === null ? [] : toldSessions(facts.identities, lineage);
  const { entries: sessionEntries, single } = sessionsTold(sessions, facts.first ?? 0);
  const arrivals = arrivalsIn(facts);
  const places = issuePlaces(single);
  const runs = withoutOtherHalves(facts.runs).filter((run) => !isToldBy(run, places));
  const chosen = weightiest(runs, MOST_RUNS_TOLD);
  const rest = runs.filter((run) => !chosen.has(run));
  const entries = [
    ...sessionEntries,
    ...arrivals.map((arrival, at) => arrivalEntry(arrival, `address ${at}`, facts)),
    ...runEntries(runs.filter((run) => chosen.has(run))),
    ...restEntries(rest),
    ...facts.routines.map((routine, at) => routineEntry(routine, `routine ${at}`)),
    ...silenceEntries(facts, until),
  ].toSorted((a, b) => a.from - b.from || rank(a) - rank(b));
  return {
    entries,
    summarised: summary(facts, runs, rest),
    events: facts.count,
  };
}

/** At the same second: whoever begins comes before what he did. */
function rank({ key }: StoryEntry): number {
  return ['session', 'address', 'run', 'rest', 'routine', 'silence'].findIndex((kind) =>
    key.startsWith(kind),
  );
}

function sessionsTold(
  sessions: readonly ToldSession[],
  first: number,
): {
  readonly entries: readonly StoryEntry[];
  readonly single: readonly ToldSession[];
} {
  const byWho = groupedBy(sessions, ({ who }) => who);
  const single: ToldSession[] = [];
  const many: ToldSession[][] = [];
  for (const own of byWho.values()) {
    if (sessions.length <= MOST_SESSIONS || own.length <= MANY_SESSIONS) single.push(...own);
    else many.push(own);
  }
  const told = single.toSorted((a, b) => a.from - b.from).slice(0, MOST_SESSIONS);
  const sums = many
    .toSorted((a, b) => b.length - a.length)
    .slice(0, MOST_SUMS)
    .flatMap((own, at) => sessionsEntry(own, `session of many ${at}`) ?? []);
  return {
    entries: [...told.map((one, at) => sessionEntry(one, `session ${at}`, first)), ...sums],
    single: told,
  };
}

/** A call across accounts is logged on both sides: the side that names the caller tells it. */
function withoutOtherHalves(runs: readonly StoryRun[]): readonly StoryRun[] {
  const isHalf = ({ samples }: StoryRun): boolean =>
    samples.some(({ principalKind }) => principalKind === 'other account');
  const shared = runs.flatMap((run) =>
    isHalf(run) ? [] : run.samples.flatMap((event) => event.sharedEventID ?? []),
  );
  const known = new Set(shared);
  return runs.filter(
    (run) =>
      run.count > run.samples.length ||
      !isHalf(run) ||
      !run.samples.every(({ sharedEventID }) => sharedEventID !== null && known.has(sharedEventID)),
  );
}

/** All its events are calls that began a session which is told. */
function isToldBy({ theme, outcome, count, samples }: StoryRun, places: ReadonlySet<string>): boolean {
  if ((theme !== 'issue' && theme !== 'sign-in') || outcome !== 'success' || count > samples.length)
    return false;
  return samples.every(({ fileId, recordOffset }) => places.has(`${fileId} ${recordOffset}`));
}

/** Changes of one user, role or group that follow each other within this time are one sentence. */
const TOGETHER = 10 * 60_000;
const MOST_TOGETHER = 6;

function runEntries(runs: readonly StoryRun[]): StoryEntry[] {
  const groups: StoryRun[][] = [];
  const open = new Map<string, StoryRun[]>();
  for (const run of runs.toSorted((a, b) => a.from - b.from)) {
    const subject = subjectOfRun(run);
    const key = JSON.stringify([subject, run.principal, run.address]);
    const group = subject === null ? undefined : open.get(key);
    const before = group?.at(-1);
    if (
      group !== undefined &&
      before !== undefined &&
      run.from - before.to <= TOGETHER &&
      group.length < MOST_TOGETHER
    ) {
      group.push(run);
    } else {
      const next = [run];
      groups.push(next);
      if (subject !== null) open.set(key, next);
    }
  }
  return groups.flatMap((group, at) => {
    const [only] = group;
    if (only === undefined) return [];
    return group.length === 1 ? runEntry(only, `run ${at}`) : joinedEntry(group, `run ${at}`);
  });
}

const MOST_RESTS = 15;

/** What found no room, as one entry for each principal. */
function restEntries(rest: readonly StoryRun[]): StoryEntry[] {
  return [...groupedBy(rest, ({ principal, accountId }) => JSON.stringify([principal, accountId])).values()]
    .toSorted((a, b) => eventsOf(b) - eventsOf(a))
    .slice(0, MOST_RESTS)
    .map((runs, at): StoryEntry => {
      const names = [...new Set(runs.flatMap((run) => run.names.map(({ name }) => name)))];
      const from = Math.min(...runs.map((run) => run.from));
      const to = Math.max(...runs.map((run) => run.to));
      const principal = runs[0]?.principal ?? null;
      const accountId = runs[0]?.accountId ?? null;
      return {
        key: `rest ${at}`,
        from,
        to,
        tone: 'routine',
        who: principal,
        account: accountId,
        words: [
          'Also, of lesser weight: ',
          ...nameWords(names, names.length),
          ` (×${number(eventsOf(runs))}).`,
        ],
        more:
          runs.length === 1
            ? []
            : [[`${number(runs.length)} runs between here and ${spanWords(to - from)} later`]],
        count: eventsOf(runs),
        lead: principal === null ? null : { from, to: to + 1, choose: choiceOf(principal, accountId) },
      };
    });
}

const eventsOf = (runs: readonly StoryRun[]): number => runs.reduce((sum, { count }) => sum + count, 0);

function nameWords(names: readonly string[], all: number): Piece[] {
  const told = names.slice(0, 4).map((name) => [named(name, 'eventName')]);
  return all <= told.length ? listed(told) : listedInPart(told);
}

function routineEntry(routine: StoryRoutine, key: string): StoryEntry {
  const { principal, accountId, count, days, from, to, names, address, addresses } = routine;
  const where: Piece[] =
    address === null
      ? []
      : [
          ' from ',
          named(address, 'sourceIPAddress'),
          ...(addresses > 1 ? [` and ${number(addresses - 1)} more`] : []),
        ];
  const distinct = [...new Set(names.map(baseEventName))];
  return {
    key,
    from,
    to,
    tone: 'routine',
    who: principal,
    account: accountId,
    words: ['Routine: ', ...nameWords(distinct, names.length), ...where, ` (×${number(count)}).`],
    more: [[days === 1 ? 'On one day' : `On ${number(days)} days`]],
    count,
    lead: principal === null ? null : { from, to: to + 1, choose: choiceOf(principal, accountId) },
  };
}

/** Before so long a history nothing can be called new. */
const HISTORY = 2 * 86_400_000;
const ENOUGH_CALLS = 20;

/** Addresses that were new, and in a network that was new, within the time of the story; those of long known principals first. */
function arrivalsIn({ arrivals, first, last }: StoryFacts): StoryArrival[] {
  if (first === null || last === null) return [];
  const seen = new Set<string>();
  const isFirst = (...key: readonly (string | number | null)[]): boolean => {
    const text = JSON.stringify(key);
    return !seen.has(text) && seen.add(text).size > 0;
  };
  return arrivals
    .filter((arrival) => {
      const network = networkOf(arrival.address);
      if (network === null || !isFirst(arrival.who, network)) return false;
      const isOld = arrival.first - arrival.known >= HISTORY && arrival.elsewhere >= ENOUGH_CALLS;
      // One person in several accounts is several principals, and arrives once.
      return isOld && arrival.first >= first && arrival.first <= last && isFirst(arrival.principal, network);
    })
    .toSorted((a, b) => b.first - b.known - (a.first - a.known))
    .slice(0, MOST_ARRIVALS);
}

/** The /24 or /48 an address is in; null for names of services. */
export function networkOf(address: string | null): string | null {
  const bytes = address === null ? null : parseAddress(address);
  if (bytes === null) return null;
  return bytes.slice(0, bytes.length === 4 ? 3 : 6).join('.');
}

function arrivalEntry(
  { principal, address, first, known }: StoryArrival,
  key: string,
  facts: StoryFacts,
): StoryEntry {
  const at = facts.runs.find(
    (run) => run.from === first && run.address === address && run.principal === principal,
  );
  const call: Piece[] = at?.names[0] === undefined ? [] : [': ', named(at.names[0].name, 'eventName')];
  const who: Piece = principal === null ? 'This principal' : named(principal, 'principal');
  return {
    key,
    from: first,
    to: first,
    tone: 'attention',
    who: null,
    account: null,
    words: [
      'First call from ',
      named(address ?? '', 'sourceIPAddress'),
      ...call,
      '. ',
      who,
      ` was never seen in that network in the ${spanWords(first - known)} before.`,
    ],
    more: [],
    count: 0,
    lead: {
      from: first,
      to: first + 1,
      choose: address === null ? [] : [{ field: 'sourceIPAddress', values: [address] }],
    },
  };
}

function silenceEntries({ silences, last }: StoryFacts, until: number | null): StoryEntry[] {
  const quiet = (from: number, to: number, at: number, words: string): StoryEntry => ({
    key: `silence ${at}`,
    from,
    to,
    tone: 'routine',
    who: null,
    account: null,
    words: [words],
    more: [],
    count: 0,
    lead: null,
  });
  const pauses = silences.map(({ from, to }, at) =>
    quiet(from, to, at, `Silence for ${spanWords(to - from)}.`),
  );
  if (last === null) return pauses;
  const left = until === null ? 0 : until - last;
  const end =
    left < 60_000 ? 'Last call.' : `Last call. Silence to the end of the data (${spanWords(left)}).`;
  return [...pauses, quiet(last, Math.max(last, until ?? last), pauses.length, end)];
}

function summary(facts: StoryFacts, runs: readonly StoryRun[], rest: readonly StoryRun[]): string[] {
  const unread = facts.allRuns - facts.runs.length;
  const unreadEvents = facts.runEvents - eventsOf(facts.runs);
  return [
    facts.routineEvents > 0
      ? `${number(facts.routineEvents)} events are routine: calls that their principal makes on three days or more, from addresses used before. They are counted, not told one by one.`
      : '',
    `The other ${number(facts.runEvents)} are put together where one principal made like calls from one address with short pauses: ${number(facts.allRuns)} ${facts.allRuns === 1 ? 'run' : 'runs'}.`,
    rest.length > 0
      ? `${number(runs.length - rest.length)} runs are told each; the ${number(rest.length)} of least weight (reads before writes, writes before deletions and protection) in sums.`
      : '',
    unread > 0
      ? `${number(unread)} more runs with ${number(unreadEvents)} events were only counted: narrow the filter or the time to read of them.`
      : '',
    facts.allRoutines > facts.routines.length
      ? `The routine of ${number(facts.allRoutines - facts.routines.length)} more principals was only counted.`
      : '',
    facts.allIdentities > facts.identities.length
      ? `Sessions are told of the first ${number(facts.identities.length)} of ${number(facts.allIdentities)} identities.`
      : '',
  ].filter((sentence) => sentence !== '');
}
