import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPartialJson } from './partial-json.ts';

describe('readPartialJson', () => {
  it('reads whole JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readPartialJson(text)).toEqual({ value: JSON.parse(text), state: 'whole', end: text.length });
      }),
    );
  });

  it('keeps what stands before the cut', () => {
    expect(readPartialJson('{"a":[1,{"b":"cd')).toMatchObject({
      value: { a: [1, { b: 'cd' }] },
      state: 'cut',
    });
    expect(readPartialJson('{"a":1,"b')).toMatchObject({ value: { a: 1 }, state: 'cut' });
    expect(readPartialJson('{"a":tr')).toMatchObject({ value: {}, state: 'cut' });
    expect(readPartialJson('')).toEqual({ value: undefined, state: 'cut', end: 0 });
  });

  it('stops where it is no longer JSON, and says where', () => {
    expect(readPartialJson('{"a":1;')).toEqual({ value: { a: 1 }, state: 'broken', end: 6 });
    expect(readPartialJson('hello there')).toMatchObject({ value: undefined, state: 'broken' });
  });

  it('leaves what follows the first value alone', () => {
    expect(readPartialJson('{"a":1}\n{"b":2}')).toMatchObject({ value: { a: 1 }, state: 'whole', end: 7 });
  });

  it('takes __proto__ as an ordinary key', () => {
    const { value } = readPartialJson('{"__proto__":{"x":1}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value ?? {})).toEqual(['__proto__']);
  });

  it('never throws, however the text is cut', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, n) => {
        const { end } = readPartialJson(text.slice(0, n % (text.length + 1)));
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
