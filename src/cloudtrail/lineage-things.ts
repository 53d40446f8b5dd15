/**
 * The calls of IAM that make or change what others can act through, and those that end it. Facts: IAM API Reference. Not
 * for resources in general: those have no part in who acts.
 */
import { memberAt, textOf } from '#lib/json.ts';
import type { CreatedKind } from './lineage.ts';
import type { Breathe, CallFacts } from './lineage-facts.ts';
import { arnLabel } from './arn.ts';

/** What a call made or ended. */
export interface Thing {
  readonly kind: CreatedKind;
  readonly type: string;
  /** Tells it from others of its kind in its account. */
  readonly key: string;
  readonly name: string;
  /** The user, role or group that it belongs to. */
  readonly of: string | null;
}

type Read = (call: CallFacts) => Thing | null;

const IAM = 'iam.amazonaws.com';

const requested = (call: CallFacts, name: string): string | null => textOf(memberAt(call.request, name));

/** A thing that is called by one parameter of the request. */
const called =
  (kind: CreatedKind, parameter: string, type: string = kind): Read =>
  (call) => {
    const name = requested(call, parameter);
    return name === null ? null : { kind, type, key: name, name, of: name };
  };

const user = called('user', 'userName');
const role = called('role', 'roleName');
const group = called('group', 'groupName');
const loginProfile = called('login profile', 'userName');
const instanceProfile = called('resource', 'instanceProfileName', 'InstanceProfile');

function accessKeyMade(call: CallFacts): Thing | null {
  const key = textOf(memberAt(call.response, 'accessKey', 'accessKeyId'));
  const of = textOf(memberAt(call.response, 'accessKey', 'userName')) ?? requested(call, 'userName');
  return key === null ? null : { kind: 'access key', type: 'access key', key, name: key, of };
}

function accessKeyEnded(call: CallFacts): Thing | null {
  const key = requested(call, 'accessKeyId');
  return key === null
    ? null
    : { kind: 'access key', type: 'access key', key, name: key, of: requested(call, 'userName') };
}

/** The request names a service; the answer has the role. */
function serviceLinkedRole(call: CallFacts): Thing | null {
  const name = textOf(memberAt(call.response, 'role', 'roleName'));
  return name === null ? null : { kind: 'role', type: 'role', key: name, name, of: name };
}

function policyMade(call: CallFacts): Thing | null {
  const arn = textOf(memberAt(call.response, 'policy', 'arn'));
  return arn === null ? called('policy', 'policyName')(call) : policyOf(arn);
}

function policyEnded(call: CallFacts): Thing | null {
  const arn = requested(call, 'policyArn');
  return arn === null ? null : policyOf(arn);
}

const policyOf = (arn: string): Thing => ({
  kind: 'policy',
  type: 'policy',
  key: arn,
  name: lastPart(arn),
  of: null,
});

const lastPart = (arn: string): string => arnLabel(arn).split('/').at(-1) ?? arn;

/** `AdministratorAccess → ops-helper` */
const attachment =
  (owner: string): Read =>
  (call) => {
    const [arn, name] = [requested(call, 'policyArn'), requested(call, owner)];
    if (arn === null || name === null) return null;
    const key = `${owner}/${name}/${arn}`;
    return {
      kind: 'policy attachment',
      type: 'policy attachment',
      key,
      name: `${lastPart(arn)} → ${name}`,
      of: name,
    };
  };

const inline =
  (owner: string): Read =>
  (call) => {
    const [policy, name] = [requested(call, 'policyName'), requested(call, owner)];
    if (policy === null || name === null) return null;
    const key = `${owner}/${name}/${policy}`;
    return { kind: 'inline policy', type: 'inline policy', key, name: `${policy} → ${name}`, of: name };
  };

function membership(call: CallFacts): Thing | null {
  const [member, name] = [requested(call, 'userName'), requested(call, 'groupName')];
  if (member === null || name === null) return null;
  return {
    kind: 'group',
    type: 'group membership',
    key: `${name}/${member}`,
    name: `${member} → ${name}`,
    of: member,
  };
}

interface Pair {
  readonly makes: readonly (readonly [name: string, read: Read])[];
  readonly ends: readonly [name: string, read: Read];
}

function policiesOf(owner: 'User' | 'Role' | 'Group'): readonly Pair[] {
  const [attached, put] = [attachment(`${owner.toLowerCase()}Name`), inline(`${owner.toLowerCase()}Name`)];
  return [
    { makes: [[`Attach${owner}Policy`, attached]], ends: [`Detach${owner}Policy`, attached] },
    { makes: [[`Put${owner}Policy`, put]], ends: [`Delete${owner}Policy`, put] },
  ];
}

/** Calls that make a thing or change it, and the one that ends it. */
const THINGS: readonly Pair[] = [
  { makes: [['CreateUser', user]], ends: ['DeleteUser', user] },
  { makes: [['CreateAccessKey', accessKeyMade]], ends: ['DeleteAccessKey', accessKeyEnded] },
  {
    makes: [
      ['CreateLoginProfile', loginProfile],
      ['UpdateLoginProfile', loginProfile],
    ],
    ends: ['DeleteLoginProfile', loginProfile],
  },
  {
    makes: [
      ['CreateRole', role],
      ['CreateServiceLinkedRole', serviceLinkedRole],
    ],
    ends: ['DeleteRole', role],
  },
  { makes: [['CreatePolicy', policyMade]], ends: ['DeletePolicy', policyEnded] },
  { makes: [['CreateGroup', group]], ends: ['DeleteGroup', group] },
  { makes: [['AddUserToGroup', membership]], ends: ['RemoveUserFromGroup', membership] },
  { makes: [['CreateInstanceProfile', instanceProfile]], ends: ['DeleteInstanceProfile', instanceProfile] },
  ...policiesOf('User'),
  ...policiesOf('Role'),
  ...policiesOf('Group'),
];

const MAKES: ReadonlyMap<string, Read> = new Map(THINGS.flatMap(({ makes }) => makes));
const ENDS: ReadonlyMap<string, Read> = new Map(THINGS.map(({ ends }) => ends));

/** With their source, as `sts.amazonaws.com/AssumeRole`. */
export const THING_NAMES: ReadonlySet<string> = new Set(
  [...MAKES.keys(), ...ENDS.keys()].map((name) => `${IAM}/${name}`),
);

/** A call that makes a thing, or ends one. */
export interface ThingAct {
  readonly call: CallFacts;
  readonly made: Thing | null;
  readonly ended: Thing | null;
}

/** In order of time; within a second what makes comes before what ends. */
export async function thingActs(calls: readonly CallFacts[], breathe: Breathe): Promise<ThingAct[]> {
  const acts: ThingAct[] = [];
  for (const call of calls) {
    await breathe();
    if (call.eventSource !== IAM) continue;
    const made = MAKES.get(call.event.eventName)?.(call) ?? null;
    const ended = ENDS.get(call.event.eventName)?.(call) ?? null;
    if (made !== null || ended !== null) acts.push({ call, made, ended });
  }
  const time = ({ call }: ThingAct): number => call.event.time ?? Number.MAX_VALUE;
  const rank = ({ made }: ThingAct): number => (made === null ? 1 : 0);
  return acts.toSorted((a, b) => time(a) - time(b) || rank(a) - rank(b));
}
