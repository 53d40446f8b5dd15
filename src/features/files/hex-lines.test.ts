import { expect, it } from 'vitest';
import { hexLines, textAround } from './hex-lines.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it('writes bytes in lines of sixteen, with nothing that could deceive', () => {
  const lines = hexLines(32, bytes('{"a": "\u202e\u0000é"}, and so on'));
  expect(lines.map(({ offset }) => offset)).toEqual([32, 48]);
  expect(lines[0]?.bytes.map(({ hex }) => hex).join(' ')).toBe(
    '7b 22 61 22 3a 20 22 e2 80 ae 00 c3 a9 22 7d 2c',
  );
  expect(lines[0]?.bytes.map(({ character }) => character).join('')).toBe('{"a": "······"},');
  expect(hexLines(0, new Uint8Array(0))).toEqual([]);
});

it('cuts the text at the damaged byte', () => {
  expect(textAround(0, bytes('{"a":}'), 5)).toEqual(['{"a":', '}']);
  expect(textAround(100, bytes('{"a":}'), 100)).toEqual(['', '{"a":}']);
  expect(textAround(0, bytes('ab'), 9)).toEqual(['ab', '']);
  expect(textAround(0, new Uint8Array([0xff, 0x61]), 1)).toEqual(['\uFFFD', 'a']);
});

it('leaves out half a character at the ends', () => {
  const euro = bytes('€x€');
  expect(textAround(16, euro.subarray(1, 5), 18)).toEqual(['', 'x']);
});
