import { Button } from '@mantine/core';
import { useState } from 'react';
import { callerName, CERTAINTY_SIGNS, credentialName, joinSentence } from '#cloudtrail/credential-words.ts';
import type { Created, EventRef } from '#cloudtrail/lineage.ts';
import { countText } from '#ui/number-text.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import { ValueHandle } from '#ui/value-handle.tsx';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { useEventAddress } from '#session/use-event-address.ts';
import { useLineage } from '#session/use-lineage.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { thingKind, usageOf, usageText } from './reach-things.ts';
import type { ReachThing } from './reach-things.ts';
import { useThingActions } from './use-thing-actions.ts';
import type { ReachAnswer } from './use-reach-panel.ts';
import styles from './reach.module.css';

const PAGE = 200;
const DEEPEST = 8;
/** Pixels; what became of a thing takes the rest. */
const WIDTHS = [140, 275, 150, 135, undefined, 170] as const;

/** Everything that was made: when, by whom, what became of it and how much it was used. */
export function ReachTable({ answer: { things, uses } }: { readonly answer: ReachAnswer }) {
  const { zoneLabel } = useTimeText();
  const [shown, setShown] = useState(PAGE);
  const more = things.length - shown;
  return (
    <div className={styles['tableBox']}>
      <table className={styles['table']} aria-label="What was made">
        <colgroup>
          {WIDTHS.map((width, place) => (
            // A column is its place.
            <col key={place} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Name</th>
            <th scope="col">Made ({zoneLabel})</th>
            <th scope="col">By</th>
            <th scope="col">What became of it</th>
            <th scope="col">Used</th>
          </tr>
        </thead>
        <tbody>
          {things.slice(0, shown).map((thing) => (
            <ThingLine key={thing.key} thing={thing} uses={uses} />
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => setShown(shown + 5 * PAGE)}>
          Show {countText(Math.min(more, 5 * PAGE))} more of {countText(more)}
        </Button>
      )}
    </div>
  );
}

interface ThingLineProps {
  readonly thing: ReachThing;
  readonly uses: ReachAnswer['uses'];
}

function ThingLine({ thing, uses }: ThingLineProps) {
  const { created, level, by } = thing;
  const actionsOf = useThingActions();
  return (
    <tr>
      <td className={styles['kind']} style={{ '--level': Math.min(level, DEEPEST) }}>
        {level > 0 && (
          <span className={styles['branch']} aria-label={`through what is above it, level ${level}`}>
            └
          </span>
        )}
        <Visible text={cutMiddle(thingKind(created), 40)} />
      </td>
      <th scope="row" title={visibleText(created.name)}>
        <span className={styles['name']}>
          <ValueHandle value={created.name} actions={() => actionsOf(thing)}>
            <CutVisible text={created.name} />
          </ValueHandle>
          {created.accountId !== null && (
            <span className={styles['account']}>
              <Visible text={cutMiddle(created.accountId, 14)} />
            </span>
          )}
        </span>
      </th>
      <td className={styles['when']}>
        <EventLink event={created.event} />
      </td>
      <td className={styles['by']} title={visibleText(by?.id ?? created.by)}>
        <Visible text={cutMiddle(by === null ? created.by : credentialName(by), 40)} />
      </td>
      <td>
        <Fate thing={thing} />
      </td>
      <td className={styles['used']}>
        <Used created={created} uses={uses} />
      </td>
    </tr>
  );
}

/** A moment that opens its event. */
function EventLink({ event }: { readonly event: EventRef }) {
  const [, change] = useViewState();
  const addressOf = useEventAddress();
  const { time, otherTime } = useTimeText();
  const when = event.time === null ? 'at no known time' : time(event.time);
  return (
    <button
      type="button"
      className={styles['link']}
      title={visibleText(
        `Open ${event.eventName}${event.time === null ? '' : ` · ${otherTime(event.time) ?? when}`}`,
      )}
      onClick={() => change({ event: addressOf(event) })}
    >
      {when}
    </button>
  );
}

const STILL: Partial<Record<Created['kind'], string>> = { 'policy attachment': 'still attached' };
const GONE: Partial<Record<Created['kind'], string>> = { 'policy attachment': 'detached again' };

function Fate({ thing: { created, credential } }: { readonly thing: ReachThing }) {
  const lineage = useLineage();
  const { deleted, kind } = created;
  if (deleted !== null) {
    const by = lineage.data?.credentials.get(deleted.by);
    return (
      <>
        {GONE[kind] ?? 'deleted again'} <EventLink event={deleted.event} />
        <span className={styles['quiet']}> by </span>
        <span title={visibleText(deleted.by)}>
          <Visible text={cutMiddle(by === undefined ? deleted.by : credentialName(by), 40)} />
        </span>
      </>
    );
  }
  const issue = credential?.issue ?? null;
  if (kind === 'session' && issue !== null)
    return (
      <span title={visibleText(`Issued to ${callerName(issue)}. ${joinSentence(issue)}`)}>
        joined by {issue.reason}{' '}
        <span data-certainty={issue.certainty} className={styles['certainty']}>
          {CERTAINTY_SIGNS[issue.certainty]} {issue.certainty}
        </span>
      </span>
    );
  if (kind === 'session') return <span className={styles['quiet']}>it was issued</span>;
  return <>{STILL[kind] ?? 'still there'} at the end of the data</>;
}

function Used({ created, uses }: { readonly created: Created; readonly uses: ReachAnswer['uses'] }) {
  if (uses === null) return <span className={styles['quiet']}>…</span>;
  const use = usageOf(created, uses);
  if (use === null) return <span className={styles['quiet']}>–</span>;
  const text = usageText(use);
  return (
    <span
      className={use.calls === 0 ? styles['quiet'] : undefined}
      title={visibleText(use.addresses.join(', '))}
    >
      <Visible text={cutMiddle(text, 60)} />
    </span>
  );
}
