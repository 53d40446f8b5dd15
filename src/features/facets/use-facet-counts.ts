import { useEffect, useMemo, useState } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { topValues } from '#query/facets.ts';
import type { Filter } from '#query/filter.ts';
import { phaseOf, useSessionState } from '#session/use-session.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { choicesFor, facetValues } from './facet-values.ts';
import type { CountedValue, FacetValues } from './facet-values.ts';

/** What is looked at of one facet. */
export interface FacetLook {
  /** How many of its values are shown. */
  readonly top: number;
  readonly search: string;
}

export const FIRST_VALUES = 6;

export interface FacetCounts {
  /** Undefined until its values have been counted. */
  readonly valuesOf: (field: FieldKey) => FacetValues | undefined;
  /** The counts are those of another choice; the next are on their way. */
  readonly stale: boolean;
  readonly error: Error | null;
}

/** All facets in one query. `looks` holds the facets that are unfolded, in their order. */
export function useFacetCounts(filter: Filter, looks: ReadonlyMap<FieldKey, FacetLook>): FacetCounts {
  const requests = [...looks].map(([field, look]) => ({ field, ...look, always: choicesFor(filter, field) }));
  const question = {
    filter,
    key: ['facets', requests],
    ask: (matches: Parameters<typeof topValues>[0]) => topValues(matches, requests),
  };
  const [isDue, setAsked] = useLoadingPace();
  const asked = requests.length > 0 && isDue;
  const { data, error, isPlaceholderData } = useMatchQuery(asked ? question : null);
  useEffect(() => setAsked(data?.milliseconds ?? 0), [data, setAsked]);
  const byField = useMemo(() => {
    const fields = new Map<string, CountedValue[]>();
    for (const row of data?.rows ?? []) {
      const rows = fields.get(row.field);
      if (rows === undefined) fields.set(row.field, [row]);
      else rows.push(row);
    }
    return fields;
  }, [data]);
  return {
    valuesOf: (field) => {
      const rows = byField.get(field);
      const isCounted = rows !== undefined || (data !== undefined && !isPlaceholderData);
      return isCounted ? facetValues(rows ?? [], field, filter) : undefined;
    },
    stale: asked && isPlaceholderData,
    error,
  };
}

/** While files are being read, counting may take this part of the engine's time, and no question follows sooner than that. */
const SHARE = 1 / 12;
const SHORTEST_WAIT = 1_500;

/** Whether it is time to count again: always, but for the time in which files are being read. */
function useLoadingPace(): readonly [isDue: boolean, setAsked: (milliseconds: number) => void] {
  const isLoading = useSessionState(phaseOf) === 'loading';
  const [rest, setRest] = useState<number | null>(SHORTEST_WAIT);
  useEffect(() => {
    if (rest === null || !isLoading) return undefined;
    const timer = window.setTimeout(() => setRest(null), rest);
    return () => window.clearTimeout(timer);
  }, [rest, isLoading]);
  const setAsked = useMemo(
    () => (milliseconds: number) => setRest(Math.max(SHORTEST_WAIT, milliseconds / SHARE)),
    [],
  );
  return [!isLoading || rest === null, setAsked];
}
