/**
 * What an event acted on, in a few words for a table cell: from `resources`, else from the request, else from the answer.
 * Not for finding every resource of an event: search goes over the texts themselves.
 */
import { isObject, member, parseJson, textOf } from '#lib/json.ts';
import { arnLabel } from './arn.ts';
import { readPartialJson } from './partial-json.ts';
import { baseEventName } from './verbs.ts';

/** JSON texts as CloudTrail wrote them, possibly cut at some length. */
export interface ResourceFields {
  readonly eventSource: string | null;
  readonly eventName: string | null;
  readonly resources: string | null;
  readonly requestParameters: string | null;
  readonly responseElements: string | null;
}

/** Characters; an S3 key may have a thousand. */
const MAX_LABEL = 200;

/** `bucket/key`, `user/alice`, `i-0abc +2 more`, `/aws/lambda/x`, …; null when the event names nothing. */
export function resourceLabel(fields: ResourceFields): string | null {
  const label = fromResources(fields.resources) ?? fromCall(fields);
  if (label === null || label === '') return null;
  return label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label;
}

/** The distinct ARNs in a `resources` text, in order. */
export function resourceArns(resourcesText: string | null): string[] {
  const arns = listed(resourcesText).map((one) => textOf(member(one, 'ARN')) ?? textOf(member(one, 'arn')));
  return [...new Set(arns.filter((arn) => arn !== null))];
}

function read(text: string | null): unknown {
  if (typeof text !== 'string' || text === '' || text === 'null') return undefined;
  return parseJson(text) ?? readPartialJson(text).value;
}

function listed(resourcesText: string | null): readonly unknown[] {
  const value = read(resourcesText);
  return Array.isArray(value) ? value : [];
}

/** S3 names object and bucket in either order: the object says more. Lists carry a prefix in place of the object. */
function fromResources(text: string | null): string | null {
  const named = listed(text).flatMap((one) => {
    const arn = ['ARN', 'arn', 'ARNPrefix', 'resourceName']
      .map((key) => textOf(member(one, key)))
      .find(Boolean);
    return arn === undefined || arn === null ? [] : [{ arn, type: textOf(member(one, 'type')) }];
  });
  const best = named.find(({ type }) => type === 'AWS::S3::Object') ?? named[0];
  return best === undefined ? null : arnLabel(best.arn);
}

/** Keys in lower case, as services differ in the first letters (`dBInstanceIdentifier`, `DBInstanceIdentifier`). */
type Parameters = ReadonlyMap<string, unknown>;

function parametersOf(value: unknown): Parameters {
  if (!isObject(value)) return new Map();
  const entries = Object.entries(value);
  const [key, inner] = entries[0] ?? [];
  // Newer EC2 actions wrap theirs: {"CreateNatGatewayRequest": {…}}, {"CreateNatGatewayResponse": {…}}.
  if (entries.length === 1 && isObject(inner) && /Re(?:quest|sponse)$/.test(key ?? ''))
    return parametersOf(inner);
  return new Map(entries.map(([name, one]) => [name.toLowerCase(), one]));
}

const CREATES = /^(?:Create|Run|Allocate|Register|Import|Copy|Restore|Start|Request|Launch)(?![a-z])/;

function fromCall(fields: ResourceFields): string | null {
  const request = parametersOf(read(fields.requestParameters));
  const service = (fields.eventSource ?? '').split('.')[0] ?? '';
  const special = SPECIAL.get(service)?.(request) ?? null;
  if (special !== null) return special;
  const noun = baseEventName(fields.eventName ?? '').toLowerCase();
  const answer = (): Parameters => flattened(read(fields.responseElements));
  const created = CREATES.test(fields.eventName ?? '') ? byNoun(answer(), noun) : null;
  return (
    created ?? byNoun(request, noun) ?? bySuffix(request) ?? byNoun(answer(), noun) ?? bySuffix(answer())
  );
}

/** The members of an answer and of the objects in it, down to `instancesSet.items[0].instanceId`; outer ones first. */
function flattened(value: unknown, levels = 3): Parameters {
  const all = new Map(parametersOf(value));
  if (levels === 0) return all;
  for (const one of Array.from(all.values())) {
    const inner = Array.isArray(one) ? one[0] : one;
    if (!isObject(inner)) continue;
    for (const [key, deep] of flattened(inner, levels - 1)) if (!all.has(key)) all.set(key, deep);
  }
  return all;
}

/** Endings by which parameters name a thing, the most telling first. */
const SUFFIXES = ['arn', 'name', 'identifier', 'id', 'ids', 'idlist', 'names', 'set', 'url'] as const;

/** Name things, but never the one that was acted on. */
const NOISE =
  /^(?:client(?:request)?token|requestid|nexttoken|hostid|host|principalid|ownerid|reservationid|rolesessionname|attributename|clientname|kmskeyid|accountid|groupset|tagset|tagspecificationset|filterset|xmlns)$/;

