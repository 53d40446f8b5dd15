import { expect, it } from 'vitest';
import { log, openSession, record } from '#session/testing/workbench.ts';
import { askMatches } from '#session/use-match-query.ts';
import { enderRows, makerRows } from './made-resources.ts';
import { parseSearch } from './search-syntax.ts';

const S3 = { eventSource: 's3.amazonaws.com', readOnly: false };

it('events that made something, and those that may have ended it', async () => {
  const { session } = openSession();
  await session.addFiles([
    log('a.json.gz', [
      record(1, { ...S3, eventName: 'CreateBucket', requestParameters: { bucketName: "b';--" } }),
      record(2, { ...S3, eventName: 'CreateBucket', errorCode: 'AccessDenied' }),
      record(3, { ...S3, eventName: 'CreateUser', eventSource: 'iam.amazonaws.com' }),
      record(4, { ...S3, eventName: 'PutObject' }),
      record(5, { ...S3, eventName: 'DeleteBucket' }),
      record(6, { ...S3, eventName: 'DeleteBucket20150331' }),
    ]),
  ]);
  const { filter } = parseSearch('source:*');
  expect(await askMatches(session, { filter, ask: makerRows })).toHaveLength(1);
  const enders = (from: number) => session.query(enderRows(['DeleteBucket', "x';--"], from));
  expect(await enders(0)).toHaveLength(2);
  expect(await enders(Date.UTC(2100, 0))).toEqual([]);
});
