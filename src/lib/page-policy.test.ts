import { describe, expect, it } from 'vitest';
import { ownWorkerOnly, refuseMarkup } from './page-policy.ts';

const PAGE = 'https://logs.example/some/path/index.html#v=1';

describe('ownWorkerOnly', () => {
  it('lets the workers of this build pass', () => {
    const url = 'https://logs.example/some/path/assets/duckdb.worker-B4x_-9.js';
    expect(ownWorkerOnly(url, PAGE)).toBe(url);
    expect(ownWorkerOnly('assets/ingest.worker-a1.js', PAGE)).toBe(
      'https://logs.example/some/path/assets/ingest.worker-a1.js',
    );
  });

  it('lets the service worker beside the page pass, and no other', () => {
    const own = 'https://logs.example/some/path/service-worker.js';
    expect(ownWorkerOnly('./service-worker.js', PAGE)).toBe(own);
    expect(() => ownWorkerOnly('https://logs.example/service-worker.js', PAGE)).toThrow(TypeError);
    expect(() => ownWorkerOnly('./service-worker.js?then=1', PAGE)).toThrow(TypeError);
  });

  it.each([
    'https://evil.example/some/path/assets/duckdb.worker-a1.js',
    'https://logs.example/assets/duckdb.worker-a1.js',
    'assets/../other/duckdb.worker-a1.js',
    'assets/index-a1.js',
    'assets/duckdb.worker-a1.js?then=1',
    'data:text/javascript,1#.worker-a1.js',
    'blob:https://logs.example/1.worker-a1.js',
    'javascript:1',
    '',
  ])('refuses %s', (url) => {
    expect(() => ownWorkerOnly(url, PAGE)).toThrow(TypeError);
  });
});

describe('refuseMarkup', () => {
  it('lets CSS pass and refuses markup', () => {
    expect(refuseMarkup(':root{--a:1}')).toBe(':root{--a:1}');
    expect(() => refuseMarkup('<img src=x onerror=alert(1)>')).toThrow(TypeError);
  });
});
