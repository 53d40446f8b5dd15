import { describe, expect, it } from 'vitest';
import type { FileReport } from '#session/session.ts';
import { passes } from './file-filter.ts';

const file: FileReport = {
  id: 1,
  name: 'a.json.gz',
  set: null,
  kind: 'cloudtrail-log',
  status: 'loaded',
  bytes: 1,
  decompressedBytes: 1,
  sha256: null,
  found: 1,
  loaded: 1,
  duplicates: 0,
  rejectedCount: 0,
  rejected: [],
  notes: [],
};

describe('passes', () => {
  it('sorts files by what happened to them', () => {
    const damaged: FileReport = { ...file, rejectedCount: 1 };
    const failed: FileReport = { ...file, status: 'failed' };
    const aside: FileReport = { ...file, status: 'set-aside' };
    const all = [file, damaged, failed, aside];
    expect(all.filter((one) => passes(one, 'all'))).toEqual(all);
    expect(all.filter((one) => passes(one, 'problems'))).toEqual([damaged, failed]);
    expect(all.filter((one) => passes(one, 'set-aside'))).toEqual([aside]);
  });
});
