import { expect, it } from 'vitest';
import { passes, shownFiles } from './file-filter.ts';
import { fileReport } from './file-report.fixture.ts';

const good = fileReport({ name: 'logs/Good.json', found: 1, loaded: 1 });
const damaged = fileReport({ name: 'logs/damaged.json', loaded: 1, rejectedCount: 1 });
const failed = fileReport({ name: 'failed.json', status: 'failed' });
const aside = fileReport({ name: 'notes.txt', status: 'set-aside' });
const copies = fileReport({ name: 'again.json', found: 1, duplicates: 1 });
const reading = fileReport({ name: 'big.json', status: 'reading' });
const gone = fileReport({ name: 'gone.json', loaded: 5 });
const all = [good, damaged, failed, aside, copies, reading];

it('sorts files by what happened to them', () => {
  expect(all.filter((one) => passes(one, 'all'))).toEqual(all);
  expect(all.filter((one) => passes(one, 'problems'))).toEqual([damaged, failed]);
  expect(all.filter((one) => passes(one, 'no-events'))).toEqual([failed, aside, copies]);
});

it('finds files by a part of their name, among those of the set or those that were removed', () => {
  const state = { files: all, removed: [gone] };
  expect(shownFiles(state, 'all')).toEqual(all);
  expect(shownFiles(state, 'all', ' LOGS/ ')).toEqual([good, damaged]);
  expect(shownFiles(state, 'problems', 'logs')).toEqual([damaged]);
  expect(shownFiles(state, 'removed', 'g')).toEqual([gone]);
});
