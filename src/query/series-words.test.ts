import { describe, expect, it } from 'vitest';
import type { SeriesName } from './series-name.ts';
import { seriesText, seriesWords } from './series-words.ts';

const NONE: SeriesName = {
  family: 'call',
  eventSource: null,
  name: null,
  ownAccount: null,
  region: null,
  account: null,
};

describe('seriesWords', () => {
  it('names an API by its service and its event name, where it is', () => {
    const series = {
      ...NONE,
      eventSource: 's3.amazonaws.com',
      name: 'DeleteObject',
      region: 'eu-west-1',
      account: '111122223333',
    };
    expect(seriesWords(series)).toEqual({
      service: 's3',
      name: 'DeleteObject',
      isValue: true,
      counted: 'calls',
      place: 'eu-west-1 · account 111122223333',
    });
    expect(seriesText(series)).toBe('s3 DeleteObject');
  });

  it('says what is counted, over which regions, and what has no name', () => {
    const words = (series: Partial<SeriesName>) => seriesWords({ ...NONE, account: '1', ...series });
    expect(words({ family: 'error', name: 'AccessDenied', region: 'us-east-1' })).toMatchObject({
      name: 'AccessDenied',
      counted: 'errors',
      place: 'us-east-1 · account 1',
    });
    expect(words({ family: 'address', name: '198.51.100.77' }).place).toBe('all regions · account 1');
    expect(words({ family: 'denied' })).toMatchObject({ name: 'Denied calls', isValue: false });
    expect(words({ family: 'trail', region: 'eu-west-1' }).name).toBe('All calls');
    expect(seriesWords(NONE)).toMatchObject({
      name: 'Calls without a name',
      place: 'no region · no account',
    });
  });

  it('leaves hostile names as they are, for whoever shows them', () => {
    const name = '<b>\u202e*';
    expect(seriesWords({ ...NONE, eventSource: 'evil.amazonaws.com.', name })).toMatchObject({
      service: 'evil.amazonaws.com.',
      name,
      isValue: true,
    });
  });
});
