import { expect, it } from 'vitest';
import type { FileKind } from '#cloudtrail/containers.ts';
import { fileReport } from './file-report.fixture.ts';
import { whatToDo } from './what-to-do.ts';

const KINDS: readonly FileKind[] = [
  'digest',
  'insight-series',
  'html',
  'guardduty',
  'csv',
  'zip',
  'text',
  'empty',
  'blank',
  'unknown',
];

it.each(KINDS)('has a sentence for what is set aside: %s', (kind) => {
  expect(whatToDo(fileReport({ status: 'set-aside', kind }))).toMatch(/^[A-Z].*\.$/);
});

it('says why a log gives no events', () => {
  expect(whatToDo(fileReport({ found: 0 }))).toMatch(/holds no records/);
  expect(whatToDo(fileReport({ found: 3, duplicates: 3 }))).toMatch(/in another file of the set already/);
  expect(whatToDo(fileReport({ found: 3, duplicates: 2, rejectedCount: 1 }))).toBe(
    '1 record could not be read, 2 others in another file already. Open the line to see where and why, and fetch a new copy of the file if you can.',
  );
});

it('says how to get the rest of what was not read to its end', () => {
  expect(whatToDo(fileReport({ status: 'cancelled', loaded: 7 }))).toMatch(
    /^Reading was cancelled .*7 records of it are loaded\. Add it again/,
  );
  expect(whatToDo(fileReport({ status: 'failed' }))).toMatch(
    /^It could not be read to its end\. Add it again/,
  );
});

it('is silent where all is well', () => {
  expect(whatToDo(fileReport({ found: 3, loaded: 2, duplicates: 1 }))).toBeNull();
  expect(whatToDo(fileReport({ status: 'reading' }))).toBeNull();
});
