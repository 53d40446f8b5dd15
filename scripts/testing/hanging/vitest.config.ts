/** For `watched-run.test.ts`: the project's pool and reporter, over the files beside this one. */
import { defineConfig } from 'vitest/config';
import project from '../../../vitest.config.ts';
import { PROGRESS_VARIABLE } from '../../progress.mjs';
import { fromRoot } from '../../project.mjs';
import { unitProgress } from '../../unit-progress.mjs';

export default defineConfig({
  root: fromRoot('.'),
  test: {
    ...project.test,
    include: ['scripts/testing/hanging/*.fixture.ts'],
    setupFiles: ['scripts/unit-now.ts'],
    reporters: [unitProgress(String(process.env[PROGRESS_VARIABLE]))],
  },
});
