import { describe, expect, it } from 'vitest';
import { testsOf } from './kept-report.mjs';
import { reportText } from './test-report-text.mjs';

const ROOT = '/here/';
const unit = {
  testResults: [
    {
      name: '/here/src/query/where.test.ts',
      assertionResults: [
        { fullName: 'where binds', status: 'passed', duration: 1_500 },
        { fullName: 'where waits | long', status: 'failed', duration: 65_000 },
        { fullName: 'where is left out', status: 'pending' },
      ],
    },
  ],
};
const e2e = {
  suites: [
    {
      file: 'soak.spec.ts',
      specs: [],
      suites: [
        {
          file: 'soak.spec.ts',
          specs: [
            {
              title: 'again and again',
              tests: [
                {
                  status: 'expected',
                  results: [{ duration: 2_000 }],
                  annotations: [
                    { type: 'figures', description: '{"rounds":100}' },
                    { type: 'slow', description: 'not a figure' },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
};

describe('the report of the tests', () => {
  const tests = testsOf(unit, e2e, ROOT);
  const run = {
    name: 'slow',
    command: 'npm run test:slow',
    date: '2026-01-02',
    machine: '2 processors',
    seconds: 3_700,
    tests,
  };

  it('knows each test by its file, end and time', () => {
    expect(tests.map(({ file, state, seconds }) => [file, state, seconds])).toEqual([
      ['src/query/where.test.ts', 'passed', 1.5],
      ['src/query/where.test.ts', 'failed', 65],
      ['src/query/where.test.ts', 'skipped', 0],
      ['e2e/soak.spec.ts', 'passed', 2],
    ]);
  });

  it('sums them by area, and tells the long ones and the figures', () => {
    const text = reportText([run]);
    expect(text).toContain('2026-01-02; 2 processors; 61 min 40 s. 2 passed, 1 failed, 1 skipped.');
    expect(text).toContain('| `src/query` | 3 | 1 min 7 s |');
    expect(text).toContain('| `e2e` | 1 | 2.0 s |');
    expect(text).toContain('| where waits \\| long | failed | 1 min 5 s |');
    expect(text).toContain('| again and again<br>{"rounds":100} | passed | 2.0 s |');
    expect(text).not.toContain('where binds');
  });

  it('counts nothing where there is no report', () => {
    expect(testsOf(null, null, ROOT)).toEqual([]);
  });
});
