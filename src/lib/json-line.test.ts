import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLine } from './json-line.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const lineOf = (text: string): string => new TextDecoder().decode(jsonLine(encode(text)));

describe('JSON on one line', () => {
  it('is the same bytes where it is on one line already', () => {
    const bytes = encode('{ "a" : "b\\n" ,\t"c": 1 }');
    expect(jsonLine(bytes)).toBe(bytes);
  });

  it('says the same, whatever the white space', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(1, 2, '\t'), fc.boolean(), (json, indent, windows) => {
        const value: unknown = JSON.parse(json);
        const spread = JSON.stringify({ value }, null, indent);
        const line = lineOf(windows ? spread.replaceAll('\n', '\r\n') : spread);
        expect(line).not.toMatch(/[\r\n]/);
        expect(JSON.parse(line)).toEqual({ value });
      }),
    );
  });

  it('keeps spaces inside of strings, and leaves quotes that are escaped alone', () => {
    expect(lineOf('{\r\n  "a": "x  \\" y",\n  "b": "\\\\"\n}')).toBe('{"a": "x  \\" y","b": "\\\\"}');
  });

  it('escapes a break inside of a string, so that a record is never two lines', () => {
    expect(lineOf('{"a":"x\ny\r"}')).toBe('{"a":"x\\ny\\r"}');
    expect(lineOf('{"a":"x\\\ny"}')).not.toMatch(/[\r\n]/);
  });

  it('keeps bytes that are no UTF-8', () => {
    expect([...jsonLine(Uint8Array.of(0x7b, 0x0a, 0x22, 0xff, 0xc3, 0x22, 0x7d))]).toEqual([
      0x7b, 0x22, 0xff, 0xc3, 0x22, 0x7d,
    ]);
  });
});
