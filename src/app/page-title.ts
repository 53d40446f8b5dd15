/** What the tab of the browser is called: the screen, the data set, the program. The first is what tells tabs apart. */
import type { Screen, ViewState } from '#view-state/view-state.ts';
import type { SpikeTab } from '#view-state/spike-view.ts';
import type { SessionPhase } from '#session/session.ts';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';

const PRODUCT = 'Trailscope';
const LONGEST_NAME = 40;

const SCREEN_NAMES: Readonly<Record<Screen, string>> = {
  overview: 'Overview',
  events: 'Events',
  compare: 'Events side by side',
  principals: 'Principals',
  timeline: 'Timeline',
  sessions: 'Sessions',
  new: 'What is new',
  spikes: 'Spikes',
  data: 'Data',
};

export const SPIKE_TAB_NAMES: Readonly<Record<SpikeTab, string>> = {
  list: 'Spikes',
  series: 'Series',
  hours: 'Hours',
};

/** `name`: of the data set; null while it is not known. It comes out of a file name. */
export function pageTitle(
  phase: SessionPhase,
  { screen, spikeTab }: Pick<ViewState, 'screen' | 'spikeTab'>,
  name: string | null,
): string {
  if (phase === 'empty') return PRODUCT;
  if (phase === 'failed') return `The database has stopped · ${PRODUCT}`;
  const where = screen === 'spikes' ? SPIKE_TAB_NAMES[spikeTab] : SCREEN_NAMES[screen];
  const set = phase === 'ready' ? cutMiddle(visibleText(name ?? ''), LONGEST_NAME) : 'loading';
  return [where, set, PRODUCT].filter((part) => part !== '').join(' · ');
}
