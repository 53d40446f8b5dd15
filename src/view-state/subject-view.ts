/** Where one goes from somebody or something: its timeline, its events, what came from it. Changes to a view. */
import type { Credential } from '#cloudtrail/lineage.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import type { Condition } from '#query/filter.ts';
import { addCondition } from '#query/edit-filter.ts';
import { subjectFilter } from '#query/subject.ts';
import type { Subject, SubjectField } from '#query/subject.ts';
import { DEFAULT_PEOPLE_VIEW } from './people-view.ts';
import type { ViewState } from './view-state.ts';

type Change = Partial<ViewState>;
type Who = Pick<Credential, 'id' | 'kind' | 'accessKeyId' | 'principal' | 'accountId'>;

const { find, listOrder, zoom, versus, touched, lanes, tab } = DEFAULT_PEOPLE_VIEW;

/** It begins with all of its time, with no event open, and without what was looked for in another list. */
export const NEW_TIMELINE = {
  screen: 'timeline',
  event: null,
  find,
  listOrder,
  zoom,
  touched,
  lanes,
  tab,
} as const satisfies Change;

/** What belongs to the list or the picture that is left. */
export const LEFT = { event: null, find, listOrder, zoom, versus, touched } as const;

export function timelineOf(subject: Subject, accountId: string | null = null): Change {
  return { ...NEW_TIMELINE, versus, filter: subjectFilter(subject, accountId) };
}

export function eventsOf(subject: Subject, accountId: string | null = null): Change {
  return { ...LEFT, screen: 'events', filter: subjectFilter(subject, accountId) };
}

/** `root` as the filter writes it: a key, a name, a session, with `@` and a time or without. */
export function blastRadiusOf(root: string): Change {
  return { ...timelineOf({ field: 'blastRadius', value: root }), lanes: 'chain', tab: 'reach' };
}

/** The story of a thing, by its name. */
export function lifeLineOf(name: string): Change {
  return { ...timelineOf({ field: 'resource', value: name }), tab: 'life' };
}

/** Several sessions and keys on one picture, a lane for each hop. Principals without either are left out. */
export function credentialsTogether(credentials: readonly Who[]): Change {
  const tests = (field: SubjectField): Condition[] => {
    const values = credentials.map(subjectOfCredential).filter(({ subject }) => subject.field === field);
    if (values.length === 0) return [];
    return [
      {
        kind: 'field',
        target: { field },
        tests: values.map(({ subject }) => ({ kind: 'equals', text: subject.value })),
      },
    ];
  };
  const of = [...tests('accessKeyId'), ...tests('sessionId')];
  const filter = of.length === 0 ? EMPTY_FILTER : addCondition(EMPTY_FILTER, { kind: 'any', of });
  return { ...NEW_TIMELINE, versus, filter, lanes: 'chain' };
}

/** Where a session came from and what came from it, beside the list of sessions. */
export function chainOfSession(id: string): Change {
  return { event: null, find, listOrder, screen: 'sessions', chain: id };
}

/** Who a session, a key or a principal is to a filter, and the account that tells principals of one name apart. */
export function subjectOfCredential(credential: Who): {
  readonly subject: Subject;
  readonly accountId: string | null;
} {
  const { id, kind, accessKeyId, principal, accountId } = credential;
  if (kind === 'access key')
    return { subject: { field: 'accessKeyId', value: accessKeyId ?? id }, accountId: null };
  if (kind === 'principal') return { subject: { field: 'principal', value: principal ?? id }, accountId };
  return { subject: { field: 'sessionId', value: id }, accountId: null };
}
