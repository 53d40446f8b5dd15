/**
 * What this browser remembers between visits, and nothing else does: everything of this kind goes through here.
 * Storage may be forbidden or full; then the choice lasts until the tab closes.
 */

export const PREFERENCES = {
  theme: 'trailscope.theme',
  singleKeys: 'trailscope.single-keys',
  density: 'trailscope.density',
  columnWidths: 'trailscope.column-widths',
  detailWidth: 'trailscope.detail-width',
  facetPanel: 'trailscope.facet-panel',
  facetWidth: 'trailscope.facet-width',
  foldedFacets: 'trailscope.folded-facets',
  histogram: 'trailscope.histogram',
  story: 'trailscope.story',
  storyWidth: 'trailscope.story-width',
  coverage: 'trailscope.coverage',
  spikesWidth: 'trailscope.spikes-width',
} as const;

export type PreferenceName = keyof typeof PREFERENCES;

export function readPreference(preference: PreferenceName): string | null {
  try {
    return window.localStorage.getItem(PREFERENCES[preference]);
  } catch {
    return null;
  }
}

export function writePreference(preference: PreferenceName, value: string | null): void {
  try {
    if (value === null) window.localStorage.removeItem(PREFERENCES[preference]);
    else window.localStorage.setItem(PREFERENCES[preference], value);
  } catch {
    // Private windows and full disks: the choice simply does not outlive the tab.
  }
}
