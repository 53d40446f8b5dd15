import { describe, expect, it } from 'vitest';
import {
  countOf,
  durationText,
  exactRateText,
  exactTimesText,
  sizeText,
  timesText,
  utcText,
} from './number-text.ts';

describe('number-text', () => {
  it('groups and names counts', () => {
    expect(countOf(1, 'file')).toBe('1 file');
    expect(countOf(0, 'event')).toBe('0 events');
    expect(countOf(1234567, 'entry', 'entries')).toBe('1,234,567 entries');
  });

  it('writes sizes with few digits', () => {
    expect(sizeText(0)).toBe('0 bytes');
    expect(sizeText(1)).toBe('1 byte');
    expect(sizeText(999)).toBe('999 bytes');
    expect(sizeText(1_000)).toBe('1 kB');
    expect(sizeText(1_540_000)).toBe('1.5 MB');
    expect(sizeText(999_700)).toBe('1 MB');
    expect(sizeText(34_400_000_000)).toBe('34.4 GB');
  });

  it('writes averages as they are, however small', () => {
    expect([0, 8.82145e-5, 0.02, 12.4, 1_204.5, 1e-300, 1e300].map(exactRateText)).toEqual([
      '0',
      '0.0000882',
      '0.02',
      '12.4',
      '1,205',
      '<0.000001',
      '>1,000,000,000',
    ]);
  });

  it('writes how many times as much', () => {
    expect([60_248, 10_000, 6_248, 35.4, 9.96, 5.44, 1.6].map(timesText)).toEqual([
      '>×10,000',
      '×10,000',
      '×6,250',
      '×35',
      '×10',
      '×5.4',
      '×1.6',
    ]);
    expect([60_248.3, 5.44].map(exactTimesText)).toEqual(['60,248', '5.4']);
  });

  it('writes durations', () => {
    expect(durationText(7.6)).toBe('8 s');
    expect(durationText(80)).toBe('1 min 20 s');
    expect(durationText(7_500)).toBe('2 h 5 min');
    expect(durationText(-3)).toBe('0 s');
  });

  it('writes times in UTC, to the second, also absurd ones', () => {
    expect(utcText(Date.UTC(2025, 9, 10, 21, 13, 51, 999))).toBe('2025-10-10 21:13:51');
    expect(utcText(Date.UTC(-44, 2, 15))).toMatch(/^-000044-03-15/);
    expect(utcText(9e15)).toBe('no valid time');
  });
});
