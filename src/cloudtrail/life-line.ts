/**
 * The life of one thing out of the calls that name it: when it was created, changed and deleted, and what each call asked
 * for that the one before it of the same kind had not. Calls that only mention it are told apart. Names can be used again:
 * what was deleted may be created once more, and nothing here says that it is the same thing.
 */
import { compareRecords } from '#lib/compare-records.ts';
import { parseTree } from '#lib/json-tree.ts';
import type { JsonNode } from '#lib/json-tree.ts';
import { arnLabel, parseArn } from './arn.ts';
import { resourceLabel } from './resources.ts';
import type { ResourceFields } from './resources.ts';
import { wordsOfCall } from './story-verbs.ts';

export const STAGES = ['created', 'changed', 'deleted', 'mentioned'] as const;
export type Stage = (typeof STAGES)[number];

/** A value of the request that is other than before; null = not there. Texts as written, JSON inside of texts taken apart. */
export interface RequestChange {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface LifeCall<E extends ResourceFields> {
  readonly event: E;
  readonly stage: Stage;
  /** The call before it of the same kind on the same thing; null = the first in the data. */
  readonly previous: E | null;
  readonly changes: readonly RequestChange[];
  /** More changes than are told. */
  readonly more: number;
  /** The request is cut or no JSON: then nothing is compared. */
  readonly isReadable: boolean;
}

const MOST_CHANGES = 12;

/** `events` in order of time: calls that write and went through. `thing`: an ARN, a name or an id. */
export function lifeLine<E extends ResourceFields>(events: readonly E[], thing: string): LifeCall<E>[] {
  const latest = new Map<string, E>();
  return events.map((event) => {
    const stage = stageOf(event, thing);
    const kind = kindOf(event);
    const previous = latest.get(kind) ?? null;
    latest.set(kind, event);
    const compared = requestChanges(previous?.requestParameters ?? null, event.requestParameters);
    return {
      event,
      stage,
      previous,
      changes: compared?.slice(0, MOST_CHANGES) ?? [],
      more: Math.max(0, (compared?.length ?? 0) - MOST_CHANGES),
      isReadable: compared !== null,
    };
  });
}

/** `PutBucketPolicy` and `DeleteBucketPolicy` of one bucket are one kind. */
function kindOf(event: ResourceFields): string {
  const { noun } = wordsOfCall(event.eventName ?? '');
  return JSON.stringify([event.eventSource, noun, resourceLabel(event)]);
}

const CREATES = /^(?:Create|Run|Allocate|Register|Import|Restore|Launch|Publish)(?![a-z])/;
const DELETES = /^(?:Delete|Terminate|Release|Deregister|Destroy|ScheduleKeyDeletion)(?![a-z])/;

/** What a call did to the thing, as far as its name and the thing it is about can tell. */
export function stageOf(event: ResourceFields, thing: string): Stage {
  const label = resourceLabel(event);
  if (label === null || !isSameThing(label, thing)) return 'mentioned';
  const name = event.eventName ?? '';
  const isPart = isPartOf(event, label);
  if (CREATES.test(name)) return isPart ? 'changed' : 'created';
  return DELETES.test(name) && !isPart ? 'deleted' : 'changed';
}

/** `CreateAccessKey` is about a user, and creates no user; `DeleteBucketPolicy` deletes no bucket. */
function isPartOf({ eventSource, eventName }: ResourceFields, label: string): boolean {
  const { noun } = wordsOfCall(eventName ?? '');
  const kind = /^([a-z-]+)\//.exec(label)?.[1];
  if ((eventSource ?? '').startsWith('iam.') && kind !== undefined) return noun !== kind.replace(/-/g, ' ');
  if ((eventSource ?? '').startsWith('s3.')) return /^bucket ./.test(noun);
  return false;
}

const bare = (label: string): string =>
  label.replace(/^(?:user|role|group|policy|trail|instance-profile|key|secret)\//, '').toLowerCase();

/** The label of a call and the name that was asked for: as ARN, with or without its kind. */
export function isSameThing(label: string, thing: string): boolean {
  const name = arnLabel(thing);
  const [a, b] = [bare(label), bare(name)];
  return a === b || a === thing.toLowerCase() || b.endsWith(`/${a}`);
}

/** What it belongs to, such as the bucket of an object or the log group of a stream; null where the name does not say. */
export function ownerOf(thing: string): string | null {
  const arn = parseArn(thing);
  if (arn !== null && arn.service === 's3') return /^([^/]+)\/./.exec(arn.resource)?.[1] ?? null;
  if (arn !== null && arn.service === 'logs')
    return /^log-group:(.+?):log-stream:/.exec(arn.resource)?.[1] ?? null;
  if (arn !== null) return null;
  const path = /^([^/\s]+)\/[^/]/.exec(thing)?.[1] ?? null;
  return path === null || /^(?:user|role|group|policy|trail|assumed-role|alias|key)$/.test(path)
    ? null
    : path;
}

/** Null when one of them is no JSON. A request that is not there has no values. */
export function requestChanges(before: string | null, after: string | null): RequestChange[] | null {
  const trees = [treeOf(before), treeOf(after)];
  if (trees.includes(null)) return null;
  return compareRecords(trees).sections.flatMap(({ name, rows }) =>
    rows
      .filter((row) => row.differs && !NOISE.test(row.path.at(-1) ?? ''))
      .map((row) => ({
        label:
          name === null ? row.label : [name, row.label].filter((part) => part !== '(all of it)').join('.'),
        before: textOf(row.cells[0] ?? null),
        after: textOf(row.cells[1] ?? null),
      })),
  );
}

/** Says how the call was made, not what it asked for. */
const NOISE = /^(?:clientToken|clientRequestToken|Host|nextToken)$/i;

const NOTHING: JsonNode = { kind: 'object', members: [] };

function treeOf(text: string | null): JsonNode | null {
  if (text === null || text === '' || text === 'null') return NOTHING;
  const tree = parseTree(text);
  return tree === null ? null : unfolded(tree, 0);
}

const DEEPEST = 3;

/** Policies are written as JSON inside of a text, in IAM with `%7B` for `{`. */
function unfolded(node: JsonNode, depth: number): JsonNode {
  switch (node.kind) {
    case 'object':
      return {
        kind: 'object',
        members: node.members.map(({ key, node: one }) => ({ key, node: unfolded(one, depth) })),
      };
    case 'array':
      return { kind: 'array', items: node.items.map((item) => unfolded(item, depth)) };
    case 'string': {
      const inner = depth < DEEPEST ? parseTree(decoded(node.text)) : null;
      return inner !== null && 'members' in inner ? unfolded(inner, depth + 1) : node;
    }
    case 'literal':
      return node;
  }
}

function decoded(text: string): string {
  if (!/^%7B/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function textOf(node: JsonNode | null): string | null {
  if (node === null) return null;
  if (node.kind === 'string') return node.text;
  if (node.kind === 'literal') return node.written;
  return node.kind === 'array' ? '[]' : '{}';
}
