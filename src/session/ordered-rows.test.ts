import { describe, expect, it } from 'vitest';
import { maskSecrets } from '#cloudtrail/secrets.ts';
import { FIELD_KEYS } from '#cloudtrail/fields.ts';
import {
  ALL_EXPORT_FIELDS,
  exportCells,
  exportGroups,
  exportPlaces,
  exportWindow,
} from '#query/export-rows.ts';
import type { ExportCell } from '#query/export-rows.ts';
import { parseSearch } from '#query/search-syntax.ts';
import { NEWEST_FIRST } from '#query/sort.ts';
import type { LiveSession } from './data-set.ts';
import { OrderedRows } from './ordered-rows.ts';
import { log, openSession, record, records } from './testing/workbench.ts';

const open = { from: null, to: null };
const everything = parseSearch('', open).filter;
const places = (order: string, offset: number, limit: number) => [exportPlaces(order, offset, limit)];
const never = new AbortController().signal;

async function exported(
  session: LiveSession,
  search: string,
  rows = 7,
): Promise<Record<string, ExportCell>[]> {
  const listing = { filter: parseSearch(search, open).filter, sort: NEWEST_FIRST };
  const ordered = new OrderedRows(session, listing, never);
  const found: Record<string, ExportCell>[] = [];
  const groups = exportGroups(ALL_EXPORT_FIELDS);
  const ask = (order: string, offset: number, limit: number) =>
    groups.map((fields) => exportWindow(order, offset, limit, fields));
  for await (const window of ordered.windows(await ordered.count(), rows, ask)) {
    for (const at of (window[0] ?? []).keys()) {
      const entries = groups.flatMap((fields, number) =>
        exportCells(window[number]?.[at] ?? {}, fields).map((cell, place) => [fields[place], cell] as const),
      );
      found.push(Object.fromEntries(entries));
    }
  }
  return found;
}

describe('rows in order', () => {
  it('are each once, in the order of the table, whatever the size of the windows', async () => {
    const { session } = openSession();
    await session.addFiles([log('a', records(0, 30)), log('b', records(30, 45))]);
    const expected = Array.from({ length: 45 }, (_, n) => `bucket-${44 - n}`);
    for (const rows of [7, 15, 45, 100]) {
      expect((await exported(session, '', rows)).map((row) => row['resource'])).toEqual(expected);
    }
    const some = await exported(session, 'eventName:Get3');
    expect(some.map((row) => row['eventName'])).toEqual(Array.from({ length: 9 }, () => 'Get3'));
  });

  it('hold every field in full', async () => {
    const { session } = openSession();
    const long = 'y'.repeat(20_000);
    const text = record(1, {
      userIdentity: {
        type: 'AssumedRole',
        principalId: 'AROA:x',
        inScopeOf: { credentialsIssuedTo: 'arn:aws:lambda:x' },
        sessionContext: { ec2RoleDelivery: '2.0' },
      },
      errorMessage: long,
      requestParameters: { bucketName: 'b', long },
      additionalEventData: { MFAUsed: 'No' },
      addendum: { reason: 'DELIVERY_DELAY' },
      readOnly: false,
    });
    await session.addFiles([log('a', [text])]);
    const [row] = await exported(session, '');
    expect(row).toMatchObject({
      eventTime: Date.UTC(2025, 9, 1, 0, 0, 1),
      principalId: 'AROA:x',
      inScopeOf: 'arn:aws:lambda:x',
      ec2RoleDelivery: '2.0',
      mfaUsed: 'No',
      addendumReason: 'DELIVERY_DELAY',
      readOnly: false,
      errorMessage: long,
      requestParameters: JSON.stringify({ bucketName: 'b', long }),
      resource: 'b',
      fileName: 'a',
      recordOffset: '{"Records":['.length,
      recordLength: text.length,
    });
    expect(Object.keys(row ?? {}).toSorted()).toEqual(
      [...FIELD_KEYS.filter((key) => key !== 'blastRadius'), 'recordOffset', 'recordLength'].toSorted(),
    );
    expect(maskSecrets(String(row?.['requestParameters']))).toBe(row?.['requestParameters']);
  });

  it('lead back to the records', async () => {
    const { session } = openSession();
    await session.addFiles([log('a', records(0, 10))]);
    const ordered = new OrderedRows(session, { filter: everything, sort: NEWEST_FIRST }, never);
    const lines: string[] = [];
    for await (const [window = []] of ordered.windows(10, 4, places)) {
      const found = new Map<number, string>();
      await session.evidenceOf(window, (index, bytes) => {
        found.set(index, Buffer.from(bytes ?? []).toString());
      });
      lines.push(...window.map((_, index) => found.get(index) ?? ''));
    }
    expect(lines).toEqual(records(0, 10).toReversed());
  });

  it('end with a sentence when files are added, and at once when called off', async () => {
    const { session } = openSession();
    await session.addFiles([log('a', records(0, 10))]);
    const listing = { filter: everything, sort: NEWEST_FIRST };
    const windows = new OrderedRows(session, listing, never).windows(10, 4, places);
    await windows.next();
    await session.addFiles([log('b', records(10, 20))]);
    await expect(windows.next()).rejects.toThrow(/Files were added/);
    const stop = new AbortController();
    const reason = new Error('enough');
    const stopped = new OrderedRows(session, listing, stop.signal).windows(20, 4, places);
    await stopped.next();
    stop.abort(reason);
    await expect(stopped.next()).rejects.toBe(reason);
  });
});
