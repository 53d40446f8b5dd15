/** What the detail is about: the series of a spike, or of one of AWS's Insights events. */
import type { Span } from '#lib/zoom.ts';
import type { Spike, SpikeReport } from '#query/find-spikes.ts';
import { seriesOfInsight } from '#query/insight-series.ts';
import type { SeriesName } from '#query/series-name.ts';
import type { FoundInsight } from '#session/use-insights.ts';
import { openSpike, spikesOf } from '#view-state/open-spike.ts';
import type { SpikeView } from '#view-state/spike-view.ts';

export interface Chosen {
  readonly series: SeriesName;
  /** Null where nothing of the series is beyond the line at that moment, or an Insights event is open. */
  readonly spike: Spike | null;
  readonly insight: FoundInsight | null;
  /** The chart begins with this, and time around it. */
  readonly around: Span;
  /** All spikes of the series, in order of time. */
  readonly spikes: readonly Spike[];
  /** AWS's Insights events on the series. */
  readonly insights: readonly FoundInsight[];
}

type Wanted = Pick<SpikeView, 'spike' | 'expected' | 'families' | 'insight'>;

/** Null when there is nothing to show: no spike, and none asked for. */
export function chosenOf(
  report: SpikeReport,
  insights: readonly FoundInsight[],
  view: Wanted,
): Chosen | null {
  const insight = view.insight === null ? null : (insights.find(({ id }) => id === view.insight) ?? null);
  if (insight !== null) {
    const series = seriesOfInsight(insight);
    const around = insight.span ?? report.range ?? { from: 0, to: 0 };
    return { series, spike: null, insight, around, ...onSeries(report, insights, series) };
  }
  const spike = openSpike(report.spikes, view);
  const series = spike?.series ?? view.spike?.series;
  if (series === undefined) return null;
  const at = view.spike?.at ?? 0;
  const around = spike === null ? { from: at, to: at } : { from: spike.start, to: spike.end };
  return { series, spike, insight: null, around, ...onSeries(report, insights, series) };
}

function onSeries(report: SpikeReport, insights: readonly FoundInsight[], series: SeriesName) {
  return {
    spikes: spikesOf(report.spikes, series),
    insights: insights.filter((one) => isOn(one, series) && one.span !== null),
  };
}

/** AWS's are of one API in a region of an account; one of an error rate is also on the series of that error. */
function isOn(insight: FoundInsight, { family, eventSource, name, region, account }: SeriesName): boolean {
  if (insight.region !== region || insight.account !== account) return false;
  if (family === 'call') return insight.eventSource === eventSource && insight.eventName === name;
  return family === 'error' && insight.errorCode !== null && insight.errorCode === name;
}
