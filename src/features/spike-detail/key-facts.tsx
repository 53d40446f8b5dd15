import type { ReactNode } from 'react';
import { lengthText, rangeText } from '#lib/zone-range.ts';
import type { Spike } from '#query/find-spikes.ts';
import { seriesWords } from '#query/series-words.ts';
import type { FoundInsight } from '#session/use-insights.ts';
import { countOf, countText, exactRateText, rateText } from '#ui/number-text.ts';
import { sizeSentence, sizeWords } from '#ui/spike-size.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import styles from './spike-detail.module.css';

/** How many there were, how many were to be expected, and how surprising that is. */
export function KeyFacts({ spike }: { readonly spike: Spike }) {
  const { zone } = useTimeText();
  const { counted } = seriesWords(spike.series);
  const { start, end, observed, expected, surprise, days, direction, peak } = spike;
  return (
    <dl className={styles['facts']} aria-label="Figures of the spike">
      <Fact name="When" value={rangeText({ from: start, to: end }, zone)} note={lengthText(end - start)} />
      <Fact
        name="Observed"
        value={`${countText(observed)} ${counted}`}
        note={direction === 'down' ? 'a drop' : `${countText(peak.count)} in its busiest minute`}
      />
      <Fact
        name="Expected"
        value={rateText(expected)}
        note={againstExpected(spike)}
        title={sizeSentence(spike)}
      />
      <Fact
        name="Surprise"
        value={surprise}
        note={days === 0 ? 'compared with the hours before' : `compared with ${countOf(days, 'day')} before`}
      />
    </dl>
  );
}

/** What came of it. */
function againstExpected(spike: Spike): string {
  const { direction, observed, ratio } = spike;
  if (direction === 'down') return observed === 0 ? 'none came: silence' : `${sizeWords(spike)} of it`;
  return ratio === null ? 'new: none ever before' : `${sizeWords(spike)} as many`;
}

/** The same of AWS's own, as its record tells them. */
export function InsightFacts({ insight }: { readonly insight: FoundInsight }) {
  const { zone } = useTimeText();
  const { type, span, start, end, errorCode, baselinePerMinute, insightPerMinute } = insight;
  const { insightDuration, baselineDuration } = insight;
  const rate = (perMinute: number | null): string =>
    perMinute === null ? 'not told' : exactRateText(perMinute);
  const over = (minutes: number | null): string =>
    minutes === null ? 'a minute' : `a minute, over ${lengthText(minutes * 60_000)}`;
  return (
    <dl className={styles['facts']} aria-label="Figures of the Insights event">
      <Fact
        name="When"
        value={span === null ? 'not told' : rangeText(span, zone)}
        note={halvesText(start, end)}
      />
      <Fact name="Insight average" value={rate(insightPerMinute)} note={over(insightDuration)} />
      <Fact name="Baseline average" value={rate(baselinePerMinute)} note={over(baselineDuration)} />
      <Fact name="Kind" value={KINDS.get(type ?? '') ?? type ?? 'not told'} note={errorCode ?? ''} />
    </dl>
  );
}

const KINDS = new Map([
  ['ApiCallRateInsight', 'call rate'],
  ['ApiErrorRateInsight', 'error rate'],
]);

function halvesText(start: number | null, end: number | null): string {
  if (start !== null && end !== null) return 'start and end are in the files';
  return start === null ? 'only its end is in the files' : 'only its start is in the files';
}

interface FactProps {
  readonly name: string;
  readonly value: ReactNode;
  readonly note: string;
  readonly title?: string;
}

function Fact({ name, value, note, title }: FactProps) {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        <span>{note}</span>
      </dd>
    </div>
  );
}
