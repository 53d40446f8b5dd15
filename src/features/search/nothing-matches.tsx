import { Button } from '@mantine/core';
import { clearClauses, removeClause, withTime } from '#query/edit-filter.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import type { Filter } from '#query/filter.ts';
import { formatClause } from '#query/format-filter.ts';
import { whyNothing } from '#query/why-nothing.ts';
import { useDbQuery } from '#session/use-db-query.ts';
import { countOf } from '#ui/number-text.ts';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { culprits } from './culprits.ts';
import type { Term } from './culprits.ts';
import styles from './nothing-matches.module.css';

const LONGEST_TERM = 80;

/** The filter leaves nothing: which of its terms kills it, and the way out for each. */
export function NothingMatches() {
  const { filter, change } = useFilter();
  const { data } = useDbQuery(whyNothing(filter));
  const found = data === undefined ? null : culprits(data.rows);
  return (
    <div className={styles['empty']} role="status" aria-label="Nothing matches">
      <h2>No event matches</h2>
      {found === null && <p>Finding out which part of the search leaves nothing …</p>}
      {found?.kind === 'together' && (
        <p>
          {found.terms.length > 1
            ? 'No single part of the search is to blame: at least two have to go. What each of them matches by itself:'
            : 'What the search matches by itself:'}
        </p>
      )}
      {found !== null && (
        <ul className={styles['terms']}>
          {found.terms.map((term) => (
            <li key={term.clause}>
              <span>
                {found.kind === 'alone' && 'Without '}
                <TermText filter={filter} term={term} />
              </span>
              <span>
                {found.kind === 'alone'
                  ? countOf(term.without, 'event matches', 'events match')
                  : countOf(term.alone, 'event')}
              </span>
              <WayOut term={term} />
            </li>
          ))}
        </ul>
      )}
      <div className={styles['ways']}>
        <Button variant="default" onClick={() => change(() => EMPTY_FILTER)}>
          Clear all
        </Button>
        {(filter.from !== null || filter.to !== null) && filter.clauses.length > 0 && (
          <Button variant="default" onClick={() => change(clearClauses)}>
            Keep only the time
          </Button>
        )}
      </div>
    </div>
  );
}

function TermText({ filter, term }: { readonly filter: Filter; readonly term: Term }) {
  const { time, timeWithZone } = useTimeText();
  const clause = filter.clauses[term.clause];
  if (clause !== undefined) {
    const text = visibleText(formatClause(clause));
    return <code title={text}>{cutMiddle(text, LONGEST_TERM)}</code>;
  }
  const { from, to } = filter;
  if (from !== null && to !== null)
    return (
      <>
        the time range {time(from)} to {timeWithZone(to)}
      </>
    );
  return from !== null ? (
    <>the time from {timeWithZone(from)}</>
  ) : (
    <>the time before {timeWithZone(to ?? 0)}</>
  );
}

function WayOut({ term }: { readonly term: Term }) {
  const { change } = useFilter();
  const isTime = term.clause < 0;
  const remove = (filter: Filter): Filter =>
    isTime ? withTime(filter, null, null) : removeClause(filter, term.clause);
  return (
    <Button size="compact-sm" variant="default" onClick={() => change(remove)}>
      {isTime ? 'Show the whole time' : 'Remove it'}
    </Button>
  );
}
