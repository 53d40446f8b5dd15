import { useSpikes } from '#session/use-spikes.ts';
import { countOf } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';

/** The spikes of what matches, the most surprising first. */
export function SpikesPanel() {
  const [{ filter, sensitivity, countReads }] = useViewState();
  const { data } = useSpikes({ filter, sensitivity, countReads });
  const times = useTimeText();
  if (data === undefined) return <section aria-label="Spikes">Looking for spikes …</section>;
  return (
    <section aria-label="Spikes">
      {countOf(data.spikes.length, 'spike')} in {data.series} series
      <ol>
        {data.spikes.map(({ series, start, observed }) => (
          <li key={`${JSON.stringify(series)} ${start}`}>
            <Visible text={series.name ?? series.family} /> {observed} {times.time(start)}
          </li>
        ))}
      </ol>
    </section>
  );
}
