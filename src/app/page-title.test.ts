import { describe, expect, it } from 'vitest';
import { DEFAULT_VIEW, SCREENS } from '#view-state/view-state.ts';
import { SPIKE_TABS } from '#view-state/spike-view.ts';
import { pageTitle } from './page-title.ts';

describe('pageTitle', () => {
  it('names the screen, the data set and the program', () => {
    expect(pageTitle('ready', DEFAULT_VIEW, 'logs')).toBe('Events · logs · Trailscope');
    expect(pageTitle('loading', DEFAULT_VIEW, null)).toBe('Events · loading · Trailscope');
    expect(pageTitle('ready', DEFAULT_VIEW, null)).toBe('Events · Trailscope');
    expect(pageTitle('empty', DEFAULT_VIEW, null)).toBe('Trailscope');
  });

  it('tells every screen from every other', () => {
    const views = [
      ...SCREENS.filter((screen) => screen !== 'spikes').map((screen) => ({ ...DEFAULT_VIEW, screen })),
      ...SPIKE_TABS.map((spikeTab) => ({ ...DEFAULT_VIEW, screen: 'spikes' as const, spikeTab })),
    ];
    const titles = views.map((view) => pageTitle('ready', view, 'logs'));
    expect(new Set(titles).size).toBe(views.length);
  });

  it('shows what would not be seen in a name, and cuts a long one', () => {
    expect(pageTitle('ready', DEFAULT_VIEW, 'a\u202eb')).not.toContain('\u202e');
    expect(pageTitle('ready', DEFAULT_VIEW, 'x'.repeat(500)).length).toBeLessThan(80);
  });
});
