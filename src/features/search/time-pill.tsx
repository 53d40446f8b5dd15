import { useTimeText } from '#view-state/use-time-text.ts';
import { FilterPill } from './filter-pill.tsx';

interface TimePillProps {
  readonly from: number | null;
  readonly to: number | null;
  readonly onRemove: () => void;
}

/** The range of time, in the chosen zone. It is set in the header and in the histogram. */
export function TimePill({ from, to, onRemove }: TimePillProps) {
  const { time, timeWithZone } = useTimeText();
  const [lead, text] =
    from !== null && to !== null
      ? ['time is from ', `${time(from)} to ${timeWithZone(to)}`]
      : from !== null
        ? ['time is from ', timeWithZone(from)]
        : ['time is before ', timeWithZone(to ?? 0)];
  return <FilterPill tone="plain" lead={lead} text={text} whole={`${lead}${text}`} onRemove={onRemove} />;
}
