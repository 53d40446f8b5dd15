import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { lengthText } from '#lib/zone-range.ts';
import type { OpenRange } from '#lib/zone-range.ts';
import { eventDetail } from '#query/event-detail.ts';
import {
  ANY_TIME,
  around,
  firstOf,
  lastOf,
  sameWindow,
  shifted,
  shownWindow,
  windowOfData,
} from '#query/time-window.ts';
import type { OpenWindow, TimeWindow } from '#query/time-window.ts';
import type { SessionState } from '#session/session.ts';
import { useDbQuery } from '#session/use-db-query.ts';
import { useSessionState } from '#session/use-session.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { BeforeForm } from './before-form.tsx';
import { RangeForm } from './range-form.tsx';
import styles from './time-range.module.css';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const LAST = [15 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR, 7 * DAY, 30 * DAY];
const AROUND = [5 * MINUTE, 30 * MINUTE];

const firstTimeOf = (state: SessionState): number | null => state.totals.firstTime;
const lastTimeOf = (state: SessionState): number | null => state.totals.lastTime;

/** `stay`: the panel stays open, for the next step. */
export type ChooseRange = (range: OpenRange, stay?: boolean) => void;

/** Ways to a range: written, counted from the data's end, around the open event, before a time. */
export function RangePanel({ onChoose }: { readonly onChoose: ChooseRange }) {
  const { filter } = useFilter();
  const first = useSessionState(firstTimeOf);
  const last = useSessionState(lastTimeOf);
  const data = useMemo(
    () => (first === null || last === null ? null : windowOfData(first, last)),
    [first, last],
  );
  const eventTime = useOpenEventTime();
  return (
    <div className={styles['panel']}>
      <RangeForm onChoose={onChoose} />
      {data !== null && <Steps chosen={filter} data={data} onChoose={onChoose} />}
      {data !== null && <OfTheData chosen={filter} data={data} onChoose={onChoose} />}
      {eventTime !== null && (
        <Group name="Around the open event">
          {AROUND.map((distance) => (
            <Choice
              key={distance}
              label={`± ${lengthText(distance)}`}
              chosen={filter}
              range={around(eventTime, distance)}
              onChoose={onChoose}
            />
          ))}
        </Group>
      )}
      <BeforeForm start={eventTime ?? last} onChoose={onChoose} />
    </div>
  );
}

/** Null when none is open, or it has no time. */
function useOpenEventTime(): number | null {
  const [{ event }] = useViewState();
  const answer = useDbQuery(event === null ? null : eventDetail(event), { keep: true });
  return event === null ? null : (answer.data?.rows[0]?.eventTime ?? null);
}

interface OfRange {
  readonly chosen: OpenWindow;
  readonly data: TimeWindow;
  readonly onChoose: ChooseRange;
}

function Steps({ chosen, data, onChoose }: OfRange) {
  if (sameWindow(chosen, ANY_TIME)) return null;
  const shown = shownWindow(chosen, data);
  const length = lengthText(shown.to - shown.from);
  return (
    <Group name="Beside this range">
      <Button size="compact-sm" variant="default" onClick={() => onChoose(shifted(shown, -1), true)}>
        The {length} before
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => onChoose(shifted(shown, 1), true)}>
        The {length} after
      </Button>
    </Group>
  );
}

function OfTheData({ chosen, data, onChoose }: OfRange) {
  const { timeWithZone } = useTimeText();
  return (
    <Group name="Of the data" note={`counted back from its last event, ${timeWithZone(data.to - 1_000)}`}>
      {LAST.map((length) => (
        <Choice
          key={length}
          label={`Last ${lengthText(length)
            .replace(/^1 (?!day)/, '')
            .replace('1 day', '24 hours')}`}
          chosen={chosen}
          range={lastOf(data, length)}
          onChoose={onChoose}
        />
      ))}
      <Choice label="First hour" chosen={chosen} range={firstOf(data, HOUR)} onChoose={onChoose} />
      <Choice label="All time" chosen={chosen} range={ANY_TIME} onChoose={onChoose} />
    </Group>
  );
}

interface GroupProps {
  readonly name: string;
  readonly note?: string;
  readonly children: ReactNode;
}

function Group({ name: legend, note, children }: GroupProps) {
  return (
    <fieldset className={styles['group']}>
      <legend>
        <strong>{legend}</strong>
        {note !== undefined && <span className={styles['note']}> {note}</span>}
      </legend>
      <div className={styles['choices']}>{children}</div>
    </fieldset>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly chosen: OpenWindow;
  readonly range: OpenWindow;
  readonly onChoose: ChooseRange;
}

function Choice({ label, chosen, range, onChoose }: ChoiceProps) {
  return (
    <Button
      size="compact-sm"
      variant={sameWindow(chosen, range) ? 'light' : 'default'}
      aria-pressed={sameWindow(chosen, range)}
      onClick={() => onChoose(range)}
    >
      {label}
    </Button>
  );
}
