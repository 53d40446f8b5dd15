import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { engineAsset, slimEngineFile } from './scripts/engine-asset.ts';
import { PROGRESS_VARIABLE } from './scripts/progress.mjs';
import { UNIT_REPORT } from './scripts/tally.mjs';
import { unitProgress } from './scripts/unit-progress.mjs';

/** Set where `npm test` or a check watches the run. */
const progress = process.env[PROGRESS_VARIABLE];

export default defineConfig({
  // So that a test may import what imports the browser's engine, without starting it.
  plugins: [engineAsset()],
  test: {
    // The engine that is shipped is the one that is tested.
    env: { TRAILSCOPE_ENGINE: slimEngineFile() },
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', 'scripts/**/*.test.ts'],
    // Two even on two cores, where there would be one: a third less time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Against what never ends. A machine that has other work may be slow without anything being wrong.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    setupFiles: progress === undefined ? [] : ['scripts/unit-now.ts'],
    reporters:
      progress === undefined
        ? ['default']
        : ['default', ['json', { outputFile: UNIT_REPORT }], unitProgress(progress)],
  },
});
