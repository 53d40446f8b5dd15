import { describe, expect, it } from 'vitest';
import { keptFile } from './kept-file.ts';

const SCOPE = 'https://tools.example.com/trailscope/';
const NAMES = new Set(['index.html', 'assets/index-abcdefgh.js', 'sample/manifest.json']);

describe('a file that is kept', () => {
  it.each([
    ['', 'index.html'],
    ['index.html', 'index.html'],
    ['?source=pwa', 'index.html'],
    ['#v=1&q=error', 'index.html'],
    ['assets/index-abcdefgh.js', 'assets/index-abcdefgh.js'],
    ['sample/manifest.json', 'sample/manifest.json'],
  ])('is told by its address: %j', (path, name) => {
    expect(keptFile(SCOPE + path, SCOPE, NAMES)).toBe(name);
  });

  it.each([
    'https://tools.example.com/',
    'https://tools.example.com/other/index.html',
    'https://tools.example.com/trailscope',
    `${SCOPE}logs/111122223333.json.gz`,
    `${SCOPE}assets/`,
    `${SCOPE}assets/index-zzzzzzzz.js`,
    `${SCOPE}constructor`,
    `${SCOPE}assets/../secret.json`,
    'https://logs.s3.amazonaws.com/trailscope/index.html?X-Amz-Signature=0',
    'http://tools.example.com/trailscope/index.html',
    'https://tools.example.com:8443/trailscope/index.html',
    'blob:https://tools.example.com/0a1b',
    'data:text/html,index.html',
  ])('is not %s', (address) => {
    expect(keptFile(address, SCOPE, NAMES)).toBeNull();
  });
});
