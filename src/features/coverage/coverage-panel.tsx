import { Button } from '@mantine/core';
import { useState } from 'react';
import { lengthText } from '#lib/zone-range.ts';
import { withTime } from '#query/edit-filter.ts';
import { coverageFilter } from '#query/coverage-map.ts';
import type { CoverageRow, SlotSpan } from '#query/coverage-map.ts';
import { useCoverageMap } from '#session/use-coverage-map.ts';
import type { CoverageMapData } from '#session/use-coverage-map.ts';
import { hasNoEvents, useSessionState } from '#session/use-session.ts';
import { FoldButton } from '#ui/fold-button.tsx';
import { Notice } from '#ui/notice.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import { useFold } from '#ui/use-fold.ts';
import { visibleText } from '#ui/visible-text.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { CoverageMap } from './coverage-map.tsx';
import { CoverageTable } from './coverage-table.tsx';
import styles from './coverage.module.css';

const HOUR = 3_600_000;

/** Of which account and region something is loaded, and when; and where it is missing. */
export function CoveragePanel() {
  const [open, fold] = useFold('coverage');
  return (
    <section className={styles['panel']} aria-label="Coverage over time">
      <header className={styles['head']}>
        <FoldButton what="coverage" open={open} onFold={fold} />
        <h2 className={styles['title']}>Coverage</h2>
        {open && <Coverage />}
      </header>
    </section>
  );
}

function Coverage() {
  const [{ filter, zone }, change] = useViewState();
  const { map, error } = useCoverageMap(filter, zone);
  const isBare = useSessionState(hasNoEvents);
  const [tableOpen, setTableOpen] = useState(false);
  if (error !== null) {
    return (
      <Notice tone="bad" title="What the files cover could not be worked out">
        {visibleText(error.message)}
      </Notice>
    );
  }
  if (map === null) {
    return (
      <span className={styles['muted']}>
        {isBare ? 'no events are loaded' : 'worked out when reading has ended'}
      </span>
    );
  }
  if (map.rows.length === 0) return <span className={styles['muted']}>nothing is loaded of this time</span>;
  const show = (row: CoverageRow, span: SlotSpan | null): void => {
    setTableOpen(false);
    // A new filter: the present one might hide what is there. Back leads to it.
    change({ screen: 'events', event: null, filter: coverageFilter(row, map.buckets, span) });
  };
  return (
    <>
      <Legend map={map} />
      <Button
        size="compact-xs"
        variant="default"
        className={styles['tableButton'] ?? ''}
        onClick={() => setTableOpen(true)}
      >
        View as table
      </Button>
      <div className={styles['body']}>
        <CoverageMap map={map} onShow={show} />
        <Sources map={map} />
      </div>
      {tableOpen && <CoverageTable map={map} onShow={show} onClose={() => setTableOpen(false)} />}
    </>
  );
}

function Legend({ map: { buckets } }: { readonly map: CoverageMapData }) {
  const { zoneLabel } = useTimeText();
  const cell = lengthText(buckets.step);
  return (
    <ul className={styles['legend']} aria-label="Legend">
      <li>
        one cell is {cell}, {zoneLabel}
      </li>
      <li>
        <span className={styles['keyEvents']} /> events
      </li>
      <li>
        <span className={styles['keyDelivered']} /> a file, no event of that time
      </li>
      <li>
        <span className={styles['keyGap']} /> gap
      </li>
    </ul>
  );
}

function sourcesText(named: number, files: number): string {
  if (named === 0) return 'From the times of the events alone: no file’s name tells when it was delivered.';
  const names = named === files ? `all ${countText(files)}` : `${countText(named)} of ${countText(files)}`;
  return `From the times of the events, and of delivery in ${files === 1 ? 'the file’s name' : `${names} files’ names`}.`;
}

/** What the picture rests on. */
function Sources({ map }: { readonly map: CoverageMapData }) {
  const { change } = useFilter();
  const { named, files, left, isNarrowed, buckets } = map;
  return (
    <p className={styles['sources']}>
      {sourcesText(named, files)} A gap is longer than usual there, or than a day: a missing file or a quiet
      time.
      {left > 0 &&
        ` ${countOf(left, 'account and region', 'accounts and regions')} with the fewest events are left out.`}
      {buckets.step > HOUR && ' A chosen range of time has smaller cells.'}
      {isNarrowed && (
        <>
          {' '}
          Only the chosen range of time is shown.{' '}
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => change((filter) => withTime(filter, null, null))}
          >
            Show all time
          </Button>
        </>
      )}
    </p>
  );
}
