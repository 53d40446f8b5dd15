import { memo, useMemo } from 'react';
import type { EventRef } from '#cloudtrail/lineage.ts';
import { Icon } from '#ui/icon.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { placeMarks } from './marks.ts';
import type { Mark, PlacedMark } from './marks.ts';
import type { Span } from '#lib/zoom.ts';
import styles from './timeline.module.css';

/** Pixels: of a row of names, and from its top to where the stems begin. */
const ROW_HEIGHT = 24;
const STEM_TOP = 19;

interface LaneMarksProps {
  readonly laneName: string;
  readonly marks: readonly Mark[];
  readonly shown: Span;
  readonly width: number;
  /** Rows of names above the bars. */
  readonly rows: number;
  /** Whether Tab stops at them: those of one lane only, or there would be hundreds of stops. */
  readonly reachable: boolean;
  readonly onOpen: (event: number | EventRef) => void;
}

/** The most telling events of a lane, each with a glyph, and a name where there is room. */
export const LaneMarks = memo(function LaneMarks(props: LaneMarksProps) {
  const { laneName, marks, shown, width, rows, reachable, onOpen } = props;
  const placed = useMemo(() => placeMarks(marks, shown, width, rows), [marks, shown, width, rows]);
  return (
    <>
      {placed.map((mark) => (
        <MarkButton
          key={mark.key}
          mark={mark}
          top={(rows - 1 - mark.row) * ROW_HEIGHT}
          laneName={laneName}
          reachable={reachable}
          onOpen={onOpen}
        />
      ))}
    </>
  );
});

interface MarkButtonProps {
  readonly mark: PlacedMark;
  /** Pixels of its row from the top of the lane. */
  readonly top: number;
  readonly laneName: string;
  readonly reachable: boolean;
  readonly onOpen: (event: number | EventRef) => void;
}

function MarkButton({ mark, top, laneName, reachable, onOpen }: MarkButtonProps) {
  const { timeWithZone } = useTimeText();
  const { x, side, tone, icon, label, kind, first, count, length } = mark;
  const opened = mark.rowId ?? mark.event;
  const words = [label, kind, timeWithZone(mark.at), ...(first === null ? [] : [first])];
  return (
    <>
      <span
        className={styles['stem']}
        data-tone={tone}
        style={{ transform: `translateX(${x}px)`, top: top + STEM_TOP }}
      />
      {count > 1 && length > 12 && (
        <span
          className={styles['run']}
          data-tone={tone}
          style={{ transform: `translateX(${x}px)`, top: top + STEM_TOP - 1, width: length }}
        />
      )}
      <button
        type="button"
        className={styles['mark']}
        data-tone={tone}
        data-side={side ?? 'none'}
        style={{ top, transform: `translateX(${side === 'left' ? `calc(${x + 24}px - 100%)` : `${x}px`})` }}
        tabIndex={reachable ? 0 : -1}
        aria-label={`${words.join(', ')}, in ${visibleText(laneName)}`}
        title={words.join('\n')}
        onClick={() => opened !== null && onOpen(opened)}
      >
        <span className={styles['glyph']}>
          <Icon icon={icon} size={10} />
        </span>
        {side !== null && (
          <span className={styles['markName']}>
            <bdi>{label}</bdi>
            {first !== null && <Icon icon="first" size={9} />}
          </span>
        )}
      </button>
    </>
  );
}
