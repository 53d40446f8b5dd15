import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELD_KEYS, FIELDS } from '#cloudtrail/fields.ts';
import type { Database } from '#database/database.ts';
import { openNodeDatabase } from '#database/node-duckdb.ts';
import { addressOf, eventDetail, sameAddress } from './event-detail.ts';
import { EVENT_ORDER, eventPosition, eventWindow, topEvents } from './event-page.ts';
import { EVENT_ROW_COLUMNS } from './event-row.ts';
import type { EventRow, WantedColumns } from './event-row.ts';
import { readEventRows } from './event-rows.ts';
import type { RowIds } from './event-rows.ts';

const EVENTS = 250;
let database: Database;

/** Two events a second, half of them without a time; the third and the fourth share an eventID. */
const FILL = [
  `INSERT INTO action VALUES (1, 's3.amazonaws.com', 'DeleteBucket', 'AwsApiCall', 'Management', false, true, 'destructive')`,
  `INSERT INTO file VALUES (7, 'folder/it''s.json.gz')`,
  `INSERT INTO event (event_time, action_id, file_id, record_offset, record_length, outcome, event_id, request_parameters)
   SELECT CASE WHEN n < 200 THEN make_timestamp_ms(1760000000000 + (n // 2) * 1000) END, 1, 7, n * 100, 90, n % 3,
     ('00000000-0000-4000-8000-' || lpad((CASE n WHEN 4 THEN 3 ELSE n END)::VARCHAR, 12, '0'))::UUID, '{"bucketName":"b"}'
   FROM range(${EVENTS}) t(n)`,
  `INSERT INTO event (event_time, action_id, file_id, record_offset, record_length, outcome, odd_event_id)
   VALUES (make_timestamp_ms(1700000000000), 0, 7, 4294967295, 4294967295, 2, 'it''s; odd -- %')`,
  `INSERT INTO conflict VALUES ('00000000-0000-4000-8000-000000000003')`,
];

beforeAll(async () => {
  database = await openNodeDatabase();
  for (const sql of FILL) await database.run(sql);
  await database.run(`CREATE TABLE kept AS ${EVENT_ORDER.text}`);
});

afterAll(() => database.close());

async function rowsBy(ids: RowIds, fields: WantedColumns['fields'] = 'all'): Promise<EventRow[]> {
  const wanted = { fields, conflicts: true };
  return readEventRows((query) => database.query(query), await database.query(ids), wanted);
}

function valueIn(row: object | undefined, column: string | null): unknown {
  return Object.entries(row ?? {}).find(([name]) => name === column)?.[1];
}

