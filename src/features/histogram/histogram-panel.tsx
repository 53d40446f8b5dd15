import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { gapsWithin } from '#query/gaps.ts';
import type { Gap } from '#query/gaps.ts';
import { STACKS } from '#query/stacks.ts';
import type { Stack } from '#query/stacks.ts';
import { narrowed, widened } from '#query/time-window.ts';
import type { TimeWindow } from '#query/time-window.ts';
import { withTime } from '#query/edit-filter.ts';
import { FoldButton } from '#ui/fold-button.tsx';
import { Notice } from '#ui/notice.tsx';
import { useDataWindow } from '#session/use-data-window.ts';
import { useAfter } from '#ui/use-after.ts';
import { useFold } from '#ui/use-fold.ts';
import { useKeys } from '#ui/use-keys.ts';
import { visibleText } from '#ui/visible-text.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { stepText, windowOfSpan } from './bars.ts';
import type { BucketSpan } from './bars.ts';
import { BucketTable } from './bucket-table.tsx';
import { HistogramChart } from './histogram-chart.tsx';
import { Legend } from './legend.tsx';
import { useBars, useShownWindow } from './use-bars.ts';
import type { ShownBars } from './use-bars.ts';
import { useCoverage } from './use-coverage.ts';
import styles from './histogram.module.css';

interface HistogramPanelProps {
  /** Stands behind its title. */
  readonly tools?: ReactNode;
}

/** The matching events over time, to see where something happened and to narrow to it. */
export function HistogramPanel({ tools }: HistogramPanelProps) {
  const data = useDataWindow();
  return data === null ? null : <Panel data={data} tools={tools} />;
}

function Panel({ data, tools }: HistogramPanelProps & { readonly data: TimeWindow }) {
  const [open, fold] = useFold('histogram');
  const window = useShownWindow(data);
  const { shown, error } = useBars(open ? window : null);
  const coverage = useCoverage();
  const [tableOpen, setTableOpen] = useState(false);
  // In a task of its own: the switch measures itself, and at once that would lay out all that surrounds the table.
  const hasTools = useAfter(0, open);
  const range = useRangeChoice(data, window, shown);
  useKeys({ '[': () => range.closer(null), ']': range.widen });
  const gaps = coverage === null || shown === null ? [] : gapsWithin(coverage, shown.window);
  return (
    <section className={styles['panel']} aria-label="Events over time">
      <header className={styles['head']}>
        <FoldButton what="histogram" open={open} onFold={fold} />
        <Title shown={open ? shown : null} />
        {tools}
        {open && shown !== null && <Legend bars={shown.bars} gaps={gaps} onGaps={() => setTableOpen(true)} />}
        {hasTools && <Tools onTable={() => setTableOpen(true)} />}
      </header>
      {open && error !== null && (
        <Notice tone="bad" title="The events over time could not be counted">
          {visibleText(error.message)}
        </Notice>
      )}
      {open && shown === null && error === null && <Skeleton height={94} animate={false} />}
      {open && shown !== null && (
        <HistogramChart
          shown={shown}
          coverage={coverage}
          onNarrow={range.narrow}
          onCloser={range.closer}
          onWiden={range.widen}
        />
      )}
      {shown !== null && tableOpen && (
        <BucketTable
          shown={shown}
          gaps={gaps}
          isScoped={coverage?.isScoped ?? false}
          onNarrow={range.narrow}
          onClose={() => setTableOpen(false)}
        />
      )}
    </section>
  );
}

function Title({ shown }: { readonly shown: ShownBars | null }) {
  const { zoneLabel } = useTimeText();
  return (
    <h2 className={styles['title']}>
      Events {shown === null ? 'over time' : stepText(shown.bars.buckets.step)}
      {shown !== null && <span className={styles['zone']}> · {zoneLabel}</span>}
    </h2>
  );
}

const STACK_NAMES: Readonly<Record<Stack, string>> = { outcome: 'Outcome', verb: 'Verb' };

function Tools({ onTable }: { readonly onTable: () => void }) {
  const [{ stack }, change] = useViewState();
  return (
    <div className={styles['tools']}>
      <SegmentedControl
        size="xs"
        aria-label="What the bars are divided by"
        className={styles['stack'] ?? ''}
        value={stack}
        onChange={(next) => change({ stack: next === 'verb' ? 'verb' : 'outcome' })}
        data={Object.keys(STACKS).map((value) => ({
          value,
          label: STACK_NAMES[value === 'verb' ? 'verb' : 'outcome'],
        }))}
      />
      <Button size="compact-xs" variant="default" className={styles['tableButton'] ?? ''} onClick={onTable}>
        View as table
      </Button>
    </div>
  );
}

interface RangeChoice {
  readonly narrow: (span: BucketSpan) => void;
  readonly closer: (span: BucketSpan | null) => void;
  readonly widen: () => void;
}

/** The ways from the range in view to another; each is an entry of the history. */
function useRangeChoice(data: TimeWindow, window: TimeWindow | null, shown: ShownBars | null): RangeChoice {
  const { change } = useFilter();
  const timeOf = (span: BucketSpan): Gap | null =>
    shown === null ? null : windowOfSpan(shown.bars.buckets, span, shown.window);
  return {
    narrow: (span) => {
      const chosen = timeOf(span);
      if (chosen !== null) change((filter) => withTime(filter, chosen.from, chosen.to));
    },
    closer: (span) => {
      const middle = span === null ? null : timeOf(span);
      if (window === null) return;
      const next = narrowed(window, middle === null ? null : (middle.from + middle.to) / 2);
      if (next !== null) change((filter) => withTime(filter, next.from, next.to));
    },
    widen: () => {
      if (window === null) return;
      const { from, to } = widened(window, data);
      change((filter) => (filter.from === null && filter.to === null ? filter : withTime(filter, from, to)));
    },
  };
}
