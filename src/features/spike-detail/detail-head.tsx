import { Button } from '@mantine/core';
import type { Spike } from '#query/find-spikes.ts';
import { isMarked } from '#query/series-name.ts';
import { NAME_FIELDS, seriesText, seriesWords } from '#query/series-words.ts';
import type { FoundInsight } from '#session/use-insights.ts';
import type { Family } from '#query/spike-names.ts';
import { countText } from '#ui/number-text.ts';
import { ValueHandle } from '#ui/value-handle.tsx';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { callsOfInsight } from '#view-state/insight-events.ts';
import { toggledExpected } from '#view-state/open-spike.ts';
import { eventsOfSpike } from '#view-state/spike-events.ts';
import { MOST_EXPECTED } from '#view-state/spike-view.ts';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { isValidView } from '#view-state/view-state.ts';
import type { Chosen } from './chosen.ts';
import styles from './spike-detail.module.css';

/** ARNs and names made to do harm may have two thousand characters. */
const LONGEST = 70;
const NO_LINK = 'Its name is too long, or holds what no link can hold';

/** What the series is called, where it is, and what can be done with the spike. */
export function DetailHead({ chosen }: { readonly chosen: Chosen }) {
  const { series, spike, insight } = chosen;
  const { place, counted } = seriesWords(series);
  const together = spike?.together ?? null;
  return (
    <header className={styles['head']}>
      <div className={styles['titles']}>
        <h2 className={styles['title']} title={visibleText(seriesText(series))}>
          <Name chosen={chosen} />
        </h2>
        <p className={styles['place']}>
          {place} · {counted} per minute
          {together !== null && ` · ${countText(together.trails)} trails fell silent together`}
          {insight !== null && ' · as AWS Insights reports it'}
        </p>
      </div>
      <div className={styles['ways']}>
        {insight !== null && <EventsButton insight={insight} />}
        {spike !== null && <SpikeWays spike={spike} />}
      </div>
    </header>
  );
}

/** Before a name that does not tell by itself what it is. */
const LEADS: Partial<Readonly<Record<Family, string>>> = {
  error: 'error',
  principal: 'principal',
  address: 'address',
};

function Name({ chosen: { series } }: { readonly chosen: Chosen }) {
  const actions = useHandleActions();
  const { service, name, isValue } = seriesWords(series);
  const field = NAME_FIELDS[series.family];
  if (!isValue || field === null) return name;
  const lead = service ?? LEADS[series.family];
  return (
    <>
      {lead !== undefined && (
        <span className={styles['muted']}>
          <Visible text={cutMiddle(lead, LONGEST)} />{' '}
        </span>
      )}
      <ValueHandle value={name} actions={() => actions({ field }, name)}>
        <Visible text={cutMiddle(name, LONGEST)} />
      </ValueHandle>
    </>
  );
}

function SpikeWays({ spike }: { readonly spike: Spike }) {
  const [view, change] = useViewState();
  const events = eventsOfSpike(view, spike);
  const canOpen = isValidView({ ...view, ...events });
  const marked = isMarked(spike, view.expected);
  const isFull = !marked && view.expected.length >= MOST_EXPECTED;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        title={canOpen ? 'Its events, with a minute before and after' : NO_LINK}
        disabled={!canOpen}
        onClick={() => change(events)}
      >
        {spike.direction === 'down'
          ? 'Show the events around it'
          : `Show these ${countText(spike.observed)} events`}
      </Button>
      <Button
        size="compact-sm"
        variant={marked ? 'light' : 'default'}
        disabled={isFull}
        title={
          isFull
            ? `A link holds no more than ${MOST_EXPECTED} marks`
            : 'Kept in the link: it stands greyed below the others'
        }
        onClick={() => change({ expected: toggledExpected(view.expected, spike) })}
      >
        {marked ? 'Not expected after all' : 'Mark as expected'}
      </Button>
    </>
  );
}

/** The calls of the time of AWS's Insights event. */
function EventsButton({ insight }: { readonly insight: FoundInsight }) {
  const [view, change] = useViewState();
  const events = callsOfInsight(insight);
  const canOpen = isValidView({ ...view, ...events });
  return (
    <Button
      size="compact-sm"
      variant="default"
      title={canOpen ? 'All calls of this API in its time, with a minute before and after' : NO_LINK}
      disabled={!canOpen}
      onClick={() => change(events)}
    >
      Show the events
    </Button>
  );
}
