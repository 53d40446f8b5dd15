import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { rangeText } from '#lib/zone-range.ts';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import type { Lanes } from './lane.ts';
import { LanesChart } from './lanes-chart.tsx';
import { LanesTable } from './lanes-table.tsx';
import { useDomain, useFigures } from './use-figures.ts';
import { useLanes } from './use-lanes.ts';
import { useZoom } from '#view-state/use-zoom.ts';
import type { Zoom } from '#view-state/use-zoom.ts';
import type { Span } from '#lib/zoom.ts';
import styles from './timeline.module.css';

/** The events on lanes over time. `nothing`: what is said when none matches. */
export function LanesPanel({ nothing }: { readonly nothing: ReactNode }) {
  const figures = useFigures();
  const domain = useDomain(figures);
  const { lanes, stale, error } = useLanes();
  const problem = error ?? figures.error;
  const isEmpty = figures.figures?.events === 0 && !figures.stale;
  return (
    <section className={styles['panel']} aria-label="Timeline">
      {problem !== null && (
        <Notice tone="bad" title="The timeline could not be drawn">
          {visibleText(problem.message)}
        </Notice>
      )}
      {isEmpty && nothing}
      {!isEmpty && problem === null && (domain === null || lanes === null) && (
        <Skeleton height={260} animate={false} />
      )}
      {!isEmpty && domain !== null && lanes !== null && (
        <Shown lanes={lanes} domain={domain} stale={stale || figures.stale} />
      )}
    </section>
  );
}

interface ShownProps {
  readonly lanes: Lanes;
  readonly domain: Span;
  readonly stale: boolean;
}

function Shown({ lanes, domain, stale }: ShownProps) {
  const zoom = useZoom(domain);
  const [selecting, setSelecting] = useState(false);
  const [tableOpen, setTableOpen] = useState(false);
  return (
    <>
      <Tools
        zoom={zoom}
        selecting={selecting}
        onSelecting={setSelecting}
        onTable={() => setTableOpen(true)}
      />
      <LanesChart lanes={lanes} zoom={zoom} selecting={selecting} stale={stale} />
      {tableOpen && <LanesTable lanes={lanes} zoom={zoom} onClose={() => setTableOpen(false)} />}
    </>
  );
}

interface ToolsProps {
  readonly zoom: Zoom;
  readonly selecting: boolean;
  readonly onSelecting: (selecting: boolean) => void;
  readonly onTable: () => void;
}

function Tools({ zoom, selecting, onSelecting, onTable }: ToolsProps) {
  const { zone } = useTimeText();
  const shown = {
    from: Math.round(zoom.shown.from / 1_000) * 1_000,
    to: Math.round(zoom.shown.to / 1_000) * 1_000,
  };
  const button = (label: string, title: string, disabled: boolean, onClick: () => void) => (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={title}
      title={title}
      disabled={disabled}
      onClick={onClick}
    >
      {label}
    </Button>
  );
  return (
    <div className={styles['tools']}>
      <h3 className={styles['shown']}>{rangeText(shown, zone)}</h3>
      <Legend />
      <Button
        size="compact-xs"
        variant={selecting ? 'light' : 'default'}
        aria-pressed={selecting}
        title="Dragging over the lanes chooses a time for the filter instead of moving; so does dragging with Shift"
        onClick={() => onSelecting(!selecting)}
      >
        Choose a time
      </Button>
      <div className={styles['zoomButtons']} role="group" aria-label="Zoom">
        {button('−', 'Zoom out (−)', zoom.isWhole, () => zoom.wider())}
        {button('+', 'Zoom in (+)', false, () => zoom.closer())}
        {button('All', 'Show all (0)', zoom.isWhole, zoom.showAll)}
      </div>
      <Button size="compact-xs" variant="default" onClick={onTable}>
        View as table
      </Button>
    </div>
  );
}

function Legend() {
  return (
    <ul className={styles['legend']} aria-label="Legend">
      <li>
        <span className={styles['swatch']} data-tone="read" /> read
      </li>
      <li>
        <span className={styles['swatch']} data-tone="attention" /> write, sensitive
      </li>
      <li>
        <span className={styles['swatch']} data-tone="bad" /> failed, destructive
      </li>
    </ul>
  );
}
