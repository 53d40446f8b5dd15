import type { Figures } from '#query/timeline-figures.ts';
import { countText } from '#ui/number-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import styles from './timeline.module.css';

interface Figure {
  readonly count: number;
  readonly one: string;
  readonly many: string;
}

function figuresOf(figures: Figures): readonly Figure[] {
  const figure = (count: number, one: string, many = `${one}s`): Figure => ({ count, one, many });
  return [
    figure(figures.events, 'event'),
    figure(figures.writes, 'write'),
    figure(figures.denied, 'denied', 'denied'),
    figure(figures.errors, 'error'),
    figure(figures.sensitive, 'sensitive call'),
    figure(figures.principals, 'principal'),
    figure(figures.accounts, 'account'),
    figure(figures.addresses, 'address', 'addresses'),
  ];
}

/** How many of what. */
export function KeyFigures({ figures }: { readonly figures: Figures }) {
  const { withoutTime } = figures;
  return (
    <ul className={styles['figures']} aria-label="Key figures">
      {figuresOf(figures).map(({ count, one, many }) => (
        <li key={one} data-zero={count === 0 || undefined}>
          <strong>{countText(count)}</strong>
          <span>{count === 1 ? one : many}</span>
        </li>
      ))}
      {withoutTime > 0 && (
        <li>
          <strong>{countText(withoutTime)}</strong>
          <span>without a time, not drawn</span>
        </li>
      )}
    </ul>
  );
}

/** From when to when. */
export function FirstToLast({ figures: { first, last } }: { readonly figures: Figures }) {
  const { time, timeWithZone, zoneLabel } = useTimeText();
  if (first === null || last === null) return null;
  return (
    <p className={styles['when']} title={`${timeWithZone(first)} to ${timeWithZone(last)}`}>
      first – last{' '}
      <strong>
        {time(first)} <span aria-label="to">–</span> {untilText(time(first), time(last))}
      </strong>{' '}
      {zoneLabel}
    </p>
  );
}

/** Without the day where it is the same. */
function untilText(first: string, last: string): string {
  return first.slice(0, 10) === last.slice(0, 10) ? last.slice(11) : last;
}
