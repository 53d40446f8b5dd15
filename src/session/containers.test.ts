/** Records out of other containers, loaded: shown again as delivered, and held against copies of the same events. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import type { LiveSession } from './data-set.ts';
import type { KnownRecord } from './session.ts';
import {
  balancedBooks,
  log,
  openSession,
  record,
  records,
  rowsOf,
  source,
  uuid,
} from './testing/workbench.ts';

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const lookup = (texts: readonly string[]): string =>
  JSON.stringify({ Events: texts.map((text) => ({ EventId: 'x', CloudTrailEvent: text })) });
const table = (texts: readonly string[]): string =>
  `"eventid","eventjson"\r\n${texts.map((text) => `"x",${cell(text)}\r\n`).join('')}`;
const history = (ids: readonly number[]): string =>
  `Event name,Event time,Event source,Event ID,Note\n${ids.map((n) => `Listed,2025-10-01T12:00:0${n}Z,s3.amazonaws.com,${uuid(n)},n${n}\n`).join('')}`;
const ocsf = (n: number): string =>
  JSON.stringify({
    class_uid: 6003,
    metadata: { product: { name: 'CloudTrail' }, uid: uuid(n) },
    time: 1_759_305_600_000,
    api: { operation: 'Mapped', service: { name: 's3.amazonaws.com' } },
  });
const parquet = (ids: readonly number[]): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'eventname', data: ids.map(() => 'FromParquet') },
        { name: 'eventtime', data: ids.map(() => '2025-10-01T12:00:00Z') },
        { name: 'eventid', data: ids.map(uuid) },
      ],
    }),
  );

async function known(session: LiveSession): Promise<KnownRecord[]> {
  const rows = await rowsOf(
    session,
    `SELECT file_id AS "fileId", record_offset::BIGINT AS at, record_length::BIGINT AS size,
      record_hash::VARCHAR AS hash FROM event ORDER BY 1, 2`,
    { fileId: 'integer', at: 'integer', size: 'integer', hash: 'text' },
  );
  return rows.map(({ fileId, at, size, hash }) => ({ fileId, offset: at, length: size, hash }));
}

/** What is shown of each record, asked for one by one and all at once. */
async function shown(session: LiveSession): Promise<(string | null)[]> {
  const places = await known(session);
  const single = await Promise.all(places.map((place) => session.evidence(place)));
  const together = Array.from<string | null>({ length: places.length }).fill('never taken');
  await session.evidenceOf(places, (index, bytes) => {
    together[index] = bytes === null ? null : Buffer.from(bytes).toString();
  });
  expect(together).toEqual(single.map((bytes) => Buffer.from(bytes).toString()));
  return together;
}

describe('records in other containers', () => {
  const texts = [...records(0, 5), record(5, { requestParameters: { a: 'x "y" \\ é漢😀\n' } })];

  it.each([
    ['a list', `[${texts.join(',\n')}]`],
    ['strings', lookup(texts)],
    ['strings in strings', JSON.stringify({ Messages: [{ Body: lookup(texts) }] })],
    ['cells', table(texts)],
    ['lines of CloudWatch', texts.map((text) => `2025-10-01T12:00:00.000Z ${text}\n`).join('')],
  ])('in %s are shown byte for byte', async (_, content) => {
    const { session } = openSession();
    await session.addFiles([source('x', content)]);
    expect(await balancedBooks(session)).toEqual(['x loaded: 6 = 6 + 0 + 0']);
    expect(await shown(session)).toEqual(texts);
  });

  it('that are rows, OCSF or Parquet are shown in the form in which they came', async () => {
    const { session } = openSession();
    await session.addFiles([source('h', history([1])), source('o', ocsf(2)), source('p', parquet([3, 4]))]);
    expect(await shown(session)).toEqual([
      `{"Event name":"Listed","Event time":"2025-10-01T12:00:01Z","Event source":"s3.amazonaws.com","Event ID":"${uuid(1)}","Note":"n1"}`,
      ocsf(2),
      `{"eventname":"FromParquet","eventtime":"2025-10-01T12:00:00Z","eventid":"${uuid(3)}"}`,
      `{"eventname":"FromParquet","eventtime":"2025-10-01T12:00:00Z","eventid":"${uuid(4)}"}`,
    ]);
    const forms = await rowsOf(session, 'SELECT "partial" FROM events ORDER BY "fileId"', {
      partial: 'text?',
    });
    expect(forms.map(({ partial }) => partial)).toEqual(['table row', 'OCSF', 'table row', 'table row']);
  });

  it('are copies of the same records in log files', async () => {
    const { session } = openSession();
    await session.addFiles([source('x', lookup(texts)), log('log', texts), source('t', table(texts))]);
    expect(session.getState().totals).toMatchObject({ events: 6, duplicates: 12, conflicts: 0 });
  });

  it('are duplicates where they are partial and the whole record is there, never conflicts', async () => {
    const { session } = openSession();
    const ids = [0, 1, 2];
    await session.addFiles([
      source('h', history([...ids, 7])),
      source('o', ocsf(1)),
      source('o7', ocsf(7)),
      source('p', parquet([7])),
      log('log', records(0, 3)),
    ]);
    expect(await balancedBooks(session)).toEqual([
      'h loaded: 4 = 0 + 4 + 0',
      'o loaded: 1 = 0 + 1 + 0',
      'o7 loaded: 1 = 1 + 0 + 0',
      'p loaded: 1 = 0 + 1 + 0',
      'log loaded: 3 = 3 + 0 + 0',
    ]);
    expect(session.getState().totals).toMatchObject({ events: 4, conflicts: 0 });
  });

  it('with an eventID in common and other bytes are conflicts as before, partial ones aside', async () => {
    const { session } = openSession();
    await session.addFiles([
      log('a', [record(1)]),
      log('b', [record(1, { awsRegion: 'x' })]),
      source('h', history([1])),
    ]);
    expect(session.getState().totals).toMatchObject({ events: 2, duplicates: 1, conflicts: 1 });
  });
});
