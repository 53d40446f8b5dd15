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
import { useChart } from './use-chart.ts';
import type { Chart } from './use-chart.ts';
import { useInk } from './use-ink.ts';
import { useOpenEvent } from './use-open-event.ts';
import type { Zoom } from '#view-state/use-zoom.ts';
import { lengthOf } from '#lib/zoom.ts';
import type { Span } from '#lib/zoom.ts';
import styles from './timeline.module.css';

/** Pixels from the top of a lane to its glyphs. */
const GLYPH_TOP = 10;

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
    <div
      className={styles['chart']}
      style={{ '--lane-height': `${chart.height}px` }}
      data-stale={isOld || undefined}
      aria-busy={isOld}
    >
      <div className={styles['axisRow']}>
        <div className={styles['corner']} />
        <TimeAxis shown={zoom.shown} width={width} zone={zone} />
      </div>
      <div className={styles['lanes']} style={{ height: chart.drawn.length * chart.height }}>
        <div className={styles['labels']}>
          {chart.inView.map(({ at, lane }) => (
            <div key={lane.key} className={styles['place']} style={{ top: at * chart.height }}>
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
          <Links chart={chart} shown={zoom.shown} width={width} />
          <Layers chart={chart} zoom={zoom} width={width} />
          {chart.isEmpty && (
            <div className={styles['empty']}>
              <span>None of these events lies in the time shown</span>
            </div>
          )}
          <Pointed chart={chart} lanes={lanes} shown={zoom.shown} width={width} />
        </div>
      </div>
    </div>
  );
}

interface LinksProps {
  readonly chart: Chart;
  readonly shown: Span;
  readonly width: number;
}

/** Dashed lines from the lane of who made something to the lane of what was made. */
function Links({ chart, shown, width }: LinksProps) {
  const { links, height } = chart;
  return (
    <div className={styles['links']} aria-hidden="true">
      {links.map(({ key, at, fromLane, toLane }) => {
        const x = ((at - shown.from) / lengthOf(shown)) * width;
        if (x < 0 || x > width || width === 0) return null;
        const [start, end] =
          fromLane < toLane
            ? [(fromLane + 1) * height, toLane * height + GLYPH_TOP]
            : [toLane * height + GLYPH_TOP, (fromLane + 1) * height];
        return (
          <span
            key={key}
            style={{ transform: `translateX(${Math.round(x)}px)`, top: start, height: end - start }}
          />
        );
      })}
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
  const { inView, highest, pointing, nameRows } = chart;
  return (
    <>
      {width > 0 &&
        inView.map(({ at, lane, bars }) => (
          <div key={lane.key} className={styles['place']} style={{ top: at * chart.height }}>
            <LaneStrip bars={bars} shown={zoom.shown} width={width} highest={highest} ink={ink} />
          </div>
        ))}
      <LaneKeys chart={chart} zoom={zoom} />
      {width > 0 &&
        inView.map(({ at, lane, marks }) => (
          <div key={lane.key} className={styles['place']} style={{ top: at * chart.height }}>
            <LaneMarks
              laneName={lane.name}
              marks={marks}
              shown={zoom.shown}
              width={width}
              rows={nameRows}
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
  const { height } = chart;
  return (
    <>
      <span className={styles['pointed']} style={{ ...across(bar), top: laneAt * height, height }} />
      <SpanTooltip
        lanes={lanes}
        laneAt={laneAt}
        bar={bar}
        centre={xOf((bar.from + bar.to) / 2)}
        width={width}
        top={(laneAt + 1) * height + 4}
      />
    </>
  );
}
