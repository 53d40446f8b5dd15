import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeBuild, measureBuild } from './size-budget.mjs';

const SCRIPTS = 'scripts before the first picture, packed';
let dist = '';

beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'trailscope-size-'));
  mkdirSync(join(dist, 'assets'));
});
afterEach(() => rmSync(dist, { recursive: true }));

function build(scriptBytes: number): void {
  writeFileSync(
    join(dist, 'index.html'),
    `<script type="module" crossorigin src="./assets/index-a.js"></script>
     <link rel="modulepreload" crossorigin href="./assets/part-b.js">
     <link rel="stylesheet" crossorigin href="./assets/index-c.css">`,
  );
  // Random bytes cannot be packed.
  writeFileSync(join(dist, 'assets/index-a.js'), randomBytes(scriptBytes));
  writeFileSync(join(dist, 'assets/part-b.js'), randomBytes(1_000));
  writeFileSync(join(dist, 'assets/index-c.css'), '.a { color: red }'.repeat(1_000));
  writeFileSync(join(dist, 'assets/later-d.js'), randomBytes(400_000));
}

describe('the size of a build', () => {
  it('counts what the page asks for by itself, packed, and not what comes later', () => {
    build(100_000);
    const measured = measureBuild(dist);
    expect(measured[SCRIPTS]).toBeGreaterThan(101_000);
    expect(measured[SCRIPTS]).toBeLessThan(102_000);
    expect(measured['styles before the first picture, packed']).toBeLessThan(200);
    expect(measured['the whole build']).toBeGreaterThan(518_000);
    expect(judgeBuild(measured).isWithin).toBe(true);
  });

  it('refuses one script too much, and says which budget it was', () => {
    build(250_000);
    const { lines, isWithin } = judgeBuild(measureBuild(dist));
    expect(isWithin).toBe(false);
    expect(lines.filter((line) => line.includes('TOO MUCH'))).toEqual([
      `${SCRIPTS}: 251 KB of 250 KB – TOO MUCH`,
    ]);
  });

  it('is not content with a page that asks for nothing', () => {
    writeFileSync(join(dist, 'index.html'), '<p>404</p>');
    expect(judgeBuild(measureBuild(dist)).isWithin).toBe(false);
  });
});
