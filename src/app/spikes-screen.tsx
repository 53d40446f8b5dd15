import { FilterPills } from '#features/search/filter-pills.tsx';
import { SpikesPanel } from '#features/spikes/spikes-panel.tsx';

/** Unusual activity among what matches. */
export function SpikesScreen() {
  return (
    <>
      <FilterPills />
      <SpikesPanel />
    </>
  );
}
