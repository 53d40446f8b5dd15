import { describe, expect, it } from 'vitest';
import { NEWEST_FIRST } from '#query/sort.ts';
import { isSortable, nextSort, sortWords } from './sorting.ts';

describe('a click on a column’s name', () => {
  it('sorts up, then down, then newest first again', () => {
    const up = nextSort(NEWEST_FIRST, 'eventName');
    expect(up).toEqual({ field: 'eventName', descending: false });
    const down = nextSort(up, 'eventName');
    expect(down).toEqual({ field: 'eventName', descending: true });
    expect(nextSort(down, 'eventName')).toEqual(NEWEST_FIRST);
  });

  it('begins anew with another column', () => {
    const down = { field: 'eventName', descending: true } as const;
    expect(nextSort(down, 'errorCode')).toEqual({ field: 'errorCode', descending: false });
  });

  it('turns time round', () => {
    const oldest = nextSort(NEWEST_FIRST, 'eventTime');
    expect(oldest).toEqual({ field: 'eventTime', descending: false });
    expect(nextSort(oldest, 'eventTime')).toEqual(NEWEST_FIRST);
  });
});

it('says the order in words', () => {
  expect(sortWords(NEWEST_FIRST)).toBe('newest first');
  expect(sortWords({ field: 'eventTime', descending: false })).toBe('oldest first');
  expect(sortWords({ field: 'principal', descending: false })).toBe('by principal, A to Z');
  expect(sortWords({ field: 'userIdentityArn', descending: true })).toMatch(/^by .*ARN.*, Z to A$/);
});

it('knows that the resource cannot be sorted', () => {
  expect(isSortable('resource')).toBe(false);
  expect(isSortable('outcome')).toBe(true);
});
