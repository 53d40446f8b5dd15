import type { LocalHours } from '#query/hour-cells.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import type { Pointed } from './hour-map.tsx';
import { cellCount, cellText, historyText, oddText } from './hour-words.ts';
import styles from './hours.module.css';

const WIDTH = 290;
const HEIGHT = 120;
const APART = 6;

interface HourTooltipProps {
  readonly pointed: Pointed;
  readonly local: LocalHours;
}

/** Which hour, how many events, and why it is odd. */
export function HourTooltip({ pointed: { picture, cell, anchor }, local }: HourTooltipProps) {
  const { time, zoneLabel } = useTimeText();
  const hours = picture.week.cells[cell] ?? [];
  const odd = picture.odd.odd.get(cell);
  const history = historyText(picture.odd.history, local.days);
  const last = hours.at(-1);
  const left = Math.max(4, Math.min(anchor.left, window.innerWidth - WIDTH - 8));
  const isBelow = anchor.bottom + HEIGHT < window.innerHeight;
  const place = isBelow
    ? { top: anchor.bottom + APART }
    : { bottom: window.innerHeight - anchor.top + APART };
  return (
    <div role="tooltip" className={styles['tooltip']} style={{ left, width: WIDTH, ...place }}>
      <div className={styles['when']}>
        {cellText(cell)} <span className={styles['zone']}>{zoneLabel}</span>
      </div>
      <div>{cellCount(hours, local.times[cell] ?? 0)}</div>
      {last !== undefined && <div className={styles['zone']}>last {time(last.from).slice(0, 16)}</div>}
      {hours.length > 0 && history !== null && <div className={styles['zone']}>{history}</div>}
      {odd !== undefined && <p className={styles['why']}>{oddText(odd)}</p>}
    </div>
  );
}
