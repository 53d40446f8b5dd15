/**
 * What is searched for in the list of sessions: words, all of which some text of the session contains; `is:` kinds, which
 * the toggles above the list write and take away; `by:` a credential that issued them.
 */
import { callerName, foreignCaller, isSession } from '#cloudtrail/credential-words.ts';
import type { Credential } from '#cloudtrail/lineage.ts';

export const SESSION_KINDS = {
  unjoined: {
    label: 'Not joined',
    title: 'Sessions without a call that issued them',
    holds: (one: Credential) => isSession(one) && one.issue === null,
  },
  chained: {
    label: 'Chained',
    title: 'Sessions that came from another session: two hops or more from the root',
    holds: (one: Credential) => one.depth >= 2,
  },
  'no-mfa': {
    label: 'Without MFA',
    title: 'Sessions of which the records say that they began without MFA',
    holds: (one: Credential) => one.mfa === false,
  },
  'cross-account': {
    label: 'Cross-account',
    title: 'Sessions that were issued to a caller of another account',
    holds: (one: Credential) => foreignCaller(one) !== null,
  },
} as const;
export type SessionKind = keyof typeof SESSION_KINDS;

export interface SessionFind {
  /** Lower case. */
  readonly words: readonly string[];
  readonly kinds: readonly SessionKind[];
  /** Lower case; ids, keys or names of who issued them. */
  readonly by: readonly string[];
}

const TOKEN = /(?:[^\s"]+|"[^"]*"?)+/g;
const isKind = (text: string): text is SessionKind => Object.hasOwn(SESSION_KINDS, text);

export function readFind(text: string): SessionFind {
  const [words, kinds, by]: [string[], SessionKind[], string[]] = [[], [], []];
  for (const [token] of text.matchAll(TOKEN)) {
    const plain = token.replaceAll('"', '').toLowerCase();
    const kind = plain.slice('is:'.length);
    if (plain.startsWith('is:') && isKind(kind)) kinds.push(kind);
    else if (plain.startsWith('by:') && plain.length > 3) by.push(plain.slice(3));
    else if (plain !== '') words.push(plain);
  }
  return { words, kinds, by };
}

/** The same text with a kind added at its end, or taken out. */
export function toggleKind(text: string, kind: SessionKind): string {
  const tokens = [...text.matchAll(TOKEN)].map(([token]) => token);
  const rest = tokens.filter((token) => token.toLowerCase() !== `is:${kind}`);
  return (rest.length < tokens.length ? rest : [...rest, `is:${kind}`]).join(' ');
}

/** `by:` what issued the sessions, as a text to find; null when it is too long for a link. */
export function findIssuedBy({ accessKeyId, id }: Credential): string | null {
  const name = accessKeyId ?? id;
  return name.length > 190 || name.includes('"') ? null : `by:${/\s/.test(name) ? `"${name}"` : name}`;
}

export function isFound(credential: Credential, { words, kinds, by }: SessionFind): boolean {
  return (
    kinds.every((kind) => SESSION_KINDS[kind].holds(credential)) &&
    by.every((name) => isIssuedBy(credential, name)) &&
    words.every((word) => textsOf(credential).some((text) => text?.toLowerCase().includes(word) === true))
  );
}

function isIssuedBy({ issue, parent }: Credential, name: string): boolean {
  const names = [parent, issue?.caller.accessKeyId, issue?.caller.principal, issue?.caller.arn];
  return names.some((one) => one?.toLowerCase() === name);
}

function textsOf(one: Credential): readonly (string | null | undefined)[] {
  const { issue } = one;
  return [
    one.principal,
    one.accountId,
    one.accessKeyId,
    one.arn,
    one.sessionName,
    one.sourceIdentity,
    one.root.name,
    one.person,
    one.id,
    issue?.event.eventName,
    issue === null ? null : callerName(issue),
    issue?.caller.accessKeyId,
  ];
}
