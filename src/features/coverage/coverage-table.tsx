import { Modal } from '@mantine/core';
import { useMemo } from 'react';
import { timeOf } from '#query/coverage-map.ts';
import type { CoverageRow, SlotSpan } from '#query/coverage-map.ts';
import { countText } from '#ui/number-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { accountText, contentsText, regionText } from './use-coverage-words.ts';
import type { CoverageMapData } from '#session/use-coverage-map.ts';
import styles from './coverage.module.css';

interface CoverageTableProps {
  readonly map: CoverageMapData;
  readonly onShow: (row: CoverageRow, span: SlotSpan) => void;
  readonly onClose: () => void;
}

/** More would be no table that anybody reads; gaps come first. */
const MOST_LINES = 600;

interface Line {
  readonly row: CoverageRow;
  readonly span: SlotSpan;
  readonly isGap: boolean;
}

/** The same as a table: what is covered and what is not, stretch by stretch. */
export function CoverageTable({ map: { rows, buckets }, onShow, onClose }: CoverageTableProps) {
  const { time, zoneLabel } = useTimeText();
  const lines = useMemo(() => linesOf(rows), [rows]);
  return (
    <Modal
      opened
      onClose={onClose}
      size={900}
      centered
      title={`Coverage by account and region, ${zoneLabel}`}
    >
      <div className={styles['tableBox']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Account</th>
              <th scope="col">Region</th>
              <th scope="col">From ({zoneLabel})</th>
              <th scope="col">To</th>
              <th scope="col">Loaded</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, MOST_LINES).map(({ row, span, isGap }) => {
              const { from, to } = timeOf(buckets, span);
              return (
                <tr key={`${accountText(row)} ${regionText(row)} ${from}`}>
                  <td>{accountText(row)}</td>
                  <td>{regionText(row)}</td>
                  <td>
                    <button
                      type="button"
                      className={styles['lineButton']}
                      title="Show the events of this time"
                      onClick={() => onShow(row, span)}
                    >
                      {time(from)}
                    </button>
                  </td>
                  <td>{time(to)}</td>
                  <td>
                    {isGap && <strong>Gap: </strong>}
                    {contentsText(row, span, buckets)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {lines.length > MOST_LINES && (
        <p>
          and {countText(lines.length - MOST_LINES)} more stretches: choose a range of time to see fewer at
          once.
        </p>
      )}
    </Modal>
  );
}

/** Gaps first; whether a covered stretch has events in each of its cells does not matter here. */
function linesOf(rows: readonly CoverageRow[]): Line[] {
  const lines = rows.flatMap((row) => {
    const merged: {
      row: CoverageRow;
      span: { first: number; last: number };
      isGap: boolean;
      isCovered: boolean;
    }[] = [];
    for (const { first, last, state } of row.stretches) {
      const isCovered = state === 'events' || state === 'delivered';
      const before = merged.at(-1);
      if (before !== undefined && isCovered && before.isCovered) before.span.last = last;
      else merged.push({ row, span: { first, last }, isGap: state === 'gap', isCovered });
    }
    return merged.filter(({ isCovered, isGap }) => isCovered || isGap);
  });
  return [...lines.filter(({ isGap }) => isGap), ...lines.filter(({ isGap }) => !isGap)];
}
