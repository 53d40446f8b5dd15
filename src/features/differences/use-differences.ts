import { differences } from '#query/differences.ts';
import { filterKey } from '#query/format-filter.ts';
import { EVERYTHING } from '#query/matches.ts';
import type { Matches } from '#query/matches.ts';
import { matchesOf, useMatchCount, useMatchQuery } from '#session/use-match-query.ts';
import type { SessionState } from '#session/session.ts';
import { useSession, useSessionState } from '#session/use-session.ts';
import { comparedFields } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { rankedFields } from './ranked-fields.ts';

/** Values told for each field. */
const TOP = 5;

const eventsOf = (state: SessionState): number => state.totals.events;

/** How many events stand on each side; undefined until it is known. */
export interface Sides {
  readonly inside: number | undefined;
  readonly outside: number | undefined;
}

export function useSides({ chosen, others, othersIncludeChosen }: Comparison): Sides {
  const all = useSessionState(eventsOf);
  const inside = useMatchCount(chosen);
  const matching = useMatchCount(others);
  if (!othersIncludeChosen) return { inside, outside: matching };
  return { inside, outside: inside === undefined ? undefined : all - inside };
}

export function useDifferences(comparison: Comparison) {
  const session = useSession();
  const { chosen, others, othersIncludeChosen } = comparison;
  const { compared, chosenBy } = comparedFields(comparison);
  const { data, error, isPlaceholderData } = useMatchQuery({
    filter: chosen,
    key: ['differences', othersIncludeChosen ? 'rest' : filterKey(others), compared],
    ask: async (matches: Matches) =>
      differences(matches, othersIncludeChosen ? EVERYTHING : await matchesOf(session, others), {
        fields: compared,
        top: TOP,
        othersIncludeChosen,
      }),
  });
  return {
    ranked: data === undefined ? null : rankedFields(data.rows),
    chosenBy,
    stale: isPlaceholderData,
    error,
  };
}
