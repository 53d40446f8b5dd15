import type { ReactNode } from 'react';
import { BURST, mostRefused } from '#query/timeline-figures.ts';
import type { Figures } from '#query/timeline-figures.ts';
import { firstText, historyWords } from '#query/first-words.ts';
import { subjectOf } from '#query/subject.ts';
import { CALM_PACE } from '#session/use-db-query.ts';
import { useFlagsAmong } from '#session/use-first-seen.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { Icon } from '#ui/icon.tsx';
import type { IconName } from '#ui/icon.tsx';
import { countText } from '#ui/number-text.ts';
import { visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { useFilter } from '#view-state/use-filter.ts';
import styles from './timeline.module.css';

/** Fewer refusals in five minutes are everyday mistakes. */
const MANY_REFUSED = 10;

/** What stands out in these events; each leads to it. */
export function AttentionChips({ figures }: { readonly figures: Figures }) {
  const [{ filter }, change] = useViewState();
  const { filterFor } = useFilter();
  const { timeWithZone } = useTimeText();
  const answer = useMatchQuery({ filter, pace: CALM_PACE, key: ['most-refused'], ask: mostRefused });
  const burst = answer.isPlaceholderData ? undefined : answer.data?.rows[0];
  return (
    <>
      {burst !== undefined && burst.count >= MANY_REFUSED && (
        <Chip
          icon="failed"
          title={`Zoom to them: from ${timeWithZone(burst.from)}`}
          onClick={() => change({ zoom: { from: burst.from, to: burst.from + BURST } })}
        >
          {countText(burst.count)} denied in 5 min
        </Chip>
      )}
      {figures.destructive > 0 && (
        <Chip
          icon="destructive"
          title="Calls that delete, stop or detach something, refused ones too. Filter for them"
          onClick={() => filterFor({ field: 'verb' }, 'destructive')}
        >
          {countText(figures.destructive)} destructive
        </Chip>
      )}
      <NewAddress />
    </>
  );
}

/** So many flags are looked at; more are no exception. */
const MOST_FLAGS = 200;
const AROUND_NEW = 10 * 60_000;

/** An address that somebody of the subject never came from before, after enough history. */
function NewAddress() {
  const [{ filter }, change] = useViewState();
  const flags = useFlagsAmong(subjectOf(filter) === null ? null : filter, MOST_FLAGS);
  const news = flags?.filter(({ dimension }) => dimension === 'address') ?? [];
  const [newest] = news;
  if (newest === undefined) return null;
  const addresses = new Set(news.map(({ value }) => value)).size;
  const { time } = newest;
  return (
    <Chip
      icon="new"
      title={visibleText(`${firstText(newest)}. ${historyWords(newest)}. Zoom to it`)}
      onClick={() =>
        change({ zoom: { from: time - AROUND_NEW, to: time + AROUND_NEW }, tab: 'first-seen', find: '' })
      }
    >
      {addresses === 1 ? 'new address' : `${countText(addresses)} new addresses`}
    </Chip>
  );
}

interface ChipProps {
  readonly icon: IconName;
  readonly title: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Chip({ icon, title, onClick, children }: ChipProps) {
  return (
    <button type="button" className={styles['badChip']} title={title} onClick={onClick}>
      <Icon icon={icon} size={10} /> {children}
    </button>
  );
}
