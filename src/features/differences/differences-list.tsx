import { Loader } from '@mantine/core';
import { phaseOf, useSessionState } from '#session/use-session.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { FEW_EVENTS, fieldList } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { DifferingField } from './differing-field.tsx';
import { useDifferences, useSides } from './use-differences.ts';
import type { Sides } from './use-differences.ts';
import styles from './differences.module.css';

/** Waits while files are being read: comparing every field again and again would hold the reading up. */
export function DifferencesList({ comparison }: { readonly comparison: Comparison }) {
  if (useSessionState(phaseOf) === 'ready') return <Compared comparison={comparison} />;
  return (
    <div className={styles['nothing']} role="status">
      <strong>Files are being read</strong>
      <p>The events are compared when all of them are there.</p>
    </div>
  );
}

/** What is compared with what, and the fields in which they differ, the most different first. */
function Compared({ comparison }: { readonly comparison: Comparison }) {
  const sides = useSides(comparison);
  const { inside, outside } = sides;
  const { ranked, chosenBy, stale, error } = useDifferences(comparison);
  if (error !== null) {
    return (
      <Notice tone="bad" title="The events could not be compared">
        {visibleText(error.message)}
      </Notice>
    );
  }
  if (inside === 0 || outside === 0) return <OneSided comparison={comparison} isInside={inside === 0} />;
  return (
    <>
      <Sentence comparison={comparison} sides={sides} />
      {ranked === null || inside === undefined || outside === undefined ? (
        <div className={styles['waiting']} role="status">
          <Loader size="xs" /> Comparing the values of every field. Closing this panel stops it.
        </div>
      ) : (
        <div className={styles['fields']} aria-busy={stale} data-stale={stale || undefined}>
          <div className={styles['columns']} aria-hidden="true">
            <span>Share of the events</span>
            <span>
              here
              <br />
              of {countText(inside)}
            </span>
            <span>
              {comparison.othersIncludeChosen ? 'the rest' : 'then'}
              <br />
              of {countText(outside)}
            </span>
          </div>
          {ranked.differing.map((field) => (
            <DifferingField key={field.field} ranked={field} inside={inside} outside={outside} />
          ))}
          {ranked.differing.length === 0 && (
            <p className={styles['aside']}>
              No field differs: the values have the same shares on both sides.
            </p>
          )}
          {ranked.differing.length > 0 && ranked.alike.length > 0 && (
            <p className={styles['aside']}>Hardly different: {fieldList(ranked.alike)}.</p>
          )}
          {chosenBy.length > 0 && (
            <p className={styles['aside']}>
              Left out, since the filter chooses by {chosenBy.length === 1 ? 'it' : 'them'}:{' '}
              {fieldList(chosenBy)}.
            </p>
          )}
        </div>
      )}
    </>
  );
}

function Sentence({ comparison, sides }: { readonly comparison: Comparison; readonly sides: Sides }) {
  const { time, zoneLabel } = useTimeText();
  const { inside, outside } = sides;
  if (inside === undefined || outside === undefined) return null;
  const { from, to } = comparison.others;
  const what = comparison.othersIncludeChosen
    ? `the ${countText(outside)} that do not match`
    : `${countOf(outside, 'event')} from ${from === null ? '' : time(from)} to ${to === null ? '' : time(to)} (${zoneLabel})`;
  return (
    <div className={styles['sentence']}>
      <p>
        <strong>{countOf(inside, 'event')}</strong> that {inside === 1 ? 'matches' : 'match'}, compared with{' '}
        {what}. The most different field comes first.
      </p>
      {Math.min(inside, outside) < FEW_EVENTS && (
        <p className={styles['few']}>
          {countOf(Math.min(inside, outside), 'event')} on one side{' '}
          {Math.min(inside, outside) === 1 ? 'is' : 'are'} few: such small numbers differ by chance.
        </p>
      )}
    </div>
  );
}

function OneSided({ comparison, isInside }: { readonly comparison: Comparison; readonly isInside: boolean }) {
  const outside = comparison.othersIncludeChosen
    ? 'Every event matches the filter, so nothing is left to compare with.'
    : 'No event of that time matches the filter. Choose another period.';
  return (
    <div className={styles['nothing']} role="status">
      <strong>One side is empty</strong>
      <p>{isInside ? 'No event matches the filter.' : outside}</p>
    </div>
  );
}
