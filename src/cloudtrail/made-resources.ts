/**
 * Resources of every kind that calls made, and the calls that ended them: by the names of the calls, and by what these
 * name. Not for IAM and STS: who can act through what they make is lineage's business.
 */
import type { Created, EventRef } from './lineage.ts';
import { resourceArns, resourceLabel } from './resources.ts';
import type { ResourceFields } from './resources.ts';

/** A call that succeeded. */
export interface ResourceCall extends ResourceFields {
  readonly event: EventRef;
  readonly accountId: string | null;
  /** Credential that made it. */
  readonly by: string;
}

/** Of services whose things are lineage's, or no things. */
export const NOT_OF = [
  'iam.amazonaws.com',
  'sts.amazonaws.com',
  'signin.amazonaws.com',
  'sso.amazonaws.com',
  'sso-oauth.amazonaws.com',
] as const;

/** As the engine's regular expressions read them too. */
export const MAKERS = '^(Create|Run|Allocate|Register|Import|Copy|Restore|Launch)[A-Z]|^Put[A-Za-z]*Policy';
const MAKER = new RegExp(MAKERS);

const ENDS: Readonly<Record<string, readonly string[]>> = {
  Create: ['Delete', 'Terminate', 'Cancel'],
  Run: ['Terminate', 'Stop', 'Delete'],
  Allocate: ['Release'],
  Register: ['Deregister'],
};
const USUAL_ENDS = ['Delete', 'Deregister', 'Terminate'] as const;

interface Making {
  /** `BucketPolicy`. */
  readonly noun: string;
  readonly ends: readonly string[];
}

/** What a call of this name makes, and how calls are named that end it; null for one that makes nothing. */
export function makingOf(eventName: string): Making | null {
  if (!MAKER.test(eventName)) return null;
  const noun = nounOf(eventName);
  const verb = /^[A-Z][a-z]*/.exec(eventName)?.[0] ?? '';
  return { noun, ends: (ENDS[verb] ?? USUAL_ENDS).map((end) => `${end}${noun}`) };
}

/** Without the verb in front and the version behind (`CreateFunction20150331`). */
function nounOf(eventName: string): string {
  return plainName(eventName).replace(/^[A-Z][a-z]*/, '');
}

/** Versions of a call's name are one call. */
export function plainName(eventName: string): string {
  return eventName.replace(/\d.*$/, '');
}

/** Each with the call that ended it: the first after it, of the same service and account, that names the same. */
export function madeResources(made: readonly ResourceCall[], ended: readonly ResourceCall[]): Created[] {
  const endings = new Map<string, ResourceCall[]>();
  for (const call of ended) {
    for (const key of keysOf(call, plainName(call.eventName ?? ''))) {
      const list = endings.get(key);
      if (list === undefined) endings.set(key, [call]);
      else list.push(call);
    }
  }
  return made.flatMap((call) => {
    const making = makingOf(call.eventName ?? '');
    if (making === null) return [];
    const found = making.ends
      .flatMap((end) => keysOf(call, end).flatMap((key) => endings.get(key) ?? []))
      .filter(({ event }) => timeOf(event) >= timeOf(call.event));
    const [first] = found.toSorted((a, b) => timeOf(a.event) - timeOf(b.event));
    return [
      {
        kind: 'resource',
        type: making.noun,
        name: resourceLabel(call) ?? making.noun,
        accountId: call.accountId,
        event: call.event,
        by: call.by,
        deleted: first === undefined ? null : { event: first.event, by: first.by },
        credentials: [],
      },
    ];
  });
}

const timeOf = ({ time }: EventRef): number => time ?? Infinity;

/** By each name that the call gives to what it is about. */
function keysOf(call: ResourceCall, eventName: string): readonly string[] {
  const label = resourceLabel(call);
  const names = new Set([...(label === null ? [] : [label]), ...resourceArns(call.resources)]);
  return [...names].map((name) => [call.eventSource, call.accountId, eventName, name].join('\n'));
}
