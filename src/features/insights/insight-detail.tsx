import { Button } from '@mantine/core';
import { useId } from 'react';
import type { FoundInsight } from '#session/use-insights.ts';
import { halvesOfInsight } from '#view-state/insight-events.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { AttributionTable } from './attribution-table.tsx';
import { attributeText, moreText } from './insight-words.ts';
import { useInsightActs } from './use-insight-acts.ts';
import styles from './insights.module.css';

/** Who and what made the calls of one of AWS's own Insights events, as delivered, and the way to its records. */
export function InsightDetail({ insight }: { readonly insight: FoundInsight }) {
  const [, change] = useViewState();
  const acts = useInsightActs();
  const id = useId();
  const more = moreText(insight);
  const halves = halvesOfInsight(insight);
  return (
    <section className={styles['detail']} aria-labelledby={id}>
      <div className={styles['detailHead']}>
        <h3 id={id} className={styles['heading']}>
          Who and what, as AWS tells
        </h3>
        {more !== null && <span className={styles['muted']}>{more}</span>}
        <span className={styles['buttons']}>
          <Button size="compact-sm" variant="default" onClick={() => acts.showRecords(insight)}>
            {halves === null ? 'Show its record' : 'Show its two records'}
          </Button>
          {halves !== null && (
            <Button size="compact-sm" variant="default" onClick={() => change(halves)}>
              Compare them
            </Button>
          )}
        </span>
      </div>
      {insight.attributions.length === 0 && (
        <p className={styles['muted']}>The records do not say who or what made the calls.</p>
      )}
      <div className={styles['tables']}>
        {insight.attributions.map((attribution) => (
          <AttributionTable
            key={attribution.attribute}
            title={attributeText(attribution.attribute)}
            attribution={attribution}
            insight={insight}
          />
        ))}
      </div>
    </section>
  );
}