describe('a page of events', () => {
  it('has every field that has a column', () => {
    const missing = FIELD_KEYS.filter((key) => {
      const { column } = FIELDS[key];
      return column !== null && !Object.hasOwn(EVENT_ROW_COLUMNS, column);
    });
    expect(missing).toEqual([]);
    expect(FIELD_KEYS.filter((key) => FIELDS[key].column !== null && FIELDS[key].column !== key)).toEqual([]);
  });

  it('is newest first, then by place; events without a time come last', async () => {
    const rows = await rowsBy(topEvents(0, 4));
    expect(rows.map((row) => row.recordOffset)).toEqual([19_800, 19_900, 19_600, 19_700]);
    expect(rows[0]).toMatchObject({
      eventTime: 1_760_000_099_000,
      eventName: 'DeleteBucket',
      eventSource: 's3.amazonaws.com',
      verb: 'destructive',
      readOnly: false,
      principal: null,
      fileName: "folder/it's.json.gz",
      outcome: 'success',
      conflict: false,
    });
    const last = await rowsBy(topEvents(EVENTS, 10));
    expect(last.map((row) => row.eventTime)).toEqual([null]);
  });

  it('is the same from the kept order, at any depth', async () => {
    for (const offset of [0, 1, 99, 100, 240, 250, 251, 5_000]) {
      const window = await rowsBy(eventWindow('kept', offset, 20));
      expect(window).toEqual(await rowsBy(topEvents(offset, 20)));
    }
  });

  it('holds what a line with the wanted fields needs, and null for the rest', async () => {
    const [whole] = await rowsBy(topEvents(0, 1));
    for (const key of FIELD_KEYS) {
      const [narrow] = await rowsBy(topEvents(0, 1), [key]);
      const { column } = FIELDS[key];
      expect([key, valueIn(narrow, column)]).toEqual([key, valueIn(whole, column)]);
      expect(narrow).toMatchObject({
        eventID: whole?.eventID,
        recordOffset: whole?.recordOffset,
        verb: whole?.verb,
      });
    }
    const [plain] = await rowsBy(topEvents(0, 1), ['eventTime']);
    expect(plain).toMatchObject({ requestParameters: null, readOnly: null, eventSource: null });
    const [resource] = await rowsBy(topEvents(0, 1), ['resource']);
    expect(resource).toMatchObject({
      requestParameters: '{"bucketName":"b"}',
      eventSource: 's3.amazonaws.com',
    });
  });

  it('gives rows in the order of their ids, near together or far apart', async () => {
    const all = await database.query(topEvents(0, EVENTS + 1));
    const ids = all.map((row) => row.row_id);
    const read = (some: readonly number[]): Promise<EventRow[]> =>
      readEventRows(
        (query) => database.query(query),
        some.map((row_id) => ({ row_id })),
      );
    const rows = await rowsBy(topEvents(0, EVENTS + 1));
    for (const some of [[], [ids[7] ?? 0], ids, ids.toReversed()])
      expect(await read(some)).toEqual(some.map((id) => rows[ids.indexOf(id)]));
    // So far apart that one look at all is quicker; those that are gone are left out.
    const scattered = ids.slice(0, 120).flatMap((id, n) => [id, 1_000_000 + n * 100_000]);
    expect(await read(scattered)).toEqual(rows.slice(0, 120));
    await expect(read([1.5])).rejects.toThrow(RangeError);
  });

  it('refuses what is no row number', () => {
    expect(() => topEvents(-1, 10)).toThrow(RangeError);
    expect(() => eventWindow('kept', 0.5, 10)).toThrow(RangeError);
  });

  it('marks both records of a conflict, and names them by place', async () => {
    const rows = await rowsBy(topEvents(0, EVENTS + 1));
    const marked = rows.filter((row) => row.conflict);
    expect(marked.map((row) => row.recordOffset).toSorted((a, b) => a - b)).toEqual([300, 400]);
    expect(marked.map(addressOf)).toContainEqual({ fileName: "folder/it's.json.gz", offset: 300 });
  });
});

describe('one event', () => {
  it('is found again under its address, and stands where it stood', async () => {
    const rows = await rowsBy(topEvents(0, EVENTS + 1));
    for (const position of [0, 1, 77, 192, 193, 196, 210, EVENTS]) {
      const row = rows[position];
      if (row === undefined) throw new Error('missing');
      const [found] = await database.query(eventDetail(addressOf(row)));
      expect(found).toMatchObject(row);
      expect(await database.query(eventPosition(row))).toEqual([{ position }]);
    }
  });

  it.each(["'", "'; DROP TABLE event; --", '%', '_', '\u0000', 'x'.repeat(2_000), '😀', '__proto__'])(
    'bears the address %j',
    async (text) => {
      expect(await database.query(eventDetail({ eventId: text }))).toEqual([]);
      expect(await database.query(eventDetail({ fileName: text, offset: 0 }))).toEqual([]);
    },
  );

  it('is found by an odd eventID', async () => {
    const [row] = await database.query(eventDetail({ eventId: "it's; odd -- %" }));
    expect(row).toMatchObject({ recordOffset: 4_294_967_295, outcome: 'error' });
  });
});

describe('sameAddress', () => {
  it('compares by what the address says', () => {
    expect(sameAddress({ eventId: 'a' }, { eventId: 'a' })).toBe(true);
    expect(sameAddress({ eventId: 'a' }, { eventId: 'b' })).toBe(false);
    expect(sameAddress({ fileName: 'a', offset: 1 }, { fileName: 'a', offset: 1 })).toBe(true);
    expect(sameAddress({ fileName: 'a', offset: 1 }, { eventId: 'a' })).toBe(false);
    expect(sameAddress(null, null)).toBe(true);
    expect(sameAddress(null, { eventId: 'a' })).toBe(false);
  });
});
