/** Playwright's part of `scripts/progress.mjs`: which tests are running, and which have failed. */
import { relative } from 'node:path';
import type { Reporter, TestCase, TestError } from '@playwright/test/reporter';
import { Progress, PROGRESS_VARIABLE } from '../../scripts/progress.mjs';
import { ROOT } from '../../scripts/project.mjs';

const nameOf = (test: TestCase): string =>
  // Without the names of the root, the project and the file.
  [relative(ROOT, test.location.file), ...test.titlePath().slice(3)].join(' › ');

// oxlint-disable-next-line import/no-default-export -- Playwright takes a reporter by its file
export default class ProgressReporter implements Reporter {
  private readonly progress: Progress | null;

  constructor() {
    const file = process.env[PROGRESS_VARIABLE];
    this.progress = file === undefined ? null : new Progress(file);
  }

  onTestBegin(test: TestCase): void {
    this.progress?.begin(nameOf(test));
  }

  onTestEnd(test: TestCase): void {
    const outcome = test.outcome();
    if (outcome === 'skipped') this.progress?.end(nameOf(test), 'skipped');
    else this.progress?.end(nameOf(test), outcome === 'unexpected' ? 'failed' : 'passed');
  }

  onError(error: TestError): void {
    this.progress?.end(`outside of any test: ${error.message?.split('\n')[0] ?? 'an error'}`, 'failed');
  }

  onEnd(): void {
    this.progress?.write();
  }

  printsToStdio(): boolean {
    return false;
  }
}
