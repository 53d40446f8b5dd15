import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { descendants, killTree } from './kill-tree.mjs';
import { toolOf } from './project.mjs';
import { NOTHING, tallyLines, tallyOf } from './tally.mjs';
import { runWatched } from './watched-run.mjs';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'trailscope-watched-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (script: string, patience: number) =>
  runWatched({
    command: ['-e', script],
    progress: join(folder, 'progress.json'),
    patience,
    output: 'ignore',
  });

describe('a run that is watched', () => {
  it('is ended where a test keeps its thread for ever; what was running is named, what had ended is counted', async () => {
    const { code, state } = await runWatched({
      command: [toolOf('vitest'), 'run', '--config', 'scripts/testing/hanging/vitest.config.ts'],
      progress: join(folder, 'hanging.json'),
      patience: 15_000,
      output: 'ignore',
    });
    expect(code).toBe(1);
    expect(state.passed).toBeGreaterThanOrEqual(1);
    expect(state.failures).toEqual([
      'scripts/testing/hanging/fine.fixture.ts › fails',
      'scripts/testing/hanging/loop.fixture.ts › never ends (no progress for 0.3 min: ended)',
    ]);
  }, 240_000);

  it('is ended where it does nothing after its tests', async () => {
    const { code, state } = await run('setInterval(() => {}, 1000)', 500);
    expect(code).toBe(1);
    expect(state.failures).toEqual(['the runner itself (no progress for 0 min with no test running: ended)']);
  });

  it('goes on as long as there is progress, and its own code counts', async () => {
    const script = `
      const { writeFileSync } = require('node:fs');
      const state = { passed: 0, skipped: 2, failures: [], running: [] };
      const timer = setInterval(() => {
        state.passed++;
        writeFileSync(process.env.TRAILSCOPE_PROGRESS, JSON.stringify(state));
        if (state.passed === 20) process.exit(3);
      }, 300);`;
    const { code, state } = await run(script, 5_000);
    expect({ code, state }).toEqual({
      code: 3,
      state: { passed: 20, skipped: 2, failures: [], running: [] },
    });
  });

  it('knows nothing of the run before it', async () => {
    const { state } = await run('', 60_000);
    expect(state).toEqual({ passed: 0, skipped: 0, failures: [], running: [] });
  });
});

it('a process is ended with its children and theirs', async () => {
  const loop = 'setInterval(() => {}, 1000)';
  const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(loop)}]); ${loop}`;
  const child = spawn(process.execPath, ['-e', parent], { stdio: 'ignore' });
  const pid = child.pid ?? 0;
  await expect.poll(() => descendants(pid).length, { timeout: 60_000 }).toBe(1);
  const [grandchild = 0] = descendants(pid);
  const ended = new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)));
  killTree(pid);
  expect(await ended).toBe('SIGKILL');
  await expect.poll(() => descendants(process.pid).includes(grandchild)).toBe(false);
  expect(descendants(pid)).toEqual([]);
});

describe('the end of the log', () => {
  const state = { passed: 5, skipped: 1, failures: ['a.test.ts › b'], running: [] };

  it('names what failed, then gives the sum', () => {
    expect(tallyLines(tallyOf('unit', { code: 1, state }))).toBe(
      'Failed:\n  ✗ unit: a.test.ts › b\n\n5 passed, 1 failed, 1 skipped',
    );
    expect(tallyLines({ ...NOTHING, passed: 7 })).toBe('7 passed, 0 failed');
  });

  it('counts a runner that failed without a failed test', () => {
    const tally = tallyOf('e2e', { code: 2, state: { ...state, failures: [] } });
    expect(tally.failures).toEqual(['e2e: ended with 2 without a failed test: see above']);
  });

  it('lists no more names than anyone reads', () => {
    const failures = Array.from({ length: 100 }, (_, n) => `unit: ${n}`);
    const lines = tallyLines({ ...NOTHING, failures }).split('\n');
    expect(lines).toHaveLength(64);
    expect(lines.at(-3)).toBe('  and 40 more');
    expect(lines.at(-1)).toBe('0 passed, 100 failed');
  });
});
