/** Runs of calls as entries of the story: one sentence each, by theme and outcome. */
import { memberAt, parseJson, textOf } from '#lib/json.ts';
import { readRefusal } from './access-denied.ts';
import type { Refusal } from './access-denied.ts';
import { arnLabel } from './arn.ts';
import { addressOfEvent, choiceOf, listed, listedInPart, named, sentence } from './story-entry.ts';
import type { Piece, StoryEntry, StoryLead, Tone } from './story-entry.ts';
import type { StoryEvent, StoryRun } from './story-facts.ts';
import { clauseOf, clauseOfMany, thingOf, wordsOfCall } from './story-verbs.ts';

const number = (value: number): string => value.toLocaleString('en-US');

/** `0.4 s` never: CloudTrail counts seconds. */
export function spanWords(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

export function bytesWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let [value, unit] = [bytes, 0];
  for (; value >= 999.5 && unit < units.length - 1; unit++) value /= 1_000;
  return `${number(Number(value.toFixed(value >= 99.5 || unit === 0 ? 0 : 1)))} ${units[unit] ?? ''}`;
}

export function runEntry(run: StoryRun, key: string): StoryEntry {
  const { words, more, tone } = told(run);
  return {
    key,
    from: run.from,
    to: run.to,
    tone,
    who: run.principal,
    account: run.accountId,
    words: sentence(words),
    more,
    count: run.count,
    lead: leadOf(run),
  };
}

/** To the one event, or to all that the run could be asked for by: its time, its names, who and how it ended. */
export function leadOf(run: StoryRun): StoryLead {
  const [only] = run.samples;
  if (run.count === 1 && only !== undefined) return addressOfEvent(only);
  const names = run.names.map(({ name }) => name);
  const choose = [
    { field: 'outcome' as const, values: [run.outcome] },
    ...(run.nameCount <= names.length ? [{ field: 'eventName' as const, values: names }] : []),
    ...choiceOf(run.principal, run.accountId),
    ...(run.address === null ? [] : [{ field: 'sourceIPAddress' as const, values: [run.address] }]),
  ];
  return { from: run.from, to: run.to + 1, choose };
}

interface Told {
  readonly words: readonly Piece[];
  readonly more: readonly (readonly Piece[])[];
  readonly tone: Tone;
}

function told(run: StoryRun): Told {
  if (run.theme === 'sign-in') return signIn(run);
  if (run.outcome === 'denied')
    return run.count === 1 || run.nameCount === 1 ? refused(run) : manyRefused(run);
  if (run.outcome === 'error') return failed(run);
  switch (run.theme) {
    case 'look':
      return looked(run);
    case 'object':
      return objects(run);
    case 'secret':
    case 'issue':
    case 'write':
      return { ...done(run), tone: 'attention' };
    case 'destroy':
    case 'protection':
      return { ...done(run), tone: 'bad' };
  }
}

function done(run: StoryRun): Omit<Told, 'tone'> {
  const [first] = run.samples;
  const name = run.names[0]?.name ?? 'a call';
  if (run.count === 1 && first !== undefined) return { words: clauseOf(first), more: [] };
  return { words: clauseOfMany(name, run.count, run.samples), more: [] };
}

/** “ListUsers, ListRoles, GetUser …” */
function nameList({ names, nameCount }: StoryRun, most: number): Piece[] {
  const told = names.slice(0, most).map(({ name }) => [named(name, 'eventName')]);
  return nameCount <= told.length ? listed(told) : listedInPart(told);
}

function looked(run: StoryRun): Told {
  const times = run.count === run.nameCount ? '' : ` (×${number(run.count)})`;
  if (run.nameCount === 1)
    return { words: ['called ', ...nameList(run, 1), times], more: [], tone: 'routine' };
  return { words: ['looked around: ', ...nameList(run, 5), times], more: [], tone: 'routine' };
}

