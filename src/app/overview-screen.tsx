import { FilterPills } from '#features/search/filter-pills.tsx';
import { OverviewPanel } from '#features/overview/overview-panel.tsx';

/** Where to look first: what is in the logs that match. */
export function OverviewScreen() {
  return (
    <>
      <FilterPills />
      <OverviewPanel />
    </>
  );
}
