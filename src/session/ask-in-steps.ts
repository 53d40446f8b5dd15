/** Questions that take several queries over the matching events, with tables kept in between. */
import type { Filter } from '#query/filter.ts';
import type { Matches } from '#query/matches.ts';
import type { Asking } from '#query/read-story.ts';
import type { Session } from './session.ts';
import { matchesOf } from './use-match-query.ts';

/** Begun again, once, when a table that was kept has made room for others on the way. */
export async function askInSteps<T>(
  session: Session,
  filter: Filter,
  ask: (matches: Matches, asking: Asking) => Promise<T>,
  options: { readonly signal: AbortSignal; readonly priority: 'visible' | 'surrounding' | 'background' },
): Promise<T> {
  const asking: Asking = {
    query: (query) => session.query(query, options),
    keep: (query) => session.keep(query, options),
  };
  const once = async (): Promise<T> => ask(await matchesOf(session, filter, options), asking);
  try {
    return await once();
  } catch (error) {
    const isGone = error instanceof Error && /kept_\d+ does not exist/.test(error.message);
    if (!isGone || options.signal.aborted) throw error;
    return once();
  }
}
