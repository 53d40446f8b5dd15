import type { SpikeReport } from '#query/find-spikes.ts';
import { historyInWords } from '#query/spike-words.ts';
import { countOf, countText } from '#ui/number-text.ts';

interface ReportWordsProps {
  readonly report: SpikeReport;
  /** How many are listed: those of the chosen kinds. */
  readonly listed: number;
}

/** How many spikes among how many series, compared with what, and what was left out. */
export function ReportWords({ report, listed }: ReportWordsProps) {
  const { spikes, more, series, hours } = report;
  const ofAll = listed === spikes.length ? '' : `${countText(listed)} of `;
  return (
    <>
      <strong>
        {ofAll}
        {countOf(spikes.length + more, 'spike')}
      </strong>{' '}
      in {countOf(series, 'series', 'series')} · {historyInWords(hours).replace(/\.$/, '')}
      {leftOut(report).map((words) => ` · ${words}`)}
    </>
  );
}

function leftOut({ spikes, more, left, outside }: SpikeReport): readonly string[] {
  return [
    ...(more === 0 ? [] : [`the ${countText(spikes.length)} most surprising are listed`]),
    ...(left === 0 ? [] : [`${countOf(left, 'quieter series', 'quieter series')} not looked at`]),
    ...(outside === 0 ? [] : [`${countOf(outside, 'event')} months away from the others not looked at`]),
  ];
}
