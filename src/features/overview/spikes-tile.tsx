import type { Spike, SpikeReport } from '#query/find-spikes.ts';
import { unkept } from '#query/matches.ts';
import { isMarked } from '#query/series-name.ts';
import { seriesText, seriesWords } from '#query/series-words.ts';
import { LEAST_HISTORY_HOURS } from '#query/spike-baseline.ts';
import { rangeOf, spikeRange, spikeSeries } from '#query/spike-series.ts';
import { FAMILIES } from '#query/spike-names.ts';
import { historyInWords, placeOf } from '#query/spike-words.ts';
import { useSpikes } from '#session/use-spikes.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import { sizeSentence, sizeWords } from '#ui/spike-size.ts';
import { visibleText } from '#ui/visible-text.ts';
import { markOf } from '#view-state/open-spike.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { allSpikesText } from './all-spikes-text.ts';
import { Spark } from './spark.tsx';
import { Nothing, Tile } from './tile.tsx';
import { useShow } from './use-show.ts';
import styles from './overview.module.css';

const ABOUT =
  'Series of calls, errors, denied calls, principals or addresses that rose, or fell silent, beyond what chance explains, held against the seven days before. The most surprising first; those marked as expected are left out.';
const MOST = 5;
/** Characters of a time to the minute, with which spikes begin. */
const MINUTES = 16;

/** The first of the spikes, as its own screen finds them. */
export function SpikesTile() {
  const [view] = useViewState();
  const { filter, sensitivity, countReads, expected, families } = view;
  const { data, error, isPlaceholderData } = useSpikes({ filter, sensitivity, countReads, families });
  const show = useShow();
  const spikes = data?.spikes.filter((one) => !isMarked(one, expected)) ?? [];
  const range = data?.range ?? null;
  const sql = () => {
    const matches = unkept(filter);
    const hours = range === null ? null : rangeOf({ first: range.from, last: range.to });
    return hours === null
      ? [spikeRange(matches)]
      : FAMILIES.map((family) => spikeSeries(matches, family, { range: hours, reads: countReads }));
  };
  const open = (spike: Spike | null): void =>
    show.screen({
      screen: 'spikes',
      spikeTab: 'list',
      insight: null,
      spike: spike === null ? null : markOf(spike),
    });
  return (
    <Tile
      title="Top spikes"
      about={ABOUT}
      sql={sql}
      span="half"
      stale={isPlaceholderData}
      quiet={data !== undefined && spikes.length === 0}
      onAll={() => open(null)}
      allLabel={data === undefined ? 'Spikes' : allSpikesText(data, Math.min(spikes.length, MOST))}
    >
      {error !== null ? (
        <Nothing>They could not be worked out: {visibleText(error.message)}</Nothing>
      ) : data === undefined ? (
        <Nothing>Looking for spikes …</Nothing>
      ) : spikes.length === 0 ? (
        <Nothing>{noSpikes(data)}</Nothing>
      ) : (
        <ul className={styles['lines']}>
          {spikes.slice(0, MOST).map((spike) => (
            <SpikeLine key={JSON.stringify(markOf(spike))} spike={spike} onOpen={() => open(spike)} />
          ))}
        </ul>
      )}
    </Tile>
  );
}

function noSpikes({ range, unbroken, series, spikes, others }: SpikeReport): string {
  if (range === null) return 'No event has a time, so there are no spikes.';
  if (series > 0 && unbroken < LEAST_HISTORY_HOURS) return historyInWords(unbroken);
  if (spikes.length + others > 0) return 'Nothing but spikes that are marked as expected or not shown.';
  return `No spike in ${countOf(series, 'series', 'series')}: nothing beyond what is usual.`;
}

function SpikeLine({ spike, onOpen }: { readonly spike: Spike; readonly onOpen: () => void }) {
  const times = useTimeText();
  const { counted } = seriesWords(spike.series);
  const place = placeOf(spike);
  const name = seriesText(spike.series);
  const about = `${countText(spike.observed)} ${counted}, ${expectedText(spike.expected)} expected`;
  return (
    <li>
      <button
        type="button"
        className={styles['spike']}
        title={visibleText(
          `${name}\n${place}\n${about}\nfrom ${times.timeWithZone(spike.start)}\n${sizeSentence(spike)}, ${spike.surprise}`,
        )}
        onClick={onOpen}
      >
        <span className={styles['spikeName']}>
          <CutVisible text={name} />
        </span>
        <span className={styles['place']}>
          <CutVisible text={place} />
        </span>
        <Spark counts={spike.course.counts} />
        <span className={styles['number']}>
          {countText(spike.observed)} {counted}
        </span>
        <span className={styles['ratio']}>{sizeWords(spike)}</span>
        <span className={styles['at']}>{times.time(spike.start).slice(0, MINUTES)}</span>
      </button>
    </li>
  );
}

function expectedText(expected: number): string {
  return expected > 0 && expected < 1 ? 'less than 1' : countText(Math.round(expected));
}
