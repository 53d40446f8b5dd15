import type { Filter } from '#query/filter.ts';
import { isEmptyFilter } from '#query/filter.ts';
import type { Overview } from '#session/use-overview.ts';
import type { SessionState } from '#session/session.ts';
import { useSessionState } from '#session/use-session.ts';
import { GuideSign } from '#ui/guide-link.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useShow } from './use-show.ts';
import { shareText } from './value.tsx';
import styles from './overview.module.css';

const eventsOf = (state: SessionState): number => state.totals.events;
const firstOf = (state: SessionState): number | null => state.totals.firstTime;
const lastOf = (state: SessionState): number | null => state.totals.lastTime;

interface OverviewHeadProps {
  readonly filter: Filter;
  readonly totals: Overview['totals'];
}

/** What all that follows is about. Known at once, from what was counted while reading, unless there is a filter. */
export function OverviewHead({ filter, totals }: OverviewHeadProps) {
  const all = useSessionState(eventsOf);
  const first = useSessionState(firstOf);
  const last = useSessionState(lastOf);
  const times = useTimeText();
  const show = useShow();
  const isAll = isEmptyFilter(filter);
  const from = isAll ? first : (totals?.first ?? null);
  const to = isAll ? last : (totals?.last ?? null);
  return (
    <header className={styles['head']}>
      <h1 className={styles['h1']}>Where to look</h1>
      <p className={styles['subject']}>
        <button
          type="button"
          className={styles['count']}
          title="Show them"
          onClick={() => show.events(filter)}
        >
          {isAll ? countOf(all, 'event') : `${countText(totals?.events ?? 0)} of ${countOf(all, 'event')}`}
        </button>
        {!isAll && totals !== undefined && ` match the filter, ${shareText(totals.events, all)}`}
        {from !== null && to !== null && (
          <span className={styles['muted']}>
            {' '}
            · {times.time(from)} to {times.time(to)} {times.zoneLabel}
          </span>
        )}
        {totals !== undefined && (
          <>
            {' · '}
            <button
              type="button"
              className={styles['count']}
              title="Show them"
              onClick={() => show.screen({ screen: 'principals', group: 'principal', find: '' })}
            >
              {countOf(totals.principals, 'principal')}
            </button>
          </>
        )}
      </p>
      <GuideSign to="screen-overview" about="this screen" />
    </header>
  );
}
