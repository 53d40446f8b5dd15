import type { Spike } from '#query/find-spikes.ts';

const MINUTE = 60_000;
const START = Date.UTC(2025, 9, 10, 20, 33);

/** Five minutes of DeleteObject where next to nothing was expected. */
export function spikeOf(members: Partial<Spike> = {}): Spike {
  return {
    series: {
      family: 'call',
      eventSource: 's3.amazonaws.com',
      name: 'DeleteObject',
      ownAccount: null,
      region: 'eu-west-1',
      account: '111122223333',
    },
    ids: { family: 'call', key: 1, regionId: 1, accountId: 1, reads: false },
    direction: 'up',
    start: START,
    end: START + 5 * MINUTE,
    peak: { at: START + MINUTE, count: 300 },
    observed: 1_204,
    expected: 0.02,
    ratio: 60_200,
    logP: -900,
    surprise: 'not by chance',
    scale: 5,
    days: 7,
    course: { from: START - 3_600_000, step: 3_600_000, counts: [0, 300] },
    together: null,
    ...members,
  };
}
