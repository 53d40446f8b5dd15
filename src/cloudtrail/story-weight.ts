/** Which runs are told when there are more than a story holds. The reader is told what was left out. */
import type { Outcome } from './outcome.ts';
import type { Theme } from './story-theme.ts';

/** What is known of a run before anything of it is read. */
export interface Weighed {
  readonly theme: Theme;
  readonly outcome: Outcome;
  readonly count: number;
  readonly from: number;
  /** The service of its calls, where they are of one. */
  readonly eventSource: string | null;
  /** How often the most frequent of its calls is made in all the data, by anybody. */
  readonly everywhere: number;
}

const BY_THEME: Readonly<Record<Theme, number>> = {
  protection: 50,
  destroy: 25,
  write: 18,
  secret: 18,
  issue: 15,
  object: 12,
  'sign-in': 8,
  look: 0,
};

/** Services in which a change gives rights away. */
const RIGHTS = /^(?:iam|organizations|sso|sso-directory|identitystore)\./;

/** So many refusals are no slip of a finger. */
const BURST = 5;

export function weightOf({ theme, outcome, count, eventSource, everywhere }: Weighed): number {
  const isChange = theme === 'write' || theme === 'destroy';
  const ending = outcome === 'denied' ? (count >= BURST ? 24 : 12) : outcome === 'error' ? -12 : 0;
  const rights = isChange && RIGHTS.test(eventSource ?? '') ? 15 : 0;
  // Rare in all the data is more telling than rare for one principal.
  const rare = isChange || theme === 'issue' ? Math.max(0, 12 - 6 * Math.log10(Math.max(1, everywhere))) : 0;
  return BY_THEME[theme] + ending + rights + rare + 5 * Math.log10(Math.max(1, count));
}

/** The weightiest; of equal ones the first. */
export function weightiest<T extends Weighed>(runs: readonly T[], most: number): ReadonlySet<T> {
  if (runs.length <= most) return new Set(runs);
  return new Set(runs.toSorted((a, b) => weightOf(b) - weightOf(a) || a.from - b.from).slice(0, most));
}