/**
 * The parameter whose name is in the event's name: `subnetId` of DeleteSubnet, `dBSnapshotIdentifier` of
 * CreateDBSnapshot. The word that stands first in the event's name wins, then the longer one.
 */
function byNoun(parameters: Parameters, noun: string): string | null {
  let best: { at: number; length: number; label: string } | null = null;
  for (const [key, value] of parameters) {
    const word = stem(key);
    const at = word === null || word.length < 3 ? -1 : noun.indexOf(word);
    if (word === null || at === -1) continue;
    if (best !== null && (at > best.at || (at === best.at && word.length <= best.length))) continue;
    const label = labelOf(value);
    if (label !== null) best = { at, length: word.length, label };
  }
  return best === null ? null : best.label;
}

/** `flowLogIdSet` → `flowlog`, `instancesSet` → `instance`; null for a parameter that names nothing. */
function stem(key: string): string | null {
  let word = NOISE.test(key) ? null : withoutSuffix(key);
  for (let next = word; next !== null; next = withoutSuffix(next)) word = next;
  return word === null ? null : word.replace(/s$/, '');
}

function withoutSuffix(key: string): string | null {
  const suffix = SUFFIXES.find((one) => key.endsWith(one));
  return suffix === undefined ? null : key.slice(0, -suffix.length);
}

function bySuffix(parameters: Parameters): string | null {
  for (const suffix of SUFFIXES) {
    for (const [key, value] of parameters) {
      const label = key.endsWith(suffix) && !NOISE.test(key) ? labelOf(value) : null;
      if (label !== null) return label;
    }
  }
  return null;
}

/** Text; the first of a list, with the number of the others; EC2's `{items: [{instanceId: …}]}` and `{tag, content}`. */
function labelOf(value: unknown, levels = 3): string | null {
  if (typeof value === 'string') return value === '' ? null : arnLabel(value);
  if (typeof value === 'number') return String(value);
  if (levels === 0) return null;
  const items = Array.isArray(value) ? value : (member(value, 'items') ?? member(value, 'item'));
  if (Array.isArray(items)) {
    const label = labelOf(items[0], levels - 1);
    return label === null || items.length < 2 ? label : `${label} +${items.length - 1} more`;
  }
  if (items !== undefined && items !== null) return labelOf(items, levels - 1);
  if (member(value, 'content') !== undefined) return textOf(member(value, 'content'));
  if (!isObject(value)) return null;
  const texts = Object.entries(value).filter(
    ([key, one]) => typeof one === 'string' && stem(key.toLowerCase()) !== null,
  );
  return texts.length === 0 ? null : labelOf(texts[0]?.[1], levels - 1);
}

type Special = (request: Parameters) => string | null;

/** Where the general rules would pick the wrong parameter, or a bare name would not tell what it names. */
const SPECIAL: ReadonlyMap<string, Special> = new Map<string, Special>([
  ['s3', s3Label],
  ['s3express', s3Label],
  ['iam', iamLabel],
  ['logs', logsLabel],
  ['ssm', (request) => labelOf(request.get('instanceids')) ?? labelOf(request.get('target'))],
  ['sqs', (request) => labelOf(request.get('queueurl'))?.split('/').at(-1) ?? null],
  ['organizations', organizationsLabel],
  ['glue', (request) => joined(request, 'databasename', 'tablename')],
]);

function s3Label(request: Parameters): string | null {
  const bucket = labelOf(request.get('bucketname')) ?? labelOf(request.get('bucket'));
  const key = labelOf(request.get('key'));
  return bucket === null || key === null ? bucket : `${bucket}/${key}`;
}

const IAM_NAMES = [
  ['username', 'user/'],
  ['rolename', 'role/'],
  ['groupname', 'group/'],
  ['instanceprofilename', 'instance-profile/'],
  ['policyarn', ''],
  ['policyname', 'policy/'],
] as const;

function iamLabel(request: Parameters): string | null {
  for (const [key, prefix] of IAM_NAMES) {
    const label = labelOf(request.get(key));
    if (label !== null) return `${prefix}${label}`;
  }
  return null;
}

/** Its actions are about member accounts; elsewhere an account id only says where. */
function organizationsLabel(request: Parameters): string | null {
  const account = labelOf(request.get('accountid'));
  return account === null ? null : `account ${account}`;
}

function logsLabel(request: Parameters): string | null {
  return joined(request, 'loggroupname', 'logstreamname') ?? labelOf(request.get('loggroupidentifier'));
}

function joined(request: Parameters, outer: string, inner: string): string | null {
  const [first, second] = [labelOf(request.get(outer)), labelOf(request.get(inner))];
  return first === null || second === null ? (first ?? second) : `${first}/${second}`;
}
