/** Which terms of a filter that leaves nothing are worth naming. Pure. */

export interface Term {
  /** Index into the filter's clauses; −1 is the range of time. */
  readonly clause: number;
  readonly alone: number;
  readonly without: number;
}

/** `alone`: leaving out any one of these brings events back, most first. `together`: no single one does; all of them, rarest first. */
export function culprits(terms: readonly Term[]): {
  readonly kind: 'alone' | 'together';
  readonly terms: readonly Term[];
} {
  const killers = terms.filter(({ without }) => without > 0).toSorted((a, b) => b.without - a.without);
  if (killers.length > 0) return { kind: 'alone', terms: killers };
  return { kind: 'together', terms: terms.toSorted((a, b) => a.alone - b.alone) };
}
