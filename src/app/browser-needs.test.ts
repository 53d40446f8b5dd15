import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { missingNeeds, RUNS_IN, type World } from './browser-needs.ts';

const FULL: World = {
  WebAssembly: {},
  DecompressionStream: {},
  Worker: {},
  CSS: { supports: () => true },
  Array: { prototype: { toSorted: null } },
};

describe('missingNeeds', () => {
  it('finds nothing missing in a browser that has all', () => {
    expect(missingNeeds(FULL)).toEqual([]);
  });

  it.each([
    ['WebAssembly', { ...FULL, WebAssembly: undefined }],
    ['workers', { ...FULL, Worker: undefined }],
    ['DecompressionStream', { ...FULL, DecompressionStream: undefined }],
    ['toSorted', { ...FULL, Array: { prototype: {} } }],
    ['color-mix', { ...FULL, CSS: { supports: () => false } }],
    ['color-mix', { ...FULL, CSS: undefined }],
  ])('names %s', (word, world: World) => {
    expect(missingNeeds(world)).toEqual([expect.stringContaining(word)]);
  });
});

describe('the oldest browsers', () => {
  it.each(['index.html', 'docs/browsers.md'])('are the same in %s', (path) => {
    const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    expect(text.replace(/\s+/g, ' ')).toContain(RUNS_IN);
  });
});
