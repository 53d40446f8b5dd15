import { describe, expect, it } from 'vitest';
import { parseSearch } from '#query/search-syntax.ts';
import { DEFAULT_VIEW } from '#view-state/view-state.ts';
import type { ViewState } from '#view-state/view-state.ts';
import { holdsNames, viewWords } from './view-words.ts';

const utc = (ms: number): string => new Date(ms).toISOString();

function wordsOf(view: Partial<ViewState>): Record<string, string> {
  return Object.fromEntries(
    viewWords({ ...DEFAULT_VIEW, ...view }, utc).map(({ label, words }) => [label, words]),
  );
}

const filter = parseSearch('eventName:DeleteBucket -outcome:denied', {
  from: Date.UTC(2025, 9, 1),
  to: Date.UTC(2025, 9, 2),
}).filter;

describe('a view in words', () => {
  it('says little of the view of the start', () => {
    expect(wordsOf({})).toEqual({ Screen: 'Events', Filter: 'none', Time: 'all' });
  });

  it('says every piece that is not as at the start', () => {
    expect(
      wordsOf({
        screen: 'compare',
        filter,
        event: { fileName: 'a.json', offset: 7 },
        sort: { field: 'errorCode', descending: true },
        columns: ['eventTime', 'errorCode'],
        pinned: ['eventTime'],
        facets: [],
        runs: true,
        stack: 'verb',
        zone: 'Europe/Berlin',
        against: 'before',
        compare: [{ eventId: 'a' }, { eventId: 'b' }],
      }),
    ).toEqual({
      Screen: 'Compare',
      Filter: 'event is DeleteBucket and outcome is not denied',
      Time: 'from 2025-10-01T00:00:00.000Z to 2025-10-02T00:00:00.000Z',
      'Open event': 'byte 7 of a.json',
      Order: 'by Error code, Z to A',
      Columns: 'Time, Error code',
      'Pinned columns': 'Time',
      'Values counted': 'none',
      Runs: 'alike events shown as one line',
      Bars: 'divided by verb',
      Compared: 'with as long a time just before',
      'Side by side': '2 events',
      'Times shown in': 'Europe/Berlin',
    });
  });

  it('counts conditions that are switched off, since the link carries them too', () => {
    const clauses = filter.clauses.map((clause) => ({ ...clause, disabled: true }));
    expect(wordsOf({ filter: { clauses, from: null, to: null } })).toMatchObject({
      Filter: 'none (and 2 conditions switched off)',
    });
    expect(holdsNames({ ...DEFAULT_VIEW, filter: { clauses, from: null, to: null } })).toBe(true);
    expect(holdsNames(DEFAULT_VIEW)).toBe(false);
  });
});
