import { expect, it } from 'vitest';
import { balancedBooks, log, openSession, record, source, uuid } from '#session/testing/workbench.ts';
import { partialCounts } from './partial-counts.ts';

const TABLE = [
  'eventID,eventTime,eventSource,eventName,awsRegion',
  ...[1, 2, 3].map((n) => `${uuid(n)},2025-10-01T00:00:0${n}Z,s3.amazonaws.com,Get${n},eu-west-1`),
].join('\n');

it('counts what was put together from rows, file by file; it makes way for the whole record and comes back', async () => {
  const { session } = openSession();
  await session.addFiles([log('whole.json', [record(1), record(9)]), source('table.csv', TABLE)]);
  expect(await balancedBooks(session)).toEqual([
    'whole.json loaded: 2 = 2 + 0 + 0',
    'table.csv loaded: 3 = 2 + 1 + 0',
  ]);
  expect(await session.query(partialCounts())).toEqual([{ fileId: 1, events: 2 }]);
  await session.removeFiles([0]);
  expect(await balancedBooks(session)).toEqual(['table.csv loaded: 3 = 3 + 0 + 0']);
  expect(await session.query(partialCounts())).toEqual([{ fileId: 1, events: 3 }]);
  await session.putBack([0]);
  expect(await session.query(partialCounts())).toEqual([{ fileId: 1, events: 2 }]);
});
