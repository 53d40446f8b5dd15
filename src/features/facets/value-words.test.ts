import { expect, it } from 'vitest';
import { valueMark, valueWords } from './value-words.ts';

it('writes what is missing and shortens services', () => {
  expect(valueWords('eventSource', 's3.amazonaws.com')).toBe('s3');
  expect(valueWords('userAgent', 's3.amazonaws.com')).toBe('s3.amazonaws.com');
  expect(valueWords('errorCode', null)).toBe('not set');
  expect(valueWords('errorCode', '')).toBe('empty');
});

it('marks what failed and what changes things', () => {
  expect(valueMark('outcome', 'denied')).toEqual({ tone: 'bad', icon: 'failed' });
  expect(valueMark('verb', 'write')?.tone).toBe('attention');
  expect(valueMark('verb', 'read')).toBeNull();
  expect(valueMark('eventName', 'denied')).toBeNull();
  expect(valueMark('verb', 'constructor')).toBeNull();
});
