import { Button, SegmentedControl } from '@mantine/core';
import { lengthText } from '#lib/zone-range.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { LEAST_DAYS } from '#query/odd-hours.ts';
import type { HourGroup } from '#query/hours.ts';
import { HOURS_BY } from '#view-state/spike-view.ts';
import type { HoursBy } from '#view-state/spike-view.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { GROUP_WORDS, historyText } from './hour-words.ts';
import type { Step } from './steps.ts';
import type { ShownHours } from './use-hours.ts';
import styles from './hours.module.css';

const LABELS: Readonly<Record<HoursBy, string>> = {
  principal: 'Principals',
  eventSource: 'Services',
  sourceIPAddress: 'Addresses',
  all: 'All events',
};

interface HoursBarProps {
  readonly shown: ShownHours | null;
  readonly onTable: () => void;
}

/** Of whom the pictures are, what they are of, and what the colours mean. */
export function HoursBar({ shown, onTable }: HoursBarProps) {
  const [{ hoursBy }, change] = useViewState();
  return (
    <header className={styles['bar']}>
      <SegmentedControl
        size="xs"
        aria-label="A picture for each of"
        value={hoursBy}
        onChange={(next) => change({ hoursBy: next })}
        data={HOURS_BY.map((value) => ({ value, label: LABELS[value] }))}
      />
      {shown !== null && <Seen shown={shown} />}
      <span className={styles['tools']}>
        {shown !== null && <Legend steps={shown.steps} hasOdd={shown.local.days >= LEAST_DAYS} />}
        <Button size="compact-xs" variant="default" disabled={shown === null} onClick={onTable}>
          View as table
        </Button>
      </span>
    </header>
  );
}

function Seen({ shown: { by, pictures, all, local } }: { readonly shown: ShownHours }) {
  const { zoneLabel } = useTimeText();
  const { range, days } = local;
  const parts = [
    ...(by === 'all' ? [] : [whichText(pictures.length, all, GROUP_WORDS[by])]),
    `${range.isCut ? 'the last ' : ''}${lengthText(range.to - range.from)} of logs`,
    zoneLabel,
  ];
  const short = days < LEAST_DAYS ? historyText('short', days) : null;
  return (
    <span className={styles['seen']} role="status">
      {parts.join(' · ')}
      {short !== null && <strong> · {short}</strong>}
    </span>
  );
}

function whichText(shown: number, all: number, { one, many }: (typeof GROUP_WORDS)[HourGroup]): string {
  return shown < all
    ? `the ${countText(shown)} busiest of ${countText(all)} ${many}`
    : countOf(all, one, many);
}

function Legend({ steps, hasOdd }: { readonly steps: readonly Step[]; readonly hasOdd: boolean }) {
  return (
    <ul className={styles['legend']} aria-label="Events of a cell">
      <li>
        <span className={styles['swatch']} data-step={0} />0
      </li>
      {steps.map(({ from, to }, at) => (
        <li key={from}>
          <span className={styles['swatch']} data-step={at + 1} />
          {from === to ? countText(from) : `${countText(from)}–${countText(to)}`}
        </li>
      ))}
      {hasOdd && (
        <li title="It is otherwise never or hardly ever active at such an hour. Point at one to read why.">
          <span className={styles['swatch']} data-step={1} data-odd />
          odd
        </li>
      )}
    </ul>
  );
}
