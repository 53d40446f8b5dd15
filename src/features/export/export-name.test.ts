import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_FILTER } from '#query/filter.ts';
import { parseSearch } from '#query/search-syntax.ts';
import { exportName } from './export-name.ts';

const SET = { name: 'the sample', fingerprint: '3f9c1f5e0c7f4d0e' };
const time = { from: Date.UTC(2025, 9, 10, 21, 10), to: Date.UTC(2025, 9, 10, 21, 20) };

describe('the name of an exported file', () => {
  it.each([
    ['csv', EMPTY_FILTER, 30_270, 'trailscope-the-sample-3f9c1f5e-30270-events.csv'],
    [
      'jsonl',
      parseSearch('outcome:denied -user:"a b"', { from: null, to: null }).filter,
      1,
      'trailscope-the-sample-3f9c1f5e-1-event-outcome-denied-principal-a-b.jsonl',
    ],
    [
      'parquet',
      parseSearch('', time).filter,
      5,
      'trailscope-the-sample-3f9c1f5e-5-events-from-20251010T211000Z-to-20251010T212000Z.parquet',
    ],
  ] as const)('of %s', (format, filter, events, name) => {
    expect(exportName(format, SET, events, filter)).toBe(name);
  });

  it('does not repeat what kind of file the data came in', () => {
    expect(exportName('csv', { ...SET, name: 'logs/a.json.gz' }, 2, EMPTY_FILTER)).toBe(
      'trailscope-logs-a-3f9c1f5e-2-events.csv',
    );
  });

  it('is a name that every disk takes, whatever the data set is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const text = exportName('csv', { ...SET, name: `${name}/../${name}` }, 1, EMPTY_FILTER);
        expect(text).toMatch(/^trailscope-[\w.-]*3f9c1f5e-1-event\.csv$/);
        expect(text).not.toContain('..');
        expect(text.length).toBeLessThan(140);
      }),
    );
  });
});
