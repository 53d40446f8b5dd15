/** An entry of the story: a sentence with names in it that can be pressed, a mark, and where it leads. Types and the smallest makers. */
import type { FieldKey } from './fields.ts';
import type { StoryEvent } from './story-facts.ts';

export const TONES = ['routine', 'attention', 'bad'] as const;
export type Tone = (typeof TONES)[number];

/** A name out of the log. `field`: by what one can narrow to it; null where it stands in no record as such. */
export interface StoryName {
  readonly name: string;
  readonly field: FieldKey | null;
}

/** Words of ours that carry the sentence. */
export interface StrongWords {
  readonly strong: string;
}

export type Piece = string | StoryName | StrongWords;

/** One event, or all events of a time with these values. */
export type StoryLead =
  | { readonly event: { readonly eventId: string } | { readonly fileName: string; readonly offset: number } }
  | {
      readonly from: number;
      readonly to: number;
      readonly choose: readonly { readonly field: FieldKey; readonly values: readonly string[] }[];
    };

export interface StoryEntry {
  /** Unique in the story. */
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly tone: Tone;
  /** Who did it, and of which account; null where the entry says it itself, or nobody did. */
  readonly who: string | null;
  readonly account: string | null;
  readonly words: readonly Piece[];
  /** Details of lesser weight, each a sentence or a part of one. */
  readonly more: readonly (readonly Piece[])[];
  /** Events told of; 0 for what is no event, such as silence. */
  readonly count: number;
  readonly lead: StoryLead | null;
}

export function named(name: string, field: FieldKey | null = 'resource'): StoryName {
  return { name, field };
}

export function addressOfEvent(event: StoryEvent): StoryLead {
  if (event.eventID !== null && !event.conflict) return { event: { eventId: event.eventID } };
  return { event: { fileName: event.fileName ?? '', offset: event.recordOffset } };
}

/** `a, b and c`. */
export function listed(parts: readonly (readonly Piece[])[]): Piece[] {
  return parts.flatMap((part, at): Piece[] => [
    ...(at === 0 ? [] : [at === parts.length - 1 ? ' and ' : ', ']),
    ...part,
  ]);
}

function textOfPiece(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  return 'strong' in piece ? piece.strong : piece.name;
}

export function plainWords(pieces: readonly Piece[]): string {
  return pieces.map(textOfPiece).join('');
}

/** With the first letter large or small, where a plain word begins. */
export function withFirst(pieces: readonly Piece[], how: 'large' | 'small'): Piece[] {
  const [first, ...rest] = pieces;
  const changed = (text: string): string =>
    (how === 'large' ? text.charAt(0).toUpperCase() : text.charAt(0).toLowerCase()) + text.slice(1);
  if (typeof first === 'string') return [changed(first), ...rest];
  return first !== undefined && 'strong' in first
    ? [{ strong: changed(first.strong) }, ...rest]
    : [...pieces];
}

/** A list that stops before its end: `a, b …`. */
export function listedInPart(parts: readonly (readonly Piece[])[]): Piece[] {
  return [...parts.flatMap((part, at): readonly Piece[] => (at === 0 ? part : [', ', ...part])), ' …'];
}

/** With its full stop, unless it ends in an ellipsis. */
export function sentence(pieces: readonly Piece[]): Piece[] {
  const last = pieces.at(-1);
  const isOpen = typeof last === 'string' && /[….]$/.test(last);
  return [...withFirst(pieces, 'large'), ...(isOpen ? [] : ['.'])];
}

/** Whose events a lead is narrowed to. */
export function choiceOf(
  principal: string | null,
  accountId: string | null,
): { readonly field: FieldKey; readonly values: readonly string[] }[] {
  return [
    ...(principal === null ? [] : [{ field: 'principal' as const, values: [principal] }]),
    ...(accountId === null ? [] : [{ field: 'userIdentityAccountId' as const, values: [accountId] }]),
  ];
}
