/**
 * A call's name as a clause of plain words: `CreateUser` → “created user”. By the words in the name; where a name means
 * more than it says, by a sentence of its own. Not for calls that were refused: nothing was created then.
 */
import { memberAt, parseJson, textOf } from '#lib/json.ts';
import { listed, listedInPart, named, plainWords } from './story-entry.ts';
import type { Piece } from './story-entry.ts';
import type { StoryEvent } from './story-facts.ts';
import { readPartialJson } from './partial-json.ts';
import { resourceLabel } from './resources.ts';
import { arnLabel } from './arn.ts';
import { baseEventName } from './verbs.ts';

const PAST: Readonly<Record<string, string>> = {
  Accept: 'accepted',
  Add: 'added',
  Allocate: 'allocated',
  Associate: 'associated',
  Attach: 'attached',
  Authorize: 'authorized',
  Cancel: 'cancelled',
  Change: 'changed',
  Copy: 'copied',
  Create: 'created',
  Deactivate: 'deactivated',
  Delete: 'deleted',
  Deregister: 'deregistered',
  Detach: 'detached',
  Disable: 'disabled',
  Disassociate: 'disassociated',
  Enable: 'enabled',
  Execute: 'executed',
  Export: 'exported',
  Get: 'read',
  Import: 'imported',
  Invoke: 'invoked',
  Launch: 'launched',
  List: 'listed',
  Modify: 'modified',
  Move: 'moved',
  Publish: 'published',
  Put: 'set',
  Reboot: 'rebooted',
  Register: 'registered',
  Release: 'released',
  Remove: 'removed',
  Replace: 'replaced',
  Reset: 'reset',
  Restore: 'restored',
  Revoke: 'revoked',
  Rotate: 'rotated',
  Run: 'started',
  Schedule: 'scheduled',
  Send: 'sent',
  Set: 'set',
  Share: 'shared',
  Start: 'started',
  Stop: 'stopped',
  Tag: 'tagged',
  Terminate: 'terminated',
  Untag: 'untagged',
  Update: 'updated',
  Upload: 'uploaded',
};

/** Changes of a part: the thing that is named has the part, it is not the part. */
const OF_PART = /^(?:Put|Update|Modify|Set|Reset|Change|Enable|Disable)/;

export interface CallWords {
  /** `created`, or null where the first word of the name is no known verb. */
  readonly past: string | null;
  /** `security group ingress`; empty where the name is one word. */
  readonly noun: string;
}

