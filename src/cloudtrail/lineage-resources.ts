/**
 * Resources of every kind that calls made, and the calls that ended them, by the words that AWS names its actions with.
 * Not for what others act through (users, keys, roles): `lineage-things.ts` reads those exactly.
 */
import type { Created, EventRef } from './lineage.ts';
import { resourceLabel, type ResourceFields } from './resources.ts';
import { THING_NAMES } from './lineage-things.ts';
import { baseEventName } from './verbs.ts';

/** A successful call, with the texts that name what it was about. */
export interface ResourceCall extends ResourceFields {
  readonly event: EventRef;
  readonly accountId: string | null;
  readonly region: string | null;
  /** Credential. */
  readonly by: string;
}

/** What a name begins with → what the name of a call that ends the same thing begins with. */
const ENDS_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ['Create', ['Delete', 'Terminate', 'Deregister', 'ScheduleDeletion']],
  ['Run', ['Terminate']],
  ['Launch', ['Terminate']],
  ['Put', ['Delete', 'Remove']],
  ['Attach', ['Detach']],
  ['Import', ['Delete']],
  ['Register', ['Deregister']],
  ['Allocate', ['Release']],
  ['Copy', ['Delete']],
  ['Restore', ['Delete']],
  ['Upload', ['Delete']],
  ['Publish', ['Delete']],
  ['Add', ['Remove', 'Delete']],
  ['Authorize', ['Revoke']],
  ['Associate', ['Disassociate']],
]);

/** Data that passes through, not things that stay. */
const PASSING =
  /^(?:PutObject|CopyObject|UploadPart|CreateMultipartUpload|CreateSession|CreateLogStream|PutItem|PutRecord|PutRecords|PutRecordBatch|PutEvents|PutLogEvents|PutMetricData|PutTraceSegments|PutTelemetryRecords|CreateTags|AddTags|AddTagsToResource|CreateOAuth2Token|CreateToken|CreateWebLoginToken)/;

interface Words {
  readonly begins: string;
  /** `Bucket`, `Instance`: what it makes, one of them. */
  readonly noun: string;
}

function wordsOf(eventName: string, beginnings: readonly string[]): Words | null {
  const name = baseEventName(eventName);
  const begins = beginnings.find((word) => name.startsWith(word) && /^[A-Z]/.test(name.slice(word.length)));
  if (begins === undefined) return null;
  return { begins, noun: name.slice(begins.length).replace(/(?<=[a-z]{2})s$/, '') };
}

const MAKING = [...ENDS_OF.keys()];
const ENDING = [...new Set([...ENDS_OF.values()].flat())];

export interface Action {
  readonly source: string;
  readonly name: string;
  readonly isData: boolean;
}

export function makesResource({ source, name, isData }: Action): boolean {
  if (isData || PASSING.test(name) || THING_NAMES.has(`${source}/${name}`)) return false;
  return wordsOf(name, MAKING) !== null;
}

/** Whether the call could end what one of these makes. */
export function endsOneOf(made: readonly Action[], { source, name, isData }: Action): boolean {
  const words = isData ? null : endingWords(name);
  if (words === null) return false;
  return made.some((one) => {
    const making = one.source === source ? wordsOf(one.name, MAKING) : null;
    return making !== null && isEndOf(making, words);
  });
}

function endingWords(name: string): Words | null {
  // The only deletions that are only planned.
  const planned = /^Schedule(\w+)Deletion$/.exec(name)?.[1];
  return planned === undefined ? wordsOf(name, ENDING) : { begins: 'ScheduleDeletion', noun: planned };
}

const isEndOf = (making: Words, ending: Words): boolean =>
  making.noun === ending.noun && (ENDS_OF.get(making.begins) ?? []).includes(ending.begins);

/** `ends` in order of time. Of several things of one name the end is that of those made before it. */
export function createdResources(makes: readonly ResourceCall[], ends: readonly ResourceCall[]): Created[] {
  const byName = new Map<string, ResourceCall[]>();
  for (const end of ends) {
    const words = endingWords(end.eventName ?? '');
    const label = words === null ? null : resourceLabel(end);
    if (words === null || label === null) continue;
    const key = placeOf(end, words.noun, label);
    const same = byName.get(key);
    if (same === undefined) byName.set(key, [end]);
    else same.push(end);
  }
  return makes.flatMap((call): Created[] => {
    const words = wordsOf(call.eventName ?? '', MAKING);
    if (words === null) return [];
    const label = resourceLabel(call);
    const later = label === null ? [] : (byName.get(placeOf(call, words.noun, label)) ?? []);
    const end = later.find((one) => isEnd(call, one, words));
    return [
      {
        kind: 'resource',
        type: words.noun,
        name: label ?? '',
        accountId: call.accountId,
        event: call.event,
        by: call.by,
        deleted: end === undefined ? null : { event: end.event, by: end.by },
        credentials: [],
      },
    ];
  });
}

function isEnd(make: ResourceCall, end: ResourceCall, making: Words): boolean {
  const ending = endingWords(end.eventName ?? '');
  return (
    ending !== null &&
    isEndOf(making, ending) &&
    (end.event.time ?? Infinity) >= (make.event.time ?? -Infinity)
  );
}

const placeOf = ({ eventSource, accountId, region }: ResourceCall, noun: string, label: string): string =>
  [eventSource, accountId, region, noun, label.toLowerCase()].join('|');
