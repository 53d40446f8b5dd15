import { describe, expect, it } from 'vitest';
import { readManifest } from './sample.ts';

describe('readManifest', () => {
  it('lists the paths', () => {
    const text = JSON.stringify({ name: 'x', files: [{ path: 'a/b.json.gz', bytes: 1, records: 1 }] });
    expect(readManifest(text)).toEqual(['a/b.json.gz']);
  });

  it.each([
    '',
    '<!doctype html>',
    '{}',
    '{"files":[]}',
    '{"files":[{"path":"../x"}]}',
    '{"files":[{"path":1}]}',
  ])('refuses %s with a sentence', (text) =>
    expect(() => readManifest(text)).toThrow('The sample is not on this server'),
  );
});