const OBJECT_PAST: readonly (readonly [RegExp, string, Tone])[] = [
  [/^Delete/, 'deleted', 'bad'],
  [/^(?:Get|Select)/, 'read', 'attention'],
  [/^Head/, 'asked about', 'routine'],
  [/^Restore/, 'restored', 'attention'],
  [/./, 'wrote', 'attention'],
];

function objects(run: StoryRun): Told {
  const name = run.names[0]?.name ?? '';
  const [, past, tone] = OBJECT_PAST.find(([pattern]) => pattern.test(name)) ?? [/./, 'touched', 'attention'];
  const [only] = run.samples;
  const bytes = run.buckets.reduce((sum, part) => sum + (part.bytes ?? 0), 0);
  const size = past === 'read' && bytes > 0 ? ` (${bytesWords(bytes)})` : '';
  if (run.count === 1 && only !== undefined) {
    const thing = thingOf(only);
    return {
      words: [`${past} object `, thing === null ? 'without a name' : named(thing), size],
      more: [],
      tone,
    };
  }
  const known = run.buckets.flatMap(({ bucket }) => (bucket === null ? [] : [[named(bucket)]]));
  const where: Piece[] =
    known.length === 0
      ? []
      : [
          ' in ',
          ...listed(known.slice(0, 3)),
          ...(known.length > 3 ? [` and ${known.length - 3} more`] : []),
        ];
  // One call of DeleteObjects may name a thousand.
  const what = name.endsWith('Objects')
    ? `${number(run.count)} times objects`
    : `${number(run.count)} objects`;
  return { words: [{ strong: `${past} ${what}` }, ...where, size], more: [], tone };
}

/** What the message of a refusal says, of the first event. */
function refusalOf(event: StoryEvent | undefined): Refusal | null {
  return event === undefined || event.errorMessage === null ? null : readRefusal(event.errorMessage);
}

/** “denied by an explicit deny in a service control policy”; only “denied” where the message does not say why. */
function reasonWords({ policy, deny, otherReason }: Refusal): string {
  const article = /^[aeiou]/i.test(policy ?? '') ? 'an' : 'a';
  if (deny === 'explicit')
    return policy === null
      ? 'denied by an explicit deny'
      : `denied by an explicit deny in ${article} ${policy}`;
  if (deny === 'implicit' && policy !== null) return `denied because no ${policy} allows it`;
  if (policy !== null) return `denied by ${article} ${policy}`;
  return otherReason === null ? 'denied' : `denied because ${otherReason.replace(/\.$/, '')}`;
}

