/** The nodes of a chain in words: for the graph's names, and for its list. */
import {
  callerName,
  CERTAINTY_SIGNS,
  credentialName,
  CREDENTIAL_WORDS,
  joinSentence,
  ROOT_WORDS,
} from '#cloudtrail/credential-words.ts';
import type { Credential } from '#cloudtrail/lineage.ts';
import { countOf, countText } from '#ui/number-text.ts';
import type { ChainPart } from './chain-tree.ts';

/** `role/Deploy, role session, ASIA…, account 1111…, 12 calls`. */
export function partWords(part: ChainPart): string {
  switch (part.kind) {
    case 'root':
      return `${part.root.name}, ${ROOT_WORDS[part.root.kind]}`;
    case 'missing':
      return part.sentence;
    case 'credential':
      return credentialWords(part.credential);
    case 'again':
      return `${credentialName(part.credential)} again: a circle`;
    case 'gap':
      return `${countOf(part.hops, 'hop')} between, left out`;
    case 'more':
      return `and ${countText(part.count)} more`;
  }
}

function credentialWords(one: Credential): string {
  const parts = [
    credentialName(one),
    CREDENTIAL_WORDS[one.kind],
    one.accessKeyId,
    one.accountId === null ? null : `account ${one.accountId}`,
    countOf(one.calls, 'call'),
  ];
  return parts.filter((part) => part !== null && part !== '').join(', ');
}

export interface HopWords {
  /** `AssumeRole`. */
  readonly event: string;
  readonly time: number | null;
  readonly sign: string;
  readonly certainty: string;
  /** The reason as a sentence. */
  readonly sentence: string;
}

/** By which call one came from the one above it; null when that is not known. */
export function hopWords({ issue }: Credential): HopWords | null {
  if (issue === null) return null;
  const { event, certainty } = issue;
  return {
    event: event.eventName,
    time: event.time,
    sign: CERTAINTY_SIGNS[certainty],
    certainty,
    sentence: `${event.eventName} by ${callerName(issue)}. ${joinSentence(issue)}`,
  };
}
