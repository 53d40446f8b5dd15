/**
 * Writes down at once which test a worker is in, for `progress.mjs`. Vitest sends its messages when the thread is free: of
 * a test that never frees it, it would say nothing. Part of every test file (`setupFiles`), only where a run is watched.
 */
import { relative } from 'node:path';
import { threadId } from 'node:worker_threads';
import { afterAll, beforeEach } from 'vitest';
import { nameNow, PROGRESS_VARIABLE } from './progress.mjs';
import { ROOT } from './project.mjs';

const progress = process.env[PROGRESS_VARIABLE];

if (progress !== undefined) {
  const now = nameNow(progress, `${process.pid}-${threadId}`);
  beforeEach(({ task }) =>
    now.write(`${relative(ROOT, task.file.filepath)} › ${task.fullTestName.replaceAll(' > ', ' › ')}`),
  );
  afterAll(() => now.remove());
}
