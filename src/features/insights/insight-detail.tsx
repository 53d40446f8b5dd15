import { Button } from '@mantine/core';
import { useId } from 'react';
import type { FoundInsight } from '#session/use-insights.ts';
import { halvesOfInsight } from '#view-state/insight-events.ts';
import { AttributionTable } from './attribution-table.tsx';
import { attributeText, changeText, missingText, storyOf } from './insight-words.ts';
import { useInsightActs } from './use-insight-menu.ts';
import styles from './insights.module.css';

/** What AWS says of one of its Insights events: its figures, and who and what made the calls, as delivered. */
export function InsightDetail({ insight }: { readonly insight: FoundInsight }) {
  const acts = useInsightActs();
  const id = useId();
  const change = changeText(insight);
  const missing = missingText(insight);
  return (
    <section className={styles['detail']} aria-labelledby={id}>
      <h3 id={id} className={styles['heading']}>
        As AWS saw it
      </h3>
      <p>
        {storyOf(insight).join(' ')}
        {change !== '' && (
          <>
            {' '}
            Rate change: <strong>{change}</strong>.
          </>
        )}
        {missing !== null && <strong className={styles['missing']}> {missing}</strong>}
      </p>
      <div className={styles['buttons']}>
        <Button size="xs" variant="default" onClick={() => acts.showCalls(insight)}>
          Show the events of this API and time
        </Button>
        <Button size="xs" variant="default" onClick={() => acts.showRecords(insight)}>
          {halvesOfInsight(insight) === null ? 'Show its record' : 'Show its two records'}
        </Button>
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
