import { Skeleton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { rangeText } from '#lib/zone-range.ts';
import { lengthOf, shownSpan } from '#lib/zoom.ts';
import type { Span, ZoomRest } from '#lib/zoom.ts';
import type { SpikeReport } from '#query/find-spikes.ts';
import { formatSeries, isMarked } from '#query/series-name.ts';
import { seriesWords } from '#query/series-words.ts';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { useZoom } from '#view-state/use-zoom.ts';
import { domainOf, homeOf, SHORTEST_SHOWN } from './chart-span.ts';
import { insightRateText, perBucket, spikeRateText } from './chart-marks.ts';
import type { Chosen } from './chosen.ts';
import { CountsChart } from './counts-chart.tsx';
import type { ChartLabel } from './counts-chart.tsx';
import { CountsLegend } from './counts-legend.tsx';
import type { Level, Shade } from './counts-picture.tsx';
import { CountsTable } from './counts-table.tsx';
import { CountsTools } from './counts-tools.tsx';
import { hasErrors } from './course-rows.ts';
import { useCounts } from './use-counts.ts';
import type { CountsAnswer } from './use-counts.ts';
import styles from './spike-detail.module.css';

interface CountsPanelProps {
  readonly chosen: Chosen;
  readonly range: NonNullable<SpikeReport['range']>;
}

/** The course of the series: what was counted, what was to be expected, what was unusual. */
export function CountsPanel({ chosen, range }: CountsPanelProps) {
  const { around, series, insights } = chosen;
  const { from, to } = around;
  const domain = useMemo(() => {
    const told = insights.flatMap(({ span: own }) => (own === null ? [] : [own]));
    return domainOf([range, { from, to }, ...told]);
  }, [range, from, to, insights]);
  const rest = useMemo(
    (): ZoomRest => ({ home: homeOf({ from, to }, domain), shortest: SHORTEST_SHOWN }),
    [from, to, domain],
  );
  const [{ zoom }] = useViewState();
  const span = useMemo(() => shownSpan(zoom, domain, rest), [zoom, domain, rest]);
  const answer = useCounts(series, span);
  if (answer.error !== null)
    return (
      <Notice tone="bad" title="The chart could not be drawn">
        {visibleText(answer.error.message)}
      </Notice>
    );
  if (answer.shown === null) return <Skeleton height={320} animate={false} />;
  return <Drawn chosen={chosen} domain={domain} rest={rest} answer={answer} counts={answer.shown} />;
}

interface DrawnProps {
  readonly chosen: Chosen;
  readonly domain: Span;
  readonly rest: ZoomRest;
  readonly answer: CountsAnswer;
  readonly counts: NonNullable<CountsAnswer['shown']>;
}

function Drawn({ chosen, domain, rest, answer, counts }: DrawnProps) {
  const zoom = useZoom(domain, rest);
  const [tableOpen, setTableOpen] = useState(false);
  const [{ errorLine }, change] = useViewState();
  const isOwn = counts.of === formatSeries(chosen.series);
  // The old picture keeps its own time until the next is there.
  const shown = isOwn ? zoom.shown : counts.span;
  const { counted } = seriesWords(chosen.series);
  const anyErrors = counted === 'calls' && hasErrors(counts);
  const withErrors = anyErrors && errorLine;
  const { shades, labels, levels } = useMarks(chosen, counts.bucketMinutes, isOwn);
  return (
    <section aria-label="Chart" className={styles['counts']}>
      <CountsTools
        zoom={zoom}
        shown={shown}
        counted={counted}
        bucketMinutes={counts.bucketMinutes}
        hasHome={lengthOf(rest.home ?? domain) < lengthOf(domain)}
      />
      <CountsChart
        counts={counts}
        zoom={zoom}
        shown={shown}
        stale={answer.stale}
        counted={counted}
        withErrors={withErrors}
        shades={shades}
        labels={labels}
        levels={levels}
      />
      <CountsLegend
        counts={counts}
        counted={counted}
        shades={shades}
        errors={anyErrors ? errorLine : null}
        onErrors={(drawn) => change({ errorLine: drawn })}
        onTable={() => setTableOpen(true)}
      />
      {tableOpen && (
        <CountsTable
          counts={counts}
          shown={shown}
          counted={counted}
          shades={shades}
          onClose={() => setTableOpen(false)}
        />
      )}
    </section>
  );
}

interface Marks {
  readonly shades: readonly Shade[];
  readonly labels: readonly ChartLabel[];
  readonly levels: readonly Level[];
}

const NO_MARKS: Marks = { shades: [], labels: [], levels: [] };

/** What is shaded, written over it, and told by AWS. */
function useMarks(chosen: Chosen, bucketMinutes: number, isOwn: boolean): Marks {
  const [{ expected }] = useViewState();
  const { zone } = useTimeText();
  return useMemo(() => {
    if (!isOwn) return NO_MARKS;
    const shades: Shade[] = [];
    const labels: ChartLabel[] = [];
    const levels: Level[] = [];
    for (const spike of chosen.spikes) {
      const key = `spike ${spike.start}`;
      const isOpen = spike === chosen.spike;
      const tone = isMarked(spike, expected) ? 'expected' : isOpen ? 'open' : 'other';
      const span = { key, from: spike.start, to: spike.end };
      shades.push({ ...span, tone });
      if (isOpen) labels.push({ ...span, tone, text: `${rangeText(span, zone)} · ${spikeRateText(spike)}` });
    }
    for (const insight of chosen.insights) {
      if (insight.span === null) continue;
      const span = { key: `insight ${insight.id}`, ...insight.span };
      shades.push({ ...span, tone: 'insight' });
      if (insight === chosen.insight || chosen.spike === null)
        labels.push({ ...span, tone: 'insight', text: insightRateText(insight) });
      const value = perBucket(insight.insightPerMinute, bucketMinutes);
      if (value !== null) levels.push({ ...span, value });
      const usual = perBucket(insight.baselinePerMinute, bucketMinutes);
      const before = (insight.baselineDuration ?? 0) * 60_000;
      if (usual !== null && before > 0)
        levels.push({ key: `${span.key} before`, from: span.from - before, to: span.from, value: usual });
    }
    return { shades, labels, levels };
  }, [chosen, expected, zone, bucketMinutes, isOwn]);
}
