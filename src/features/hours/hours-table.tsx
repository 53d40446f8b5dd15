import { countOfCell } from '#query/hour-cells.ts';
import type { ActiveHour } from '#query/hour-cells.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { TableDialog } from '#ui/table-dialog.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { cellText, oddText } from './hour-words.ts';
import { useCellActions } from './use-cell-actions.ts';
import type { Picture, ShownHours } from './use-hours.ts';

/** More lines would take the browser seconds to lay out. */
const MOST_LINES = 1_000;
const LONGEST = 60;

interface Line {
  readonly picture: Picture;
  readonly cell: number;
  readonly hours: readonly ActiveHour[];
}

/** The cells that hold something, odd ones first. */
function linesOf(pictures: readonly Picture[]): Line[] {
  const lines = pictures.flatMap((picture) =>
    picture.week.cells.flatMap((hours, cell) => (hours.length === 0 ? [] : [{ picture, cell, hours }])),
  );
  const isOdd = ({ picture, cell }: Line): boolean => picture.odd.odd.has(cell);
  return [...lines.filter(isOdd), ...lines.filter((line) => !isOdd(line))];
}

interface HoursTableProps {
  readonly shown: ShownHours;
  readonly onClose: () => void;
}

export function HoursTable({ shown: { pictures, local }, onClose }: HoursTableProps) {
  const { zoneLabel, time } = useTimeText();
  const press = useCellActions();
  const lines = linesOf(pictures);
  const heads = ['Of', `Hour, ${zoneLabel}`, 'Events', 'Active in', 'Of such hours', 'Last', 'Odd'];
  return (
    <TableDialog title="Events by hour and weekday" heads={heads} onClose={onClose}>
      {lines.slice(0, MOST_LINES).map(({ picture, cell, hours }) => {
        const odd = picture.odd.odd.get(cell);
        return (
          <tr key={`${picture.key} ${cell}`}>
            <th scope="row">
              {picture.name === null ? 'all events' : visibleText(cutMiddle(picture.name, LONGEST))}
            </th>
            <td>
              <button
                type="button"
                aria-haspopup="menu"
                onClick={({ currentTarget }) => press(picture, cell, currentTarget.getBoundingClientRect())}
              >
                {cellText(cell)}
              </button>
            </td>
            <td data-number>{countText(countOfCell(hours))}</td>
            <td data-number>{hours.length}</td>
            <td data-number>{local.times[cell] ?? 0}</td>
            <td>{time(hours.at(-1)?.from ?? 0).slice(0, 16)}</td>
            <td title={odd === undefined ? undefined : oddText(odd)}>{odd === undefined ? '' : 'odd'}</td>
          </tr>
        );
      })}
      {lines.length > MOST_LINES && (
        <tr>
          <td colSpan={heads.length}>
            and {countOf(lines.length - MOST_LINES, 'line')} more: narrow the filter
          </td>
        </tr>
      )}
    </TableDialog>
  );
}
