import { ActionIcon } from '@mantine/core';
import type { MouseEvent } from 'react';
import { directionOf } from '#query/insight-series.ts';
import type { FoundInsight } from '#session/use-insights.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import { Icon } from '#ui/icon.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import {
  apiText,
  ARROWS,
  changeText,
  kindWords,
  missingText,
  placeText,
  ratesText,
  whenText,
} from './insight-words.ts';
import { useInsightActs } from './use-insight-acts.ts';
import styles from './insights.module.css';

interface InsightLineProps {
  readonly insight: FoundInsight;
  /** It is the one that is shown beside the list. */
  readonly isOpen: boolean;
}

/** One Insights event: what, where, when, how much. Pressed it is shown on its chart. */
export function InsightLine({ insight, isOpen }: InsightLineProps) {
  const { time, zoneLabel } = useTimeText();
  const acts = useInsightActs();
  const name = apiText(insight);
  const missing = missingText(insight);
  const where = `${placeText(insight)} · ${kindWords(insight)}`;
  const onContextMenu = (press: MouseEvent): void => {
    press.preventDefault();
    acts.openMenu(insight, new DOMRect(press.clientX, press.clientY, 0, 0));
  };
  return (
    <li className={styles['line']} data-open={isOpen || undefined}>
      <button
        type="button"
        className={styles['open']}
        aria-current={isOpen ? 'true' : undefined}
        onClick={() => acts.open(insight)}
        onContextMenu={onContextMenu}
      >
        <span className={styles['first']}>
          <strong className={styles['name']} title={visibleText(name)}>
            <CutVisible text={name} />
          </strong>
          <Change insight={insight} />
        </span>
        <span className={styles['muted']} title={visibleText(where)}>
          <CutVisible text={where} />
        </span>
        <span>
          {whenText(insight, time)} <span className={styles['muted']}>{zoneLabel}</span>
        </span>
        <span className={styles['muted']}>{ratesText(insight)}</span>
        {missing !== null && <span className={styles['missing']}>{missing}</span>}
      </button>
      <ActionIcon
        className={styles['more']}
        variant="subtle"
        color="gray"
        aria-haspopup="menu"
        aria-label={`What to do with ${visibleText(name)}`}
        onClick={(press) => acts.openMenu(insight, press.currentTarget.getBoundingClientRect())}
      >
        <Icon icon="more" size={14} />
      </ActionIcon>
    </li>
  );
}

function Change({ insight }: { readonly insight: FoundInsight }) {
  const direction = directionOf(insight);
  return (
    <span className={styles['change']} title="Rate change as AWS shows it: during ÷ baseline × 100 %">
      {changeText(insight)} {direction !== null && <span aria-hidden="true">{ARROWS[direction]}</span>}
    </span>
  );
}
