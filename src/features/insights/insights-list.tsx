import { Button } from '@mantine/core';
import { useState } from 'react';
import { useInsights } from '#session/use-insights.ts';
import type { FoundInsight, InsightReport } from '#session/use-insights.ts';
import { Notice } from '#ui/notice.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import { visibleText } from '#ui/visible-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { InsightLine } from './insight-line.tsx';
import styles from './insights.module.css';

/** Listed at first, and with each asking for more. */
const PAGE = 20;

/** AWS's own Insights events in the files; nothing where there are none. */
export function InsightsList() {
  const [{ filter, insight: open }] = useViewState();
  const { data, error, isPlaceholderData } = useInsights(filter);
  if (error !== null)
    return (
      <Notice tone="bad" title="AWS’s own Insights events could not be read">
        {visibleText(error.message)}
      </Notice>
    );
  if (data === undefined || (data.all === 0 && data.unread === 0)) return null;
  return (
    <section
      className={styles['list']}
      aria-label="AWS’s own Insights events"
      data-stale={isPlaceholderData || undefined}
    >
      <h2 className={styles['heading']}>AWS’s own Insights events</h2>
      <p className={styles['muted']} role="status">
        {headWords(data)}
      </p>
      <Lines insights={data.insights} open={open} />
    </section>
  );
}

function headWords({ insights, all, isCut, unread }: InsightReport): string {
  const asked = 'The filter is asked of their own API, error, region, account and time.';
  const some =
    insights.length === all
      ? `${countOf(all, 'Insights event')} in the files.`
      : `${countText(insights.length)} of ${countOf(all, 'Insights event')} in the files. ${asked}`;
  const cut = isCut ? ' There are more: those nearest to the time range, and the newest, are read.' : '';
  const lost = unread === 0 ? '' : ` ${countOf(unread, 'record')} could not be read as one.`;
  return some + cut + lost;
}

function Lines({
  insights,
  open,
}: {
  readonly insights: readonly FoundInsight[];
  readonly open: string | null;
}) {
  const [shown, setShown] = useState(PAGE);
  const more = insights.length - shown;
  return (
    <>
      <ul className={styles['lines']}>
        {insights.slice(0, shown).map((insight) => (
          <InsightLine key={insight.id} insight={insight} isOpen={insight.id === open} />
        ))}
      </ul>
      {more > 0 && (
        <Button size="xs" variant="subtle" onClick={() => setShown(shown + PAGE * 5)}>
          Show {countText(Math.min(more, PAGE * 5))} more of {countText(insights.length)}
        </Button>
      )}
    </>
  );
}
