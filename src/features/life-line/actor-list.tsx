import type { Actor } from '#cloudtrail/life-acts.ts';
import { addValue, replaceValues, withTime } from '#query/edit-filter.ts';
import type { Filter } from '#query/filter.ts';
import { countOf, durationText } from '#ui/number-text.ts';
import { ValueHandle } from '#ui/value-handle.tsx';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import styles from './life-line.module.css';

interface ActorListProps {
  readonly title: string;
  readonly about: string;
  /** Said where there is nobody; without it the list is left out then. */
  readonly empty?: string;
  readonly actors: readonly Actor[];
  /** The events counted; default: the filter of the page. */
  readonly within?: Filter;
  /** A moment to which times are told in relation, ms. */
  readonly before?: number;
  readonly outcome: 'success' | 'denied';
}

const MOST = 25;

/** Who, when last, how often and by which calls; the latest first, each with the way to its events. */
export function ActorList({ title, about, empty, actors, within, before, outcome }: ActorListProps) {
  if (actors.length === 0 && empty === undefined) return null;
  return (
    <section className={styles['actors']} aria-label={title}>
      <h4 className={styles['actorsTitle']}>{title}</h4>
      {about !== '' && <p className={styles['aside']}>{about}</p>}
      {actors.length === 0 && <p className={styles['aside']}>{empty}</p>}
      <ul className={styles['actorList']}>
        {actors.slice(0, MOST).map((actor) => (
          <ActorLine
            key={JSON.stringify([actor.principal, actor.accountId, actor.names[0]?.name])}
            actor={actor}
            within={within}
            before={before}
            outcome={outcome}
          />
        ))}
      </ul>
      {actors.length > MOST && (
        <p className={styles['aside']}>and {countOf(actors.length - MOST, 'principal')} more</p>
      )}
    </section>
  );
}

interface ActorLineProps {
  readonly actor: Actor;
  readonly within: Filter | undefined;
  readonly before: number | undefined;
  readonly outcome: 'success' | 'denied';
}

function ActorLine({ actor, within, before, outcome }: ActorLineProps) {
  const [{ filter }, change] = useViewState();
  const { time } = useTimeText();
  const actions = useHandleActions();
  const { principal, accountId, to, names, count, address, addresses } = actor;
  const ago = before === undefined || to === null ? '' : ` (${agoWords(before - to)})`;
  const calls = names
    .slice(0, 4)
    .map(({ name, count: n }) => (n === 1 ? name : `${name} ×${n.toLocaleString('en-US')}`))
    .join(', ');
  return (
    <li className={styles['actor']}>
      <p className={styles['actorHead']}>
        {principal === null ? (
          <strong>somebody unknown</strong>
        ) : (
          <ValueHandle value={principal} actions={() => actions({ field: 'principal' }, principal)}>
            <strong>
              <Visible text={cutMiddle(principal, 72)} />
            </strong>
          </ValueHandle>
        )}
        {accountId !== null && <span className={styles['mono']}>{visibleText(accountId)}</span>}
        <button
          type="button"
          className={styles['small']}
          aria-label={visibleText(
            `Show the ${countOf(count, 'event')} of ${principal ?? 'somebody unknown'}`,
          )}
          onClick={() =>
            change({ screen: 'events', filter: eventsOf(within ?? filter, actor, outcome), event: null })
          }
        >
          {countOf(count, 'event')}
        </button>
      </p>
      <p className={styles['aside']}>
        {to === null ? 'without a time' : `last ${time(to)}${ago}`}
        {address !== null && (
          <>
            {' · from '}
            <span className={styles['mono']}>{visibleText(cutMiddle(address, 60))}</span>
            {addresses > 1 && ' and more'}
          </>
        )}
        {' · '}
        {visibleText(cutMiddle(calls, 160))}
        {names.length > 4 && ' …'}
      </p>
    </li>
  );
}

function agoWords(ms: number): string {
  return ms < 1_000 ? 'the moment itself' : `${durationText(ms / 1_000)} before`;
}

function eventsOf(filter: Filter, actor: Actor, outcome: 'success' | 'denied'): Filter {
  const { principal, accountId, names, from, to } = actor;
  const timed = from === null || to === null ? filter : withTime(filter, from, to + 1);
  const called = replaceValues(
    timed,
    { field: 'eventName' },
    names.length > 20 ? [] : names.map(({ name }) => name),
  );
  const ended = replaceValues(called, { field: 'outcome' }, [outcome]);
  const whose = principal === null ? ended : replaceValues(ended, { field: 'principal' }, [principal]);
  return accountId === null
    ? whose
    : addValue(whose, { field: 'userIdentityAccountId' }, accountId, 'include');
}
