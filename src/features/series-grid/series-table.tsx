import { seriesText, seriesWords } from '#query/series-words.ts';
import { isMarked } from '#query/series-name.ts';
import { countText } from '#ui/number-text.ts';
import { TableDialog } from '#ui/table-dialog.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { KINDS, perText } from './tile-words.ts';
import { useOpenSeries } from './use-open-series.ts';
import type { ShownTiles } from './use-tiles.ts';

const LONGEST = 60;

interface SeriesTableProps {
  readonly shown: ShownTiles;
  readonly onClose: () => void;
}

/** The tiles as lines. */
export function SeriesTable({ shown: { tiles, buckets }, onClose }: SeriesTableProps) {
  const [{ expected }] = useViewState();
  const { time, zoneLabel } = useTimeText();
  const open = useOpenSeries();
  const heads = [
    'Series',
    'Kind',
    'Where',
    'Calls',
    `Most per ${perText(buckets.step)}`,
    `From, ${zoneLabel}`,
    'Spikes',
    'Expected',
  ];
  return (
    <TableDialog title="Series side by side" heads={heads} onClose={onClose}>
      {tiles.map((tile) => (
        <tr key={tile.key}>
          <th scope="row">
            <button type="button" title={visibleText(seriesText(tile.series))} onClick={() => open(tile)}>
              {visibleText(cutMiddle(seriesText(tile.series), LONGEST))}
            </button>
          </th>
          <td>{KINDS[tile.series.family]}</td>
          <td>{visibleText(cutMiddle(seriesWords(tile.series).place, LONGEST))}</td>
          <td data-number>{countText(tile.calls)}</td>
          <td data-number>{countText(tile.highest.count)}</td>
          <td>{tile.calls === 0 ? '' : time(tile.highest.at)}</td>
          <td data-number>{countText(tile.spikes.length)}</td>
          <td data-number>{countText(tile.spikes.filter((spike) => isMarked(spike, expected)).length)}</td>
        </tr>
      ))}
    </TableDialog>
  );
}
