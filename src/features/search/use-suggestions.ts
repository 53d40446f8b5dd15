import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { isFieldKey } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { topValues } from '#query/facets.ts';
import type { Filter } from '#query/filter.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import type { SearchPlace } from '#query/search-place.ts';
import { placeAt } from '#query/search-place.ts';
import { collectPaths, narrowValues, sampleJson, suggestValues } from '#query/suggestions.ts';
import type { PathSuggestion, ValueCount } from '#query/suggestions.ts';
import { useDbQuery } from '#session/use-db-query.ts';
import type { SessionState } from '#session/session.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { useSessionState } from '#session/use-session.ts';
import {
  countedSuggestions,
  FIELDS_OF_WORDS,
  filterAround,
  hintFor,
  nameSuggestions,
  pathRoot,
  sampledSuggestions,
  SHORTEST_WORD,
  valueSource,
} from './suggestion.ts';
import type { KnownValues, Suggestion } from './suggestion.ts';

export interface Suggestions {
  readonly place: SearchPlace | null;
  readonly options: readonly Suggestion[];
  readonly hint: string;
  /** What the counts count, or why there are none. */
  readonly about: string;
}

const NOTHING: Suggestions = { place: null, options: [], hint: '', about: '' };

/** What could be meant at the caret. Asks the database only when `isAsked`. */
export function useSuggestions(text: string, caret: number, filter: Filter, isAsked: boolean): Suggestions {
  const place = useMemo(() => (isAsked ? placeAt(text, caret) : null), [text, caret, isAsked]);
  const source = useMemo(() => (place === null ? null : valueSource(place)), [place]);
  const root = place === null ? null : pathRoot(place);
  const paths = usePaths(source?.from === 'sample' ? source.root : root);
  const hasCounts = source?.from === 'counts' || place?.kind === 'field';
  const around = useMemo(
    () => (place === null || !hasCounts ? EMPTY_FILTER : filterAround(text, place, filter)),
    [place, hasCounts, text, filter],
  );
  const ofWord = useValuesOfWords(
    place?.kind === 'field' && place.typed.length >= SHORTEST_WORD && !place.typed.includes('.'),
    around,
  );
  const counted = useValues(source?.from === 'counts' ? source.field : null, place?.typed ?? '', around);
  if (place === null) return NOTHING;
  const hint = hintFor(place);
  if (source === null)
    return { place, hint, about: '', options: nameSuggestions(place, root, paths, ofWord) };
  if (source.from === 'sample') {
    const options = sampledSuggestions(paths, source.path, place.typed);
    return { place, hint, options, about: 'Values from a sample of the events' };
  }
  const isNarrowed =
    around.clauses.some((clause) => !clause.disabled) || around.from !== null || around.to !== null;
  const about = isNarrowed ? 'Events that match the rest of the search' : 'Events';
  return { place, hint, options: countedSuggestions(counted), about };
}

/** 10 ms of work for the page. Few fields have more values than this; those are asked again for what is typed. */
const MOST_VALUES = 20_000;
const PAUSE = 60;

/** Values with counts, narrowed here for as long as all of them are known. */
function useValues(field: FieldKey | null, typed: string, around: Filter): readonly ValueCount[] {
  const whole = useCounts(field, '', around);
  const isWhole = whole === null || whole.length < MOST_VALUES;
  const [paused] = useDebouncedValue(typed, PAUSE);
  const narrow = useCounts(isWhole || paused === '' ? null : field, paused, around);
  const holds = narrow !== null && typed.toLowerCase().includes(paused.toLowerCase());
  const known = holds ? narrow : whole;
  return useMemo(() => narrowValues(known ?? [], typed), [known, typed]);
}

/** The values that occur most, of the fields that a word without a field may mean. */
const MOST_KNOWN = 500;
const NO_VALUES: KnownValues = new Map();

function useValuesOfWords(isAsked: boolean, around: Filter): KnownValues {
  const { data, isPlaceholderData } = useMatchQuery(
    isAsked
      ? {
          filter: around,
          key: ['suggest-words'],
          priority: 'surrounding',
          ask: (matches) =>
            topValues(
              matches,
              FIELDS_OF_WORDS.map((field) => ({ field, top: MOST_KNOWN })),
            ),
        }
      : null,
  );
  return useMemo(() => {
    if (!isAsked || data === undefined || isPlaceholderData) return NO_VALUES;
    const known = new Map<FieldKey, ValueCount[]>();
    for (const { field, value, count } of data.rows) {
      if (value === null || !isFieldKey(field)) continue;
      const values = known.get(field);
      if (values === undefined) known.set(field, [{ value, count }]);
      else values.push({ value, count });
    }
    return known;
  }, [isAsked, data, isPlaceholderData]);
}

/** Null while they are not known. */
function useCounts(field: FieldKey | null, typed: string, around: Filter): readonly ValueCount[] | null {
  const isCountable = field !== null && suggestValues(field, typed) !== null;
  const { data, isPlaceholderData } = useMatchQuery(
    isCountable
      ? {
          filter: around,
          key: ['suggest', field, typed],
          ask: (matches) => suggestValues(field, typed, matches, MOST_VALUES) ?? nothingToAsk(),
        }
      : null,
  );
  return isCountable && data !== undefined && !isPlaceholderData ? data.rows : null;
}

function nothingToAsk(): never {
  throw new Error('This field cannot be counted.');
}

const eventsOf = (state: SessionState): number => state.totals.events;
const NO_PATHS: readonly PathSuggestion[] = [];

/** The places inside a field of JSON, from a sample that is taken once for each state of the data. */
function usePaths(root: string | null): readonly PathSuggestion[] {
  const events = useSessionState(eventsOf);
  const { data } = useDbQuery(root === null ? null : sampleJson(root, events), { priority: 'surrounding' });
  return useMemo(
    () => (data === undefined ? NO_PATHS : collectPaths(data.rows.map((row) => row.json))),
    [data],
  );
}
