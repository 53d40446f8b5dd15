import { useId, useMemo } from 'react';
import { seenByAws } from '#query/insight-series.ts';
import { formatSeries } from '#query/series-name.ts';
import { seriesText } from '#query/series-words.ts';
import { useInsights } from '#session/use-insights.ts';
import type { FoundInsight } from '#session/use-insights.ts';
import { useHandleMenu } from '#ui/handle-menu.tsx';
import { useListHands } from '#ui/list-hands.ts';
import { useLines } from '#ui/use-lines.ts';
import { handleRequest } from '#ui/value-handle.tsx';
import { markOf, openSpike } from '#view-state/open-spike.ts';
import type { ListedSpike } from '#view-state/open-spike.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { SpikeLine } from './spike-line.tsx';
import { useSpikeActions } from './use-spike-actions.ts';
import styles from './spike-list.module.css';

const LINE = 88;
const OVERSCAN = 4;

const NONE: readonly FoundInsight[] = [];

interface SpikeListProps {
  readonly listed: readonly ListedSpike[];
  /** Of other settings, while theirs are on the way. */
  readonly stale: boolean;
}

/** The spikes, the most surprising first. One is open; stepping on opens the next, without filling the history. */
export function SpikeList({ listed, stale }: SpikeListProps) {
  const [view, change] = useViewState();
  const times = useTimeText();
  const openMenu = useHandleMenu();
  const { showEvents, menuOf } = useSpikeActions();
  const insights = useInsights(view.filter).data?.insights ?? NONE;
  const id = useId();
  const idOf = (row: number): string => `${id}${row}`;
  const { box, virtual } = useLines({ count: listed.length, height: LINE, overscan: OVERSCAN });
  const chosen = useMemo(() => {
    const open = openSpike(
      listed.map(({ spike }) => spike),
      view,
    );
    return listed.findIndex(({ spike }) => spike === open);
  }, [listed, view]);
  // While one of AWS's own is shown, a step still goes on from the spike that was.
  const shown = view.insight === null ? chosen : -1;
  const { at, handlers } = useListHands({
    box,
    rows: listed.length,
    line: LINE,
    chosen,
    idOf,
    show: (row) => virtual.scrollToIndex(row),
    onChoose: (row) => {
      const spike = listed[row]?.spike;
      if (spike !== undefined)
        change({ spike: markOf(spike), insight: null, zoom: null }, view.spike === null ? 'push' : 'replace');
    },
    onOpen: (row) => {
      const spike = listed[row]?.spike;
      if (spike !== undefined) showEvents(spike);
    },
    onMenu: (row, anchor) => {
      const spike = listed[row]?.spike;
      if (spike !== undefined) openMenu(handleRequest(seriesText(spike.series), anchor, menuOf(spike)));
    },
  });
  return (
    <div
      ref={box}
      role="grid"
      aria-label="Spikes"
      aria-rowcount={listed.length}
      aria-colcount={1}
      aria-busy={stale}
      aria-activedescendant={at === null ? undefined : idOf(at)}
      tabIndex={0}
      className={styles['list']}
      data-stale={stale || undefined}
      {...handlers}
    >
      <div role="rowgroup" className={styles['rows']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const one = listed[index];
          return one === undefined ? null : (
            <div
              key={`${one.spike.start} ${formatSeries(one.spike.series)}`}
              role="row"
              id={idOf(index)}
              aria-rowindex={index + 1}
              aria-selected={index === shown}
              className={styles['row']}
              data-row={index}
              data-active={index === at || undefined}
              data-chosen={index === shown || undefined}
              style={{ transform: `translateY(${start}px)` }}
            >
              <div role="gridcell" aria-colindex={1} data-column="spike" className={styles['cell']}>
                <SpikeLine {...one} times={times} byAws={seenByAws(one.spike, insights).length > 0} />
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
