/** Vitest's part of `progress.mjs`: which files and tests are running, and which have failed. */
import { relative } from 'node:path';
import { Progress } from './progress.mjs';
import { ROOT } from './project.mjs';

/** @param {{ readonly moduleId: string }} testModule */
const fileOf = ({ moduleId }) => relative(ROOT, moduleId);

/** @param {import('vitest/node').TestCase} test */
const nameOf = (test) => `${fileOf(test.module)} › ${test.fullName.replaceAll(' > ', ' › ')}`;

/**
 * @param {string} file
 * @returns {import('vitest/node').Reporter}
 */
export function unitProgress(file) {
  const progress = new Progress(file);
  return {
    onTestModuleQueued: (testModule) => progress.begin(fileOf(testModule)),
    onTestCaseReady: (test) => progress.begin(nameOf(test)),
    onTestCaseResult: (test) => {
      const { state } = test.result();
      progress.end(nameOf(test), state === 'pending' ? 'failed' : state);
    },
    onTestModuleEnd: (testModule) => {
      // Of two that end at once, only one is told.
      for (const test of testModule.children.allTests()) progress.end(nameOf(test));
      const broken = testModule.errors().length > 0 || brokenSuite(testModule);
      progress.end(fileOf(testModule), broken ? 'failed' : undefined);
    },
    onTestRunEnd: (_modules, errors) => {
      for (const { message } of errors) progress.end(`outside of any test: ${firstLine(message)}`, 'failed');
      progress.write();
    },
  };
}

/** @param {import('vitest/node').TestModule} testModule */
function brokenSuite(testModule) {
  return [...testModule.children.allSuites()].some((suite) => suite.errors().length > 0);
}

/** @param {string} text */
function firstLine(text) {
  return text.split('\n')[0] ?? '';
}
