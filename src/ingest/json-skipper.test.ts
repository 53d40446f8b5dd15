import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Arena } from './arena.ts';
import { INCOMPLETE, INVALID, JsonSkipper } from './json-skipper.ts';
import { valueText } from './testing/generated.ts';

const encoder = new TextEncoder();
const slow = process.env['TRAILSCOPE_SLOW'] === '1';
const RUNS = slow ? 200_000 : 4000;

/** Lays the text behind some other bytes, with more bytes of an earlier file behind its end. */
function skip(text: string, at = 3): number {
  const bytes = encoder.encode(text);
  const arena = new Arena(at + bytes.length + 64);
  arena.bytes.fill(0x7d);
  arena.used = at;
  arena.append(bytes);
  arena.seal();
  const skipper = new JsonSkipper(arena.view);
  skipper.end = arena.used;
  const next = skipper.skipValue(at);
  return next < 0 ? next : next - at;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The shortest beginning of `text` that is JSON, in bytes; null when none is. For lists: other values could go on. */
function firstWhole(text: string): number | null {
  for (let k = text.indexOf(']'); k >= 0; k = text.indexOf(']', k + 1)) {
    const part = text.slice(0, k + 1);
    if (isJson(part)) return encoder.encode(part).length;
  }
  return null;
}

const damage = fc.record({
  at: fc.nat(),
  cut: fc.nat({ max: 3 }),
  put: fc.oneof(
    fc.constantFrom(
      '',
      '"',
      '\\',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      ' ',
      '0',
      '-',
      '.',
      'e',
      'tru',
      '\u0001',
      '\\u12',
      '\\x',
      'NaN',
      '+1',
      '01',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
});

describe('skipping a JSON value', { timeout: 3_600_000 }, () => {
  it('ends where the value ends', () => {
    fc.assert(
      fc.property(valueText, fc.nat({ max: 9 }), fc.constantFrom(',', '}', ' ]'), (text, at, behind) => {
        expect(skip(`${text}${behind}`, at)).toBe(encoder.encode(text).length);
      }),
      { numRuns: RUNS },
    );
  });

  it('accepts what JSON.parse accepts, and nothing else', () => {
    fc.assert(
      fc.property(valueText, fc.array(damage, { minLength: 1, maxLength: 2 }), (text, damages) => {
        let damaged = text;
        for (const { at, cut, put } of damages) {
          const place = at % (damaged.length + 1);
          damaged = `${damaged.slice(0, place)}${put}${damaged.slice(place + cut)}`;
        }
        const list = `[${damaged}]`;
        const answer = skip(`${list} `);
        const whole = firstWhole(list);
        expect(answer < 0 ? null : answer).toBe(whole);
      }),
      { numRuns: RUNS },
    );
  });

  it('knows that a beginning may go on', () => {
    fc.assert(
      fc.property(valueText, fc.nat(), (text, place) => {
        const list = `[${text}]`;
        expect(skip(list.slice(0, place % list.length))).toBe(INCOMPLETE);
      }),
      { numRuns: RUNS },
    );
  });

  it('ends at every cut of a value, whatever bytes lie behind', () => {
    const text = '{"a":[true,false,null,-1.5e+10,"\\u00e9\\n\\"",{"b":{}}, [ ] ], "c" : 0}';
    for (let k = 0; k < text.length; k++) expect(skip(text.slice(0, k))).toBe(INCOMPLETE);
    expect(skip(text)).toBe(text.length);
  });

  it.each([
    ['[01]'],
    ['[1.]'],
    ['[.5]'],
    ['[+1]'],
    ['[1e]'],
    ['[-]'],
    ['[NaN]'],
    ['[True]'],
    ['[nul]'],
    ['[truex]'],
    ['[1,]'],
    ['[,1]'],
    ['[1 2]'],
    ['{"a":1,}'],
    ['{a:1}'],
    ["{'a':1}"],
    ['{"a"}'],
    ['{"a":}'],
    ['{"a" 1}'],
    ['{1:2}'],
    ['["\t"]'],
    ['["\u0000"]'],
    ['["\\x"]'],
    ['["\\u12g4"]'],
    ['[\ufeff1]'],
    ['[\u00a01]'],
    ['[1}'],
    ['{"a":1]'],
    ['//'],
  ])('refuses %j', (text) => {
    expect(isJson(text)).toBe(false);
    expect(skip(text)).toBe(INVALID);
  });
});
