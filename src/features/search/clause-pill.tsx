import { clauseIndex, negateClause, removeClause, replaceClauses, toggleClause } from '#query/edit-filter.ts';
import { describeClause, describeTarget } from '#query/describe-filter.ts';
import type { Clause, Filter } from '#query/filter.ts';
import { useHandleMenu } from '#ui/handle-menu.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { FilterPill } from './filter-pill.tsx';
import { PillEditor } from './pill-editor.tsx';

const LONGEST_SHOWN = 64;

interface ClausePillProps {
  readonly clause: Clause;
  /** Its text stands open to be changed. */
  readonly isEdited: boolean;
  readonly onEdit: (isEdited: boolean) => void;
}

/** A clause in words; a press opens what can be done with it. */
export function ClausePill({ clause, isEdited, onEdit }: ClausePillProps) {
  const { change } = useFilter();
  const openMenu = useHandleMenu();
  // By what it says, not by its place: places move while one presses quickly.
  const act = (edit: (filter: Filter, index: number) => Filter) => (): void =>
    change((before) => edit(before, clauseIndex(before, clause)));
  const remove = act(removeClause);
  const toggle = act(toggleClause);
  const text = describeClause(clause);
  if (isEdited)
    return (
      <PillEditor
        clause={clause}
        onDone={(clauses) => {
          onEdit(false);
          if (clauses !== null) act((before, index) => replaceClauses(before, index, clauses))();
        }}
      />
    );
  const actions = [
    { label: 'Edit', run: () => onEdit(true) },
    { label: clause.negated ? 'Include instead' : 'Exclude instead', run: act(negateClause) },
    { label: clause.disabled ? 'Use again' : 'Set aside', run: toggle },
    { label: 'Remove', keys: 'Delete', group: 'remove', run: remove },
  ];
  const { lead, rest } = pillParts(clause, text);
  return (
    <FilterPill
      tone={clause.negated ? 'not' : 'plain'}
      lead={lead}
      text={visibleText(cutMiddle(rest, LONGEST_SHOWN))}
      whole={visibleText(text)}
      isAside={clause.disabled}
      onPress={(anchor) => openMenu({ title: visibleText(text), anchor, actions })}
      onRemove={remove}
    />
  );
}

/** The field and its verb, then what it is held against. */
function pillParts({ condition }: Clause, text: string): { readonly lead: string; readonly rest: string } {
  if (condition.kind === 'field') {
    const name = describeTarget(condition.target);
    const verb = /^ (?:is|contains|does not contain)(?: not(?! set))? (?=.)/.exec(
      text.slice(name.length),
    )?.[0];
    if (verb !== undefined) {
      const at = name.length + verb.length;
      return { lead: visibleText(cutMiddle(text.slice(0, at), LONGEST_SHOWN)), rest: text.slice(at) };
    }
  }
  const lead = /^the record (?:contains|does not contain) /.exec(text)?.[0] ?? '';
  return { lead, rest: text.slice(lead.length) };
}
