import { expect, it } from 'vitest';
import { log, openSession, record, records } from '#session/testing/workbench.ts';
import { fileContents } from './file-contents.ts';

it('tells what one file is about, and nothing of the others', async () => {
  const { session } = openSession();
  await session.addFiles([
    log('a', [
      record(1, { recipientAccountId: '111122223333' }),
      record(2, { recipientAccountId: '444455556666' }),
      record(3, { recipientAccountId: '444455556666', awsRegion: 'us-east-1' }),
      record(4, { eventTime: undefined }),
    ]),
    log('b', records(50, 60)),
    log('c', []),
  ]);
  const told = async (id: number) =>
    (await session.query(fileContents(id))).map(
      ({ what, value, events, values, first, last }) =>
        `${what} ${value ?? '–'}: ${events} (${values}) ${first ?? ''} ${last ?? ''}`,
    );
  expect(await told(0)).toEqual([
    `all –: 4 (1) ${Date.UTC(2025, 9, 1, 0, 0, 1)} ${Date.UTC(2025, 9, 1, 0, 0, 3)}`,
    'account 444455556666: 2 (3)  ',
    'account –: 1 (3)  ',
    'account 111122223333: 1 (3)  ',
    'region eu-west-1: 3 (2)  ',
    'region us-east-1: 1 (2)  ',
  ]);
  expect(await told(2)).toEqual(['all –: 0 (1)  ']);
});
