import type { ReactNode } from 'react';
import { zonedText } from '#lib/zone-time.ts';
import { lengthText } from '#lib/zone-range.ts';
import { coverageCells, coverageFilter, timeOf } from '#query/coverage-map.ts';
import type { CoverageRow, SlotSpan } from '#query/coverage-map.ts';
import type { Buckets } from '#query/histogram.ts';
import type { CoverageMapData } from '#session/use-coverage-map.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { Nothing, Tile } from './tile.tsx';
import { useShow } from './use-show.ts';
import { Value } from './value.tsx';
import styles from './overview.module.css';

const ABOUT =
  'Of which accounts and regions something is loaded, and when, by events and by the times in files’ names, whatever the filter; only a chosen time narrows it. A gap is longer than usual there, or than a day: a missing file or a quiet time.';
const HOUR = 3_600_000;
const MOST_PAIRS = 4;
const MOST_GAPS = 3;

interface CoverageTileProps {
  readonly map: CoverageMapData | null;
  readonly error: Error | null;
}

/** What the logs cover: where nothing is loaded nothing can be seen. */
export function CoverageTile({ map, error }: CoverageTileProps) {
  const show = useShow();
  const isNone = map !== null && map.rows.length === 0;
  return (
    <Tile
      title="Coverage"
      about={ABOUT}
      sql={map === null ? null : () => [coverageCells(map.buckets)]}
      span="most"
      onAll={() => show.screen({ screen: 'data' })}
      allLabel="Data"
    >
      {error !== null && <Nothing>What the files cover could not be worked out.</Nothing>}
      {map === null && error === null && <Nothing>No event has a time, so nothing is covered.</Nothing>}
      {isNone && <Nothing>Nothing is loaded of this time.</Nothing>}
      {map !== null && map.rows.length > 0 && <Covered map={map} />}
    </Tile>
  );
}

function Covered({ map }: { readonly map: CoverageMapData }) {
  const { rows, buckets, left } = map;
  const show = useShow();
  const accounts = new Set(rows.map(({ account }) => account)).size;
  const regions = new Set(rows.map(({ region }) => region)).size;
  const cells = rows.reduce((sum, { covered }) => sum + covered, 0);
  const parts = buckets.step === HOUR ? 'hours' : `parts of ${lengthText(buckets.step)}`;
  const gaps = longestGaps(rows);
  const busiest = rows.toSorted((a, b) => b.covered - a.covered);
  return (
    <>
      <p className={styles['sentence']}>
        {countOf(accounts, 'account')} and {countOf(regions, 'region')}, {countOf(rows.length, 'pair')} of
        them. Covered: {countText(cells)} of {countText(rows.length * buckets.count)} {parts}
        {rows.length > 1 && ', over all pairs'}. {gaps.length === 0 ? 'No gap.' : ''}
      </p>
      <div className={styles['covered']}>
        <div>
          <ul className={styles['lines']} aria-label="Accounts and regions">
            {busiest.slice(0, MOST_PAIRS).map((row) => (
              <li key={JSON.stringify([row.account, row.region])} className={styles['pairLine']}>
                <Name row={row} />
                <Strip row={row} count={buckets.count} />
                <ToEvents
                  title={`Show the events of ${nameOf(row)}`}
                  onShow={() => show.events(coverageFilter(row, buckets, null))}
                >
                  {countText(row.covered)} of {countText(buckets.count)}
                </ToEvents>
              </li>
            ))}
          </ul>
          {(rows.length > MOST_PAIRS || left > 0) && (
            <p className={styles['foot']}>and {countOf(rows.length - MOST_PAIRS + left, 'other')}</p>
          )}
        </div>
        {gaps.length > 0 && <Gaps gaps={gaps} buckets={buckets} />}
      </div>
    </>
  );
}

const NO_ACCOUNT = 'no account';
const NO_REGION = 'no region';

const nameOf = ({ account, region }: CoverageRow): string =>
  visibleText(`${account ?? NO_ACCOUNT} ${region ?? NO_REGION}`);

function Name({ row: { account, region } }: { readonly row: CoverageRow }) {
  return (
    <span className={styles['pairName']}>
      <Value field="recipientAccountId" value={account} none={NO_ACCOUNT} />
      <Value field="awsRegion" value={region} none={NO_REGION} />
    </span>
  );
}

interface ToEventsProps {
  readonly title: string;
  readonly onShow: () => void;
  readonly children: ReactNode;
}

function ToEvents({ title, onShow, children }: ToEventsProps) {
  return (
    <button type="button" className={styles['count']} title={title} onClick={onShow}>
      {children}
    </button>
  );
}

const HEIGHT = 10;

/** A rectangle for each stretch with something: the shape, the numbers stand beside it. */
function Strip({ row, count }: { readonly row: CoverageRow; readonly count: number }) {
  const path = (isShown: (state: CoverageRow['stretches'][number]['state']) => boolean): string =>
    row.stretches
      .filter(({ state }) => isShown(state))
      .map(({ first, last }) => `M${first} 0h${last - first + 1}v${HEIGHT}h${first - last - 1}z`)
      .join('');
  return (
    <svg
      className={styles['strip']}
      viewBox={`0 0 ${count} ${HEIGHT}`}
      preserveAspectRatio="none"
      height={HEIGHT}
      aria-hidden="true"
    >
      <path
        className={styles['stripThere']}
        d={path((state) => state === 'events' || state === 'delivered')}
      />
      <path className={styles['stripGap']} d={path((state) => state === 'gap')} />
    </svg>
  );
}

interface GapOfPair {
  readonly row: CoverageRow;
  readonly span: SlotSpan;
}

function longestGaps(rows: readonly CoverageRow[]): readonly GapOfPair[] {
  return rows
    .flatMap((row) => row.stretches.filter(({ state }) => state === 'gap').map((span) => ({ row, span })))
    .toSorted((a, b) => b.span.last - b.span.first - (a.span.last - a.span.first));
}

/** In a gap there is nothing; before and after it there is. */
function withSides({ first, last }: SlotSpan, { count }: Buckets): SlotSpan {
  return { first: Math.max(0, first - 1), last: Math.min(count - 1, last + 1) };
}

interface GapsProps {
  readonly gaps: readonly GapOfPair[];
  readonly buckets: Buckets;
}

function Gaps({ gaps, buckets }: GapsProps) {
  const { zone } = useTimeText();
  const show = useShow();
  return (
    <div>
      <p className={styles['sentence']}>
        <strong>{countOf(gaps.length, 'gap')}</strong>
        {gaps.length > 1 && ', the longest:'}
      </p>
      <ul className={styles['lines']} aria-label="Longest gaps">
        {gaps.slice(0, MOST_GAPS).map(({ row, span }) => {
          const { from, to } = timeOf(buckets, span);
          return (
            <li key={JSON.stringify([row.account, row.region, from])} className={styles['pairLine']}>
              <Name row={row} />
              <span className={styles['muted']}>from {zonedText(from, zone)}</span>
              <ToEvents
                title={`Show what ${nameOf(row)} has on both sides of this gap`}
                onShow={() => show.events(coverageFilter(row, buckets, withSides(span, buckets)))}
              >
                {lengthText(to - from)}
              </ToEvents>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
