import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useRef } from 'react';
import { useTimeText } from '#view-state/use-time-text.ts';
import type { Lanes } from './lane.ts';
import { LaneKeys } from './lane-keys.tsx';
import { LaneLabel } from './lane-label.tsx';
import { LaneMarks } from './lane-marks.tsx';
import { LaneStrip } from './lane-strip.tsx';
import { SpanTooltip } from './span-tooltip.tsx';
import { TimeAxis, TimeGrid } from './time-axis.tsx';
import { LANE_HEIGHT, useChart } from './use-chart.ts';
import type { Chart } from './use-chart.ts';
import { useInk } from './use-ink.ts';
import { useOpenEvent } from './use-open-event.ts';
import type { Zoom } from './use-zoom.ts';
import { lengthOf } from './zoom.ts';
import type { Span } from './zoom.ts';
import styles from './timeline.module.css';

interface LanesChartProps {
  readonly lanes: Lanes;
  readonly zoom: Zoom;
  readonly selecting: boolean;
  readonly stale: boolean;
}

/** The lanes over time, and the moving about on them. */
export function LanesChart({ lanes, zoom, selecting, stale }: LanesChartProps) {
  const { zone } = useTimeText();
  const size = useElementSize();
  const plot = useRef<HTMLDivElement>(null);
  const plotRef = useMergedRef(plot, size.ref);
  const { width } = size;
  const chart = useChart(plot, { lanes, zoom, width, selecting });
  const isOld = stale || chart.stale;
  return (
    <div className={styles['chart']} data-stale={isOld || undefined} aria-busy={isOld}>
      <div className={styles['axisRow']}>
        <div className={styles['corner']} />
        <TimeAxis shown={zoom.shown} width={width} zone={zone} />
      </div>
      <div className={styles['lanes']} style={{ height: chart.count * LANE_HEIGHT }}>
        <div className={styles['labels']}>
          {chart.rows.map(({ at, lane }) => (
            <div key={lane.key} className={styles['place']} style={{ top: at * LANE_HEIGHT }}>
              <LaneLabel lane={lane} current={chart.pointing.laneAt === at} />
            </div>
          ))}
        </div>
        <div
          ref={plotRef}
          className={styles['plot']}
          data-selecting={selecting || undefined}
          {...chart.gestures}
        >
          <TimeGrid shown={zoom.shown} width={width} zone={zone} />
          <Layers chart={chart} zoom={zoom} width={width} />
          <Pointed chart={chart} lanes={lanes} shown={zoom.shown} width={width} />
        </div>
      </div>
    </div>
  );
}

/** Bars, then what takes the keys, then the marks above it. */
function Layers({
  chart,
  zoom,
  width,
}: {
  readonly chart: Chart;
  readonly zoom: Zoom;
  readonly width: number;
}) {
  const ink = useInk();
  const open = useOpenEvent();
  const { rows, highest, pointing } = chart;
  return (
    <>
      {width > 0 &&
        rows.map(({ at, lane, bars }) => (
          <div key={lane.key} className={styles['place']} style={{ top: at * LANE_HEIGHT }}>
            <LaneStrip bars={bars} shown={zoom.shown} width={width} highest={highest} ink={ink} />
          </div>
        ))}
      <LaneKeys chart={chart} zoom={zoom} />
      {width > 0 &&
        rows.map(({ at, lane, marks }) => (
          <div key={lane.key} className={styles['place']} style={{ top: at * LANE_HEIGHT }}>
            <LaneMarks
              laneName={lane.name}
              marks={marks}
              shown={zoom.shown}
              width={width}
              reachable={pointing.laneAt === at}
              onOpen={open}
            />
          </div>
        ))}
    </>
  );
}

interface PointedProps {
  readonly chart: Chart;
  readonly lanes: Lanes;
  readonly shown: Span;
  readonly width: number;
}

/** The bar under the pointer or the keys with what is in it, and a time that is being chosen. */
function Pointed({ chart, lanes, shown, width }: PointedProps) {
  const { pointed, brush } = chart.pointing;
  if (width === 0) return null;
  const xOf = (ms: number): number => ((ms - shown.from) / lengthOf(shown)) * width;
  const across = ({ from, to }: Span) => {
    const left = Math.max(0, xOf(from));
    return { left, width: Math.max(2, Math.min(width, xOf(to)) - left) };
  };
  if (brush !== null)
    return <span className={styles['chosen']} style={{ ...across(brush), top: 0, bottom: 0 }} />;
  if (pointed === null) return null;
  const { laneAt, bar } = pointed;
  return (
    <>
      <span
        className={styles['pointed']}
        style={{ ...across(bar), top: laneAt * LANE_HEIGHT, height: LANE_HEIGHT }}
      />
      <SpanTooltip
        lanes={lanes}
        laneAt={laneAt}
        bar={bar}
        centre={xOf((bar.from + bar.to) / 2)}
        width={width}
        top={(laneAt + 1) * LANE_HEIGHT + 4}
      />
    </>
  );
}
