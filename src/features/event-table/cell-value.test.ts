import { describe, expect, it } from 'vitest';
import { EVENT_ROW_COLUMNS } from '#query/event-row.ts';
import type { EventRow } from '#query/event-row.ts';
import { cellTitleOf, cellValue } from './cell-value.ts';

const NOTHING = Object.fromEntries(Object.keys(EVENT_ROW_COLUMNS).map((name) => [name, null]));

function rowOf(values: Partial<EventRow>): EventRow {
  const empty = { fileId: 0, recordOffset: 0, recordLength: 0, conflict: false, outcome: 'success' };
  const row: EventRow = Object.assign(Object.create(null), NOTHING, empty, values);
  return row;
}

describe('the value of a cell', () => {
  it('is the record’s own, not what is shown', () => {
    const row = rowOf({ eventSource: 's3.amazonaws.com', readOnly: true });
    expect(cellValue(row, 'eventSource')).toEqual({
      target: { field: 'eventSource' },
      value: 's3.amazonaws.com',
      text: 's3.amazonaws.com',
    });
    expect(cellValue(row, 'readOnly').value).toBe('true');
  });

  it('can be absent, and is found as such', () => {
    const cell = cellValue(rowOf({}), 'errorCode');
    expect(cell).toEqual({ target: { field: 'errorCode' }, value: null, text: null });
    expect(cellTitleOf('errorCode', cell)).toMatch(/^No /);
  });

  it('of a time is copied as CloudTrail writes it, and no value to filter for', () => {
    const row = rowOf({ eventTime: Date.UTC(2025, 9, 10, 21, 13, 51) });
    expect(cellValue(row, 'eventTime')).toMatchObject({ target: null, text: '2025-10-10T21:13:51Z' });
  });

  it('of JSON, or of a very long text, is only copied', () => {
    expect(cellValue(rowOf({ requestParameters: '{}' }), 'requestParameters').target).toBeNull();
    expect(cellValue(rowOf({ userAgent: 'a'.repeat(2_000) }), 'userAgent').target).toBeNull();
  });
});

describe('a resource', () => {
  const s3 = (requestParameters: string): EventRow =>
    rowOf({ eventSource: 's3.amazonaws.com', eventName: 'GetObject', requestParameters });

  it('is looked for by the part that stands in the record', () => {
    const row = s3('{"bucketName":"finance","key":"2025/report.csv"}');
    expect(cellValue(row, 'resource')).toEqual({
      target: { field: 'resource' },
      value: '2025/report.csv',
      text: 'finance/2025/report.csv',
    });
    expect(cellValue(s3('{"bucketName":"finance"}'), 'resource').value).toBe('finance');
  });

  it('is found though JSON escapes it', () => {
    expect(cellValue(s3('{"bucketName":"a\\"b"}'), 'resource').value).toBe('a"b');
  });

  it('may be unknown', () => {
    expect(cellValue(rowOf({}), 'resource')).toEqual({ target: null, value: null, text: null });
  });
});
