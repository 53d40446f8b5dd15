import { useState } from 'react';
import type { FormEvent } from 'react';
import { zonedSpanOf } from '#lib/zone-time.ts';
import type { Period } from './link-time.ts';
import { useTimeText } from './use-time-text.ts';
import { isValidPeriod } from './view-state.ts';

export interface PeriodFields {
  /** As written, in the zone of the page. */
  readonly from: string;
  /** Included. */
  readonly to: string;
  readonly setFrom: (text: string) => void;
  readonly setTo: (text: string) => void;
  /** What is wrong with what was sent, in words; null when nothing is. */
  readonly problem: string | null;
  readonly submit: (sent: FormEvent) => void;
}

const PROBLEM =
  'Two times are needed, the first before the second, as 2025-10-10, 2025-10-10 18:00 or 2025-10-10 18:00:05.';

/** From and to in the zone of the page; a day or a minute stands for the whole of it. */
export function usePeriodForm(start: Period | null, onPeriod: (period: Period) => void): PeriodFields {
  const { zone, time } = useTimeText();
  const [from, setFrom] = useState(start === null ? '' : time(start.from));
  // Half-open inside, with its last second in writing: then what was written is read alike.
  const [to, setTo] = useState(start === null ? '' : time(start.to - 1_000));
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (sent: FormEvent): void => {
    sent.preventDefault();
    const period = { from: zonedSpanOf(from, zone)?.start ?? NaN, to: zonedSpanOf(to, zone)?.end ?? NaN };
    const isValid = isValidPeriod(period);
    setProblem(isValid ? null : PROBLEM);
    if (isValid) onPeriod(period);
  };
  return { from, to, setFrom, setTo, problem, submit };
}
