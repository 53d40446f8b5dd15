import type { GuidePlace } from '#ui/guide-places.ts';
import type { Screen } from '#view-state/view-state.ts';

/** What each screen is called, and where the user guide explains it. */
export const GUIDE_OF_SCREEN: Readonly<Record<Screen, { readonly label: string; readonly to: GuidePlace }>> =
  {
    overview: { label: 'Overview', to: 'screen-overview' },
    events: { label: 'Events', to: 'screen-events' },
    compare: { label: 'Comparison', to: 'event-detail#comparing-events' },
    principals: { label: 'Principals', to: 'screen-principals' },
    timeline: { label: 'Timeline', to: 'timeline' },
    sessions: { label: 'Sessions', to: 'sessions' },
    new: { label: 'What is new', to: 'screen-principals#what-is-new' },
    spikes: { label: 'Spikes', to: 'screen-spikes' },
    data: { label: 'Data', to: 'screen-data' },
  };
