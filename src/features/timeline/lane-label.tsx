import { memo } from 'react';
import { CutVisible } from '#ui/cut-visible.tsx';
import { ValueHandle } from '#ui/value-handle.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import type { Lane } from './lane.ts';
import styles from './timeline.module.css';

/** More characters are never in view. */
const LONGEST = 120;

interface LaneLabelProps {
  readonly lane: Lane;
  readonly current: boolean;
}

/** What a lane is called, as a handle where there is a value to go on with, and what it is. */
export const LaneLabel = memo(function LaneLabel({ lane, current }: LaneLabelProps) {
  const actions = useHandleActions();
  const name = <CutVisible text={cutMiddle(lane.name, LONGEST)} />;
  const { handle } = lane;
  return (
    <div className={styles['label']} data-current={current || undefined}>
      <div className={styles['laneName']} title={visibleText(lane.name)}>
        {handle === null ? (
          name
        ) : (
          <ValueHandle value={handle.value} actions={() => actions({ field: handle.field }, handle.value)}>
            {name}
          </ValueHandle>
        )}
      </div>
      <div className={styles['laneWhat']} title={visibleText(lane.what)}>
        <bdi>{visibleText(cutMiddle(lane.what, LONGEST))}</bdi>
      </div>
    </div>
  );
});
