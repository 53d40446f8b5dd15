/** Links that somebody has tampered with: none throws, none reaches outside of its own text. 100,000 in the slow run. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { OLD_LINKS } from './old-links.fixture.ts';
import { PEOPLE_KEYS } from './people-view.ts';
import { SPIKE_KEYS } from './spike-view.ts';
import { readLink, writeLink } from './link.ts';
import { isValidView } from './view-state.ts';
import { isValidStamp } from './data-set-stamp.ts';

const COUNT = process.env['TRAILSCOPE_SLOW'] === '1' ? 100_000 : 3_000;

/** A small generator of numbers, so that a failure can be had again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const KEYS = [
  ...'v d screen q from to columns pin facets sort runs zone stack e at compare against src'.split(' '),
  ...PEOPLE_KEYS,
  ...SPIKE_KEYS,
];

const POISON = [
  '<script>globalThis.ran=1</script>',
  'javascript:globalThis.ran=1',
  '"onerror=globalThis.ran=1',
  "'; DROP TABLE event; --",
  '${globalThis.ran=1}',
  '__proto__',
  'constructor.prototype',
  '../../etc/passwd',
  '%00',
  '%ff%fe',
  '\ud800',
  '\u202e',
  '((((((((((',
  '[[[[*?*?*?*?',
  'a'.repeat(3_000),
  '-'.repeat(50),
  '99999999999999999999',
  'NaN',
  '-0',
  '275760-09-13T00:00:00Z',
  '::ffff:0:0/0',
  'Etc/../UTC',
  'https://bucket.s3.amazonaws.com/a?X-Amz-Signature=secret',
  'https://host.example/a',
  '&v=1&v=2',
  '#',
  '+',
  ',',
];

function mutated(link: string, random: () => number): string {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  let text = link;
  for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits -= 1) {
    const at = Math.floor(random() * (text.length + 1));
    const length = Math.floor(random() * 12);
    const kind = random();
    if (kind < 0.25) text = text.slice(0, at) + text.slice(at + length);
    else if (kind < 0.5) text = text.slice(0, at) + String.fromCharCode(random() * 0x2ff) + text.slice(at);
    else if (kind < 0.75) text = text.slice(0, at) + (pick(POISON) ?? '') + text.slice(at);
    else
      text += `&${pick(KEYS) ?? ''}=${random() < 0.5 ? encodeURIComponent(safe(pick(POISON))) : (pick(POISON) ?? '')}`;
  }
  return text;
}

/** `encodeURIComponent` throws at half a character. */
const safe = (text = ''): string => text.replace(/\p{Cs}/gu, '%ED%A0%80');

/** What a reader could not rely on; null when all is well. */
function faultOf(text: string): string | null {
  const { view, madeOver, dropped } = readLink(`#${text}`);
  if (!isValidView(view)) return 'no valid view';
  if (madeOver !== null && !isValidStamp(madeOver)) return 'no valid stamp';
  if (dropped.some(({ key }) => key.length > 40)) return 'a key is too long';
  const again = readLink(writeLink(view, madeOver, { always: true }));
  return again.dropped.length > 0 ? 'it cannot be written again' : null;
}

describe(`${COUNT} mutated links`, () => {
  const evaluate = vi.fn<() => void>();
  const globals = Reflect.ownKeys(globalThis).length;
  beforeAll(() => void vi.stubGlobal('eval', evaluate));
  afterAll(() => void vi.unstubAllGlobals());

  it('give a valid view, say what they could not read, and leave no trace', () => {
    const random = seeded(20_251_010);
    const links = OLD_LINKS.map(({ link }) => link).filter((link) => link !== '');
    const faults: string[] = [];
    for (let n = 0; n < COUNT; n++) {
      const text = mutated(links[n % links.length] ?? '', random);
      const fault = faultOf(text);
      if (fault !== null) faults.push(`${fault}: ${text}`);
    }
    expect(faults).toEqual([]);
    expect(evaluate).not.toHaveBeenCalled();
    expect(Reflect.ownKeys(globalThis).length).toBe(globals);
    expect(Reflect.has(globalThis, 'ran')).toBe(false);
    expect(Object.keys(Object.prototype)).toEqual([]);
  }, 600_000);
});
