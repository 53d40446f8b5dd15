import { HistogramPanel } from '#features/histogram/histogram-panel.tsx';
import { OverviewPanel } from '#features/overview/overview-panel.tsx';
import { FilterPills } from '#features/search/filter-pills.tsx';
import { NothingMatches } from '#features/search/nothing-matches.tsx';

const NOTHING_MATCHES = <NothingMatches />;

/** Where to look first: what is in the logs that match. */
export function OverviewScreen() {
  return (
    <>
      <FilterPills />
      <OverviewPanel chart={(tools) => <HistogramPanel tools={tools} />} nothingMatches={NOTHING_MATCHES} />
    </>
  );
}
