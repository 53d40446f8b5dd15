import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { rangeText } from '#lib/zone-range.ts';
import type { SpikeReport } from '#query/find-spikes.ts';
import type { FoundInsight } from '#session/use-insights.ts';
import { countOf } from '#ui/number-text.ts';
import { sizeWords } from '#ui/spike-size.ts';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { markOf } from '#view-state/open-spike.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { AttributionList } from './attribution-list.tsx';
import { CauseLine } from './cause-line.tsx';
import type { Chosen } from './chosen.ts';
import { CountsPanel } from './counts-panel.tsx';
import { DetailHead } from './detail-head.tsx';
import { InsightFacts, KeyFacts } from './key-facts.tsx';
import { useAttribution } from './use-attribution.ts';
import { useChosen } from './use-chosen.ts';
import type { Found } from './use-chosen.ts';
import styles from './spike-detail.module.css';

interface SpikeDetailProps {
  /** Who and what made the calls of one of AWS's Insights events, as AWS tells. */
  readonly insightDetail: (insight: FoundInsight) => ReactNode;
}

/** The spike, series or Insights event that is open: what it is, what it came from, and its course over time. */
export function SpikeDetail({ insightDetail }: SpikeDetailProps) {
  const { found, error } = useChosen();
  return (
    <section className={styles['detail']} aria-label="Spike" data-stale={found?.stale || undefined}>
      {error !== null && (
        <Notice tone="bad" title="The spikes could not be worked out">
          {visibleText(error.message)}
        </Notice>
      )}
      {error === null && found === null && <Skeleton height={320} animate={false} />}
      {found !== null && <Content found={found} insightDetail={insightDetail} />}
    </section>
  );
}

function Content({ found, insightDetail }: SpikeDetailProps & { readonly found: Found }) {
  const { report, chosen, insightIsMissing } = found;
  return (
    <>
      {insightIsMissing && (
        <Notice tone="attention" title="This Insights event is not there">
          The link names one of AWS’s Insights events that the loaded files do not hold, or that the filter
          leaves out.
        </Notice>
      )}
      {chosen === null || report.range === null ? (
        <p className={styles['nothing']}>
          No spike is open. What is chosen in the list, or among the series, is drawn here.
        </p>
      ) : (
        <Shown chosen={chosen} range={report.range} insightDetail={insightDetail} />
      )}
    </>
  );
}

interface ShownProps extends SpikeDetailProps {
  readonly chosen: Chosen;
  readonly range: NonNullable<SpikeReport['range']>;
}

function Shown({ chosen, range, insightDetail }: ShownProps) {
  const { spike, insight } = chosen;
  const attribution = useAttribution(spike, range.from);
  return (
    <>
      <DetailHead chosen={chosen} />
      {insight !== null && <InsightFacts insight={insight} />}
      {spike !== null && <KeyFacts spike={spike} />}
      {spike !== null && attribution.error === null && <CauseLine answer={attribution} />}
      {spike === null && insight === null && <NothingThere chosen={chosen} />}
      <OtherSpikes chosen={chosen} />
      <CountsPanel chosen={chosen} range={range} />
      {attribution.error !== null && (
        <Notice tone="bad" title="What it came from could not be worked out">
          {visibleText(attribution.error.message)}
        </Notice>
      )}
      {spike !== null && <AttributionList answer={attribution} />}
      {insight !== null && insightDetail(insight)}
    </>
  );
}

/** A series that was opened for itself, or whose spike is none with this filter or at this step. */
function NothingThere({ chosen: { spikes } }: { readonly chosen: Chosen }) {
  const [{ spike, sensitivity }] = useViewState();
  const { timeWithZone } = useTimeText();
  const where = spikes.length === 0 ? 'Nothing in this series' : 'Nothing of this series at that time';
  return (
    <p className={styles['cause']}>
      {where} is beyond the line at the step “{sensitivity}”
      {spike !== null && spikes.length > 0 && ` (${timeWithZone(spike.at)})`}.
    </p>
  );
}

const MOST_OTHERS = 8;

/** The others of the series, to go to. */
function OtherSpikes({ chosen }: { readonly chosen: Chosen }) {
  const [, change] = useViewState();
  const { zone } = useTimeText();
  const others = chosen.spikes.filter((one) => one !== chosen.spike);
  if (others.length === 0) return null;
  const more = others.length - MOST_OTHERS;
  return (
    <p className={styles['others']}>
      {chosen.spike === null ? 'In this series:' : 'Also in this series:'}
      {others.slice(0, MOST_OTHERS).map((spike) => (
        <button
          key={spike.start}
          type="button"
          className={styles['chip']}
          onClick={() => change({ spike: markOf(spike), insight: null, zoom: null })}
        >
          {rangeText({ from: spike.start, to: spike.end }, zone)}
          {` · ${sizeWords(spike)}`}
        </button>
      ))}
      {more > 0 && <span>and {countOf(more, 'more', 'more')}</span>}
    </p>
  );
}