/** `CreateDBSnapshot` → created, DB snapshot. */
export function wordsOfCall(eventName: string): CallWords {
  const words = baseEventName(eventName).match(/[A-Z]+(?=[A-Z][a-z]|\b|\d)|[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [];
  const [verb = '', ...rest] = words;
  const past = Object.hasOwn(PAST, verb) ? (PAST[verb] ?? null) : null;
  const noun = rest.map((word) => (/^[A-Z\d]{2,}$/.test(word) ? word : word.toLowerCase())).join(' ');
  return { past, noun };
}

export function plural(noun: string): string {
  if (/(?:s|data|access|logging|ingress|egress)$/i.test(noun)) return noun;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/** The thing acted on, without the kind that a label begins with where the noun says it: `user/alice` → `alice`. */
export function thingOf(event: StoryEvent): string | null {
  const label = resourceLabel(event);
  if (label === null) return null;
  return (
    /^(?:user|role|group|policy|trail|instance-profile|key|secret|parameter)\/(.+)$/s.exec(label)?.[1] ??
    label
  );
}

/** “created user **x**”, in small letters; for one event that went through. */
export function clauseOf(event: StoryEvent): Piece[] {
  const name = event.eventName ?? 'a call without a name';
  const special = Object.hasOwn(SPECIAL, name) ? SPECIAL[name]?.(readerOf(event)) : undefined;
  if (special !== undefined && special !== null) return special;
  const { past, noun } = wordsOfCall(name);
  const thing = thingOf(event);
  if (past === null)
    return thing === null
      ? ['called ', named(name, 'eventName')]
      : ['called ', named(name, 'eventName'), ' on ', named(thing)];
  if (thing === null) return [`${past} ${noun}`.trim()];
  const isPart = noun.includes(' ') && (OF_PART.test(name) || isBucketPart(event, noun));
  return [`${past} ${noun} ${isPart ? 'of ' : ''}`.replace(/ {2,}/g, ' '), named(thing)];
}

/** `DeleteBucketPolicy` deletes no bucket. */
function isBucketPart({ eventSource }: StoryEvent, noun: string): boolean {
  return (eventSource ?? '').startsWith('s3.') && /^bucket ./.test(noun);
}

export interface Reader {
  readonly request: (...path: string[]) => string | null;
  readonly answer: (...path: string[]) => string | null;
  readonly thing: string | null;
}

export function readerOf(event: StoryEvent): Reader {
  const at = (text: string | null) => {
    const tree = text === null ? undefined : (parseJson(text) ?? readPartialJson(text).value);
    return (...path: string[]): string | null => textOf(memberAt(tree, ...path));
  };
  return { request: at(event.requestParameters), answer: at(event.responseElements), thing: thingOf(event) };
}

type Special = (read: Reader) => Piece[] | null;

const policyName = (read: Reader): string | null => {
  const arn = read.request('policyArn');
  return arn === null ? null : arnLabel(arn).replace(/^policy\//, '');
};
const holder = (read: Reader): string | null =>
  read.request('userName') ?? read.request('roleName') ?? read.request('groupName');

const attached =
  (past: string, joint: string): Special =>
  (read) => {
    const [policy, who] = [policyName(read), holder(read)];
    return policy === null || who === null ? null : [past, named(policy), joint, named(who)];
  };

const inline =
  (past: string): Special =>
  (read) => {
    const [policy, who] = [read.request('policyName'), holder(read)];
    return policy === null || who === null ? null : [past, named(policy), ' of ', named(who)];
  };

const onThing =
  (before: string, after = ''): Special =>
  ({ thing }) =>
    thing === null ? null : [before, named(thing), ...(after === '' ? [] : [after])];

const keyOf: Special = (read) => {
  const [key, user] = [
    read.answer('accessKey', 'accessKeyId'),
    read.request('userName') ?? read.answer('accessKey', 'userName'),
  ];
  if (key === null) return user === null ? null : ['created an access key for ', named(user)];
  return ['created access key ', named(key, 'accessKeyId'), ...(user === null ? [] : [' for ', named(user)])];
};

const secretNames: Special = (read) => {
  const name = read.request('secretId') ?? read.request('name');
  return name === null ? null : ['read the secret ', named(arnLabel(name).replace(/^secret:/, ''))];
};

const SPECIAL: Readonly<Record<string, Special>> = {
  CreateAccessKey: keyOf,
  UpdateAccessKey: (read) => {
    const [key, status] = [read.request('accessKeyId'), read.request('status')];
    const user = read.request('userName');
    if (key === null || status === null) return null;
    const of: Piece[] = user === null ? [] : [' of ', named(user)];
    return ['set access key ', named(key, 'accessKeyId'), ...of, ` to ${status.slice(0, 20)}`];
  },
  DeleteAccessKey: (read) => {
    const [key, user] = [read.request('accessKeyId'), read.request('userName')];
    if (key === null) return null;
    return [
      'deleted access key ',
      named(key, 'accessKeyId'),
      ...(user === null ? [] : [' of ', named(user)]),
    ];
  },
  CreateLoginProfile: onThing('gave ', ' a console password'),
  UpdateLoginProfile: onThing('changed the console password of '),
  DeleteLoginProfile: onThing('deleted the console password of '),
  AttachUserPolicy: attached('attached ', ' to '),
  AttachRolePolicy: attached('attached ', ' to '),
  AttachGroupPolicy: attached('attached ', ' to '),
  DetachUserPolicy: attached('detached ', ' from '),
  DetachRolePolicy: attached('detached ', ' from '),
  DetachGroupPolicy: attached('detached ', ' from '),
  PutUserPolicy: inline('wrote inline policy '),
  PutRolePolicy: inline('wrote inline policy '),
  PutGroupPolicy: inline('wrote inline policy '),
  DeleteUserPolicy: inline('deleted inline policy '),
  DeleteRolePolicy: inline('deleted inline policy '),
  DeleteGroupPolicy: inline('deleted inline policy '),
  AddUserToGroup: (read) => {
    const [user, group] = [read.request('userName'), read.request('groupName')];
    return user === null || group === null ? null : ['added ', named(user), ' to group ', named(group)];
  },
  UpdateAssumeRolePolicy: onThing('changed who may assume '),
  DeleteBucketPublicAccessBlock: onThing('took the public access block off '),
  PutBucketPublicAccessBlock: onThing('set the public access block of '),
  DeleteAccountPublicAccessBlock: () => ['took the public access block off the account'],
  StopLogging: onThing('stopped the logging of trail '),
  StartLogging: onThing('started the logging of trail '),
  GetSecretValue: secretNames,
  GetParameter: onThing('read parameter '),
  GetParameters: onThing('read parameters '),
  GetPasswordData: onThing('read the administrator password of '),
  ListAccessKeys: (read) => {
    const user = read.request('userName');
    return user === null ? ['listed access keys'] : ['listed access keys of ', named(user)];
  },
  GetFederationToken: (read) => {
    const name = read.request('name');
    return name === null ? null : ['asked for credentials for the federated user ', named(name)];
  },
  GetSessionToken: () => ['asked for a session token'],
  AssumeRole: (read) => {
    const role = read.request('roleArn');
    return role === null ? null : ['assumed ', ...roleWords(role)];
  },
};

/** `role` in account 1111…, as the account tells where a hop leads. */
export function roleWords(roleArn: string): Piece[] {
  const account = /^arn:[^:]*:iam::(\d{12}):/.exec(roleArn)?.[1];
  const name = arnLabel(roleArn).replace(/^role\//, '');
  return [
    named(name, 'roleName'),
    ...(account === undefined ? [] : [' in account ', named(account, 'recipientAccountId')]),
  ];
}

/** As many are told each. */
const FEW = 3;

/** “created users **a**, **b** and 3 more”, for several events of one name that went through. */
export function clauseOfMany(name: string, count: number, samples: readonly StoryEvent[]): Piece[] {
  if (count <= FEW && samples.length === count) {
    const clauses = new Map(samples.map((event) => [plainWords(clauseOf(event)), clauseOf(event)]));
    if (clauses.size === count) return listed([...clauses.values()]);
  }
  const { past, noun } = wordsOfCall(name);
  const things = [...new Set(samples.map(thingOf).filter((thing) => thing !== null))];
  const told = things.slice(0, 3).map((thing) => [named(thing)]);
  const times = `${count.toLocaleString('en-US')}`;
  if (past === null || noun === '') {
    const on: Piece[] = told.length === 0 ? [] : [' on ', ...listed(told)];
    return ['called ', named(name, 'eventName'), ...on, ` (×${times})`];
  }
  const [first] = samples;
  if (things.length === 1 && things[0] !== undefined && first !== undefined)
    return [...clauseOf(first), ` (×${times})`];
  // What the first events name is known; how many different things all of them name is not.
  const more = count > samples.length || things.length > 3;
  const names: Piece[] = told.length === 0 ? [] : [': ', ...(more ? listedInPart(told) : listed(told))];
  return [`${past} ${plural(noun)} (×${times})`, ...names];
}
