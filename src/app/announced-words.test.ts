import { describe, expect, it } from 'vitest';
import { fileReport } from '#features/files/file-report.fixture.ts';
import type { FileReport, LoadProgress, SessionState, Totals } from '#session/session.ts';
import { loadWords, matchWords } from './announced-words.ts';

const TOTALS: Totals = {
  files: 0,
  archives: 0,
  filesLoaded: 0,
  filesSetAside: 0,
  filesFailed: 0,
  events: 0,
  found: 0,
  duplicates: 0,
  rejected: 0,
  conflicts: 0,
  firstTime: null,
  lastTime: null,
};
const PROGRESS: LoadProgress = {
  bytesRead: 0,
  bytesTotal: 0,
  filesDone: 0,
  filesTotal: 0,
  events: 0,
  eventsPerSecond: 0,
  secondsLeft: null,
  activity: 'Reading',
};
const STATE: SessionState = {
  phase: 'empty',
  revision: 0,
  totals: TOTALS,
  files: [],
  removed: [],
  progress: null,
  problem: null,
  engineBytes: null,
  engineShare: null,
  compressed: false,
};

describe('what is read out while files are loaded', () => {
  const loading = (progress: Partial<LoadProgress>): string =>
    loadWords({ ...STATE, phase: 'loading', progress: { ...PROGRESS, ...progress } });

  it('is nothing where nothing is loaded, or all of it failed', () => {
    expect(loadWords(STATE)).toBe('');
    expect(loadWords({ ...STATE, phase: 'failed' })).toBe('');
  });

  it('says what is waited for before the first byte', () => {
    const opening: SessionState = { ...STATE, phase: 'opening' };
    expect(loadWords(opening)).toBe('Starting the database');
    expect(loadWords({ ...opening, engineShare: 0.4 })).toBe('Fetching the database');
    expect(loadWords({ ...opening, engineShare: 1 })).toBe('Starting the database');
  });

  it('says how far it is, in whole percent', () => {
    expect(loading({ bytesRead: 2, bytesTotal: 3, events: 1_234_567 })).toBe(
      'Reading: 66 %, 1,234,567 events',
    );
    expect(loading({ events: 1, activity: 'Looking for duplicates' })).toBe(
      'Looking for duplicates: 0 %, 1 event',
    );
  });

  it('is never beyond the end, where a file has grown', () => {
    expect(loading({ bytesRead: 5, bytesTotal: 3 })).toBe('Reading: 100 %, 0 events');
  });
});

describe('what is read out when files are loaded', () => {
  const ready = (totals: Partial<Totals>, files: readonly FileReport[] = []): string =>
    loadWords({ ...STATE, phase: 'ready', totals: { ...TOTALS, ...totals }, files });

  it('counts events and files', () => {
    expect(ready({ events: 30_233, files: 58 })).toBe('Loaded: 30,233 events in 58 files');
    expect(ready({ events: 1, files: 1 })).toBe('Loaded: 1 event in 1 file');
  });

  it('says what is missing', () => {
    expect(ready({ events: 7, files: 4, filesFailed: 1, rejected: 2 })).toBe(
      'Loaded: 7 events in 4 files, 1 file failed, 2 records rejected',
    );
  });

  it('does not say that all is loaded when it was cancelled', () => {
    expect(ready({ events: 7, files: 2 }, [fileReport(), fileReport({ status: 'cancelled' })])).toBe(
      'Loading cancelled: 7 events in 2 files',
    );
  });
});

describe('what is read out of a filter', () => {
  it('is how many it leaves, and what it is', () => {
    expect(matchWords(1_204, 30_233, 'outcome is denied')).toBe(
      '1,204 match, of 30,233 events: outcome is denied',
    );
    expect(matchWords(30_233, 30_233, '')).toBe('All 30,233 events');
  });

  it('is short, however long the filter is, and keeps its end', () => {
    const words = `user is ${'x'.repeat(5_000)} and region is eu-west-1`;
    const said = matchWords(0, 1, words);
    expect(said.length).toBeLessThan(250);
    expect(said).toMatch(/^0 match, of 1 event: user is x.*region is eu-west-1$/);
  });

  it('shows what cannot be seen instead of reading it out', () => {
    const said = matchWords(1, 2, 'user is a\u202eb\u0007');
    expect(said).not.toContain('\u202e');
    expect(said).not.toContain('\u0007');
  });
});
