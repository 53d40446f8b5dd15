import { useCallback } from 'react';
import { FIELD_KEYS, FIELDS } from '#cloudtrail/fields.ts';
import { addCondition } from '#query/edit-filter.ts';
import type { EventDetailRow } from '#query/event-detail.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import type { Filter, Target } from '#query/filter.ts';
import { copyText } from '#ui/copy-text.ts';
import type { HandleAction } from '#ui/handle-menu.tsx';
import type { JsonPlace } from '#ui/json-context.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import { isValidFilter } from '#view-state/view-state.ts';

/** What a leaf of the record can be used for: its place and value as a filter, and both to copy. */
export function useLeafActions(row: EventDetailRow): (place: JsonPlace) => readonly HandleAction[] {
  const actionsOf = useHandleActions();
  const { change } = useFilter();
  return useCallback(
    (place) => {
      const target = targetOf(place, row);
      const exists = (filter: Filter): Filter =>
        addCondition(filter, { kind: 'field', target, tests: [{ kind: 'exists' }] });
      // A secret in the filter would be a secret in the link.
      const mayFilter = !place.secret && place.text !== null && isExpressible(target, place.text);
      return [
        ...(mayFilter || place.text === null ? actionsOf(target, place.text) : []),
        ...(isValidFilter(exists(EMPTY_FILTER))
          ? [{ label: 'Filter for events that have it', group: 'value', run: () => change(exists) }]
          : []),
        { label: 'Copy path', group: 'copy', run: () => void copyText(place.path.join('.')) },
      ];
    },
    [actionsOf, change, row],
  );
}

/** A field of ours where the record's place is one: such a filter is quicker, and the same as a facet's. */
function targetOf({ path, text }: JsonPlace, row: EventDetailRow): Target {
  const written = path.join('.');
  const values: Readonly<Record<string, unknown>> = row;
  const field = FIELD_KEYS.find((key) => FIELDS[key].path === written && values[key] === text);
  return field === undefined ? { path } : { field };
}

/** Some names and values cannot be written as a search, such as lone halves of a character. */
function isExpressible(target: Target, text: string): boolean {
  return isValidFilter(
    addCondition(EMPTY_FILTER, { kind: 'field', target, tests: [{ kind: 'equals', text }] }),
  );
}
