import { describe, expect, it } from 'vitest';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { moveColumn, pinnedCount, shownOrder, stepColumn, togglePinned } from './column-order.ts';

const columns: readonly FieldKey[] = ['eventTime', 'eventName', 'principal', 'awsRegion', 'outcome'];
const free = { columns, pinned: [] };
const pinned = { columns, pinned: ['outcome', 'eventName', 'errorCode'] as const };

it('shows pinned columns first, those that are not shown nowhere', () => {
  expect(shownOrder(pinned)).toEqual(['eventName', 'outcome', 'eventTime', 'principal', 'awsRegion']);
  expect(pinnedCount(pinned)).toBe(2);
});

describe('moving', () => {
  it('puts a column at a place', () => {
    expect(moveColumn(free, 'outcome', 1)).toEqual([
      'eventTime',
      'outcome',
      'eventName',
      'principal',
      'awsRegion',
    ]);
    expect(moveColumn(free, 'eventTime', 99).at(-1)).toBe('eventTime');
    expect(moveColumn(free, 'errorCode', 0)).toEqual(columns);
  });

  it('stays within the group, and leaves the other where it is', () => {
    const places = { ...pinned, columns: moveColumn(pinned, 'awsRegion', 0) };
    expect(shownOrder(places)).toEqual(['eventName', 'outcome', 'awsRegion', 'eventTime', 'principal']);
    expect(places.columns.indexOf('eventName')).toBe(1);
    expect(places.columns.indexOf('outcome')).toBe(4);
  });

  it('steps, and stops at the ends', () => {
    expect(stepColumn(free, 'eventName', -1).slice(0, 2)).toEqual(['eventName', 'eventTime']);
    expect(stepColumn(free, 'eventTime', -1)).toEqual(columns);
    expect(stepColumn(free, 'outcome', 1)).toEqual(columns);
    expect(shownOrder({ ...pinned, columns: stepColumn(pinned, 'outcome', -1) }).slice(0, 2)).toEqual([
      'outcome',
      'eventName',
    ]);
  });
});

it('pins and unpins', () => {
  expect(togglePinned(free, 'eventName')).toEqual(['eventName']);
  expect(togglePinned(pinned, 'eventName')).toEqual(['outcome', 'errorCode']);
});
