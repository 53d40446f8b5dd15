import { memo, useMemo } from 'react';
import { Icon } from '#ui/icon.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { placeMarks } from './marks.ts';
import type { Mark, PlacedMark } from './marks.ts';
import type { Span } from './zoom.ts';
import styles from './timeline.module.css';

interface LaneMarksProps {
  readonly laneName: string;
  readonly marks: readonly Mark[];
  readonly shown: Span;
  readonly width: number;
  /** Whether Tab stops at them: those of one lane only, or there would be hundreds of stops. */
  readonly reachable: boolean;
  readonly onOpen: (rowId: number) => void;
}

/** The most telling events of a lane, each with a glyph, and a name where there is room. */
export const LaneMarks = memo(function LaneMarks(props: LaneMarksProps) {
  const { laneName, marks, shown, width, reachable, onOpen } = props;
  const placed = useMemo(() => placeMarks(marks, shown, width), [marks, shown, width]);
  return (
    <>
      {placed.map((mark) => (
        <MarkButton key={mark.key} mark={mark} laneName={laneName} reachable={reachable} onOpen={onOpen} />
      ))}
    </>
  );
});

interface MarkButtonProps {
  readonly mark: PlacedMark;
  readonly laneName: string;
  readonly reachable: boolean;
  readonly onOpen: (rowId: number) => void;
}

function MarkButton({ mark, laneName, reachable, onOpen }: MarkButtonProps) {
  const { timeWithZone } = useTimeText();
  const { x, side, tone, icon, label, kind, first, count, length } = mark;
  const words = [label, kind, timeWithZone(mark.at), ...(first === null ? [] : [first])];
  return (
    <>
      <span className={styles['stem']} data-tone={tone} style={{ transform: `translateX(${x}px)` }} />
      {count > 1 && length > 12 && (
        <span
          className={styles['run']}
          data-tone={tone}
          style={{ transform: `translateX(${x}px)`, width: length }}
        />
      )}
      <button
        type="button"
        className={styles['mark']}
        data-tone={tone}
        data-side={side ?? 'none'}
        style={{ transform: side === 'left' ? `translateX(calc(${x + 14}px - 100%))` : `translateX(${x}px)` }}
        tabIndex={reachable ? 0 : -1}
        aria-label={`${words.join(', ')}, in ${visibleText(laneName)}`}
        title={words.join('\n')}
        onClick={() => onOpen(mark.rowId)}
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