/** A record of a refusal often has no request: then the message names the thing. */
function refusedThing(event: StoryEvent): string | null {
  const fromCall = thingOf(event);
  if (fromCall !== null) return fromCall;
  const resource = refusalOf(event)?.resource ?? null;
  if (resource === null || resource === '*') return null;
  return arnLabel(resource).replace(/^(?:trail|user|role)\//, '');
}

function refused(run: StoryRun): Told {
  const name = run.names[0]?.name ?? 'a call';
  const things = [...new Set(run.samples.map(refusedThing).filter((thing) => thing !== null))];
  const on: Piece[] =
    things.length === 0
      ? []
      : [
          ' on ',
          ...listed(things.slice(0, 3).map((thing) => [named(thing)])),
          ...(things.length > 3 || run.count > run.samples.length ? [' …'] : []),
        ];
  const reasons = new Set(
    run.samples.map(refusalOf).map((refusal) => (refusal === null ? 'denied' : reasonWords(refusal))),
  );
  const [reason] = reasons;
  const times = run.count === 1 ? '' : ` ${number(run.count)} times`;
  const isLook = run.names.every(({ isRead }) => isRead) && run.theme !== 'protection';
  return {
    words: [
      named(name, 'eventName'),
      ...on,
      `: ${reasons.size === 1 ? (reason ?? 'denied') : 'denied'}${times}`,
    ],
    more: [],
    tone: isLook && run.count < 5 && run.theme !== 'issue' ? 'attention' : 'bad',
  };
}

function manyRefused(run: StoryRun): Told {
  const discovery = run.names.every(({ isRead }) => isRead) ? 'discovery ' : '';
  const time = run.to > run.from ? ` in ${spanWords(run.to - run.from)}` : ' at once';
  const reasons = new Set(
    run.samples.map(refusalOf).map((refusal) => (refusal === null ? null : reasonWords(refusal))),
  );
  const [reason] = reasons;
  const why =
    reasons.size === 1 && typeof reason === 'string' && reason !== 'denied'
      ? [[`The first were ${reason}.`]]
      : [];
  return {
    words: [{ strong: `${number(run.count)} denied` }, ` ${discovery}calls${time}: `, ...nameList(run, 4)],
    more: why,
    tone: run.count >= 5 || discovery === '' ? 'bad' : 'attention',
  };
}

function failed(run: StoryRun): Told {
  const codes = [...new Set(run.samples.map(({ errorCode }) => errorCode).filter((code) => code !== null))];
  const why = codes.length === 0 ? [] : [[`Error: ${codes.slice(0, 3).join(', ').slice(0, 200)}`]];
  const calls = run.count === 1 ? 'call' : 'calls';
  return {
    words: [`${number(run.count)} ${calls} failed: `, ...nameList(run, 4)],
    more: why,
    tone: 'routine',
  };
}

function signIn(run: StoryRun): Told {
  const [first] = run.samples;
  const data = parseJson(first?.additionalEventData ?? '');
  const mfa = textOf(memberAt(data, 'MFAUsed'));
  const isConsole = run.names[0]?.name === 'ConsoleLogin';
  const where = isConsole ? ' to the console' : '';
  const times = run.count === 1 ? '' : `, ${number(run.count)} times`;
  if (run.outcome !== 'success') {
    const why = first?.errorMessage ?? null;
    return {
      words: [`sign-in${where} failed${times}`],
      more: why === null ? [] : [[why.slice(0, 200)]],
      tone: run.count >= 3 ? 'bad' : 'attention',
    };
  }
  if (!isConsole) return { words: ['signed in: ', ...nameList(run, 3), times], more: [], tone: 'routine' };
  const how =
    mfa === 'Yes' ? ' with MFA' : mfa === 'No' && first?.principalKind !== 'SSO user' ? ' without MFA' : '';
  return {
    words: [`signed in to the console${how}${times}`],
    more: [],
    tone: how === ' without MFA' ? 'attention' : 'routine',
  };
}

/** “created user x, created access key … and attached AdministratorAccess”: several runs about one thing as one sentence. */
export function joinedEntry(runs: readonly StoryRun[], key: string): StoryEntry {
  const [first] = runs;
  const last = runs.at(-1);
  const from = first?.from ?? 0;
  const to = last?.to ?? from;
  const clauses = runs.map((run) => done(run).words);
  const names = [...new Set(runs.flatMap((run) => run.names.map(({ name }) => name)))];
  return {
    key,
    from,
    to,
    tone: 'attention',
    who: first?.principal ?? null,
    account: first?.accountId ?? null,
    words: sentence(listed(clauses)),
    more: [],
    count: runs.reduce((sum, run) => sum + run.count, 0),
    lead: {
      from,
      to: to + 1,
      choose: [
        { field: 'eventName', values: names },
        ...choiceOf(first?.principal ?? null, first?.accountId ?? null),
      ],
    },
  };
}

/** What a change in IAM is about: whose rights it is. Runs about one in a short time are told together. */
export function subjectOfRun(run: StoryRun): string | null {
  const [event] = run.samples;
  if (event?.eventSource !== 'iam.amazonaws.com' || run.count !== 1) return null;
  if (run.outcome !== 'success' || run.theme !== 'write' || wordsOfCall(event.eventName ?? '').past === null)
    return null;
  const request = parseJson(event.requestParameters ?? '');
  return (
    ['userName', 'roleName', 'groupName']
      .map((name) => textOf(memberAt(request, name)))
      .find((name) => name !== null) ?? null
  );
}
