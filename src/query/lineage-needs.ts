/** Which questions read what the session works out about identities, and so have to wait until it has. */
import type { SqlQuery } from '#database/sql-query.ts';
import { sourceOf } from './field-sources.ts';
import { canonicalClause } from './filter.ts';
import type { Condition, Filter } from './filter.ts';

export interface LineageNeeds {
  /** The table `lineage`. */
  readonly lineage: boolean;
  /** Whose blast radii the table `reach` must hold, as the filter writes them. */
  readonly roots: readonly string[];
}

/** A filter may name any number; beyond these there is no blast radius. */
export const MOST_ROOTS = 32;

/** Of the clauses that are in use. */
export function lineageNeeds(filter: Filter): LineageNeeds {
  const roots = new Map<string, string>();
  let lineage = false;
  const look = (condition: Condition): void => {
    switch (condition.kind) {
      case 'field': {
        if (!('field' in condition.target)) return;
        const source = sourceOf(condition.target.field);
        lineage ||= source.in === 'small' && source.table === 'lineage';
        for (const test of condition.tests) {
          if (test.kind === 'same') lineage ||= readsLineageField(test.field);
          if (source.in === 'reach' && test.kind === 'equals') roots.set(test.text.toLowerCase(), test.text);
        }
        return;
      }
      case 'anywhere':
        return;
      case 'not':
        look(condition.of);
        return;
      case 'all':
      case 'any':
        condition.of.forEach(look);
    }
  };
  for (const clause of filter.clauses)
    if (!clause.disabled) for (const { condition } of canonicalClause(clause)) look(condition);
  return { lineage, roots: [...roots.values()].slice(0, MOST_ROOTS) };
}

function readsLineageField(field: Parameters<typeof sourceOf>[0]): boolean {
  const source = sourceOf(field);
  return source.in === 'small' && source.table === 'lineage';
}

/** The texts are our own: what a user wrote is bound. */
export function readsLineage({ text }: Pick<SqlQuery, 'text'>): boolean {
  return /\b(?:FROM|JOIN)\s+lineage\b/i.test(text);
}
