import { describe, expect, it } from 'vitest';
import { withTime } from '#query/edit-filter.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import { formatFilter } from '#query/format-filter.ts';
import { readLink, writeLink } from './link.ts';
import { eventsOfSpike } from './spike-events.ts';
import { DEFAULT_VIEW, isValidView } from './view-state.ts';

const MINUTE = 60_000;
const START = Date.UTC(2025, 9, 10, 20, 33);
const series = {
  family: 'address',
  eventSource: null,
  name: '198.51.100.77',
  ownAccount: null,
  region: null,
  account: '111122223333',
} as const;
const spike = { series, direction: 'up', start: START, end: START + 8 * MINUTE } as const;

describe('the events of a spike', () => {
  it('are shown with a minute before and after', () => {
    const left = { ...DEFAULT_VIEW, screen: 'spikes', event: { eventId: 'e' }, find: 'x' } as const;
    const view = { ...left, ...eventsOfSpike(left, spike) };
    expect(view).toMatchObject({ screen: 'events', event: null, find: '' });
    expect(view.filter).toMatchObject({ from: START - MINUTE, to: START + 9 * MINUTE });
    expect(formatFilter(view.filter)).toContain('sourceIPAddress:198.51.100.77');
    expect(formatFilter(view.filter)).toContain('recipientAccountId:111122223333');
  });

  it('stay within the time that was looked at', () => {
    const view = { ...DEFAULT_VIEW, filter: withTime(DEFAULT_VIEW.filter, START, null) };
    expect(eventsOfSpike(view, spike).filter).toMatchObject({ from: START, to: START + 9 * MINUTE });
  });

  it('of trails that fell silent together are those of all', () => {
    const trails = {
      ...spike,
      direction: 'down',
      together: { trails: 3, accounts: 2, isFirst: true },
    } as const;
    const { filter } = eventsOfSpike(DEFAULT_VIEW, trails);
    expect(filter).toEqual({ clauses: [], from: START - 60 * MINUTE, to: START + 68 * MINUTE });
    const one = eventsOfSpike(DEFAULT_VIEW, { ...trails, together: { ...trails.together, isFirst: false } });
    expect(one.filter?.clauses.length).toBeGreaterThan(0);
  });

  it('of a drop are those around it', () => {
    const { filter } = eventsOfSpike(DEFAULT_VIEW, { ...spike, direction: 'down' });
    expect(filter).toMatchObject({ from: START - 60 * MINUTE, to: START + 68 * MINUTE });
  });

  it('count reading management calls only where the spikes do', () => {
    const texts = [false, true].map((countReads) =>
      formatFilter(eventsOfSpike({ ...DEFAULT_VIEW, countReads }, spike).filter ?? EMPTY_FILTER),
    );
    expect(texts.map((text) => text.includes('readOnly:true'))).toEqual([true, false]);
  });

  it('stand in a link, whatever the names', () => {
    const name = '<b>x</b>" OR \u202E*:(~%';
    for (const family of ['call', 'error', 'principal', 'address', 'denied', 'trail'] as const) {
      const view = {
        ...DEFAULT_VIEW,
        ...eventsOfSpike(DEFAULT_VIEW, { ...spike, series: { ...series, family, name } }),
      };
      expect(isValidView(view)).toBe(true);
      const { view: back, dropped } = readLink(writeLink(view));
      expect(dropped).toEqual([]);
      expect(back.filter).toEqual(view.filter);
    }
  });
});
