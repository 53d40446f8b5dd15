import type { SpikeReport } from '#query/find-spikes.ts';
import { foundIn, historyInWords } from '#query/spike-words.ts';
import { countOf, countText } from '#ui/number-text.ts';

interface ReportWordsProps {
  readonly report: SpikeReport;
}

/** How many spikes among how many series, compared with what, and what was left out. */
export function ReportWords({ report }: ReportWordsProps) {
  const { others, series, unbroken } = report;
  const found = foundIn(report);
  const ofAll = others === 0 ? '' : `${countText(found)} of `;
  return (
    <>
      <strong>
        {ofAll}
        {countOf(found + others, 'spike')}
      </strong>{' '}
      in {countOf(series, 'series', 'series')} · {historyInWords(unbroken).replace(/\.$/, '')}
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
