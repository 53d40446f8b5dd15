/** JSON and tables made to take long: each ends within its time, whatever is found. */
import { describe, expect, it } from 'vitest';
import { fileOf, runFiles } from './testing/run-files.ts';

const MB = 1024 * 1024;
/** ms; a few seconds of work at most, also on a busy machine. */
const TIME_CAP = 20_000;

const nested = (open: string, size: number): string => open.repeat(Math.floor(size / open.length));
const START = '{"detail":{"a":1},"source":"aws.x","x":';

/** A text in a text in a text, each doubling the backslashes. */
function texts(depth: number): string {
  let text = '{"eventVersion":"1.08","eventName":"A","eventSource":"b"}';
  for (let k = 0; k < depth; k++) text = JSON.stringify({ detail: text, source: 'x' });
  return text;
}

describe('made-up JSON', () => {
  it.each([
    ['brackets', `${START}${nested('[', 2 * MB)}`],
    ['objects in objects', `${START}${nested('{"a":', 2 * MB)}`],
    ['closed objects in objects', `${START}${nested('{"a":', MB)}1${nested('}', MB / 5)}}`],
    ['beginnings of records', `${START}[${nested('{"eventVersion":"1.08",', MB)}`],
    ['beginnings of records in a text', `${START}"${nested('{\\"eventVersion\\":\\"1.08\\",', MB)}"}`],
    ['beginnings of texts', `${START}[${nested('"{\\"a', MB)}`],
    ['quotes', `${START}${nested('"', 2 * MB)}`],
    ['backslashes', `${START}"{${nested('\\\\', 2 * MB)}"}`],
    ['escapes', `${START}"{\\"${nested('\\u00e9', 2 * MB)}"}`],
    ['rows', `${START}${nested('[{"eventname":"a"},', MB)}`],
    [
      'records and damage in a text',
      `${START}"${nested('{\\"eventName\\":\\"A\\",\\"eventSource\\":\\"b\\"}x', 2 * MB)}"}`,
    ],
    ['a table of open quotes', `a,b,c\n"1","2","3"\n${nested('"1",', 2 * MB)}`],
    ['a table of stray quotes', `a,b,_raw\n${nested('"x"y,"{\n', MB)}`],
    ['a table with many columns', `${nested('a,', MB)}\n${nested('1,', MB)}`],
    [
      'CloudWatch text',
      `2025-10-01T08:00:00.000Z {"a":1}\n${nested('2025-10-01T08:00:00.000Z {"eventVersion":', MB)}`,
    ],
  ])('of %s ends', { timeout: 120_000 }, async (_, content) => {
    const started = performance.now();
    const { results } = await runFiles([fileOf(content)]);
    expect(performance.now() - started).toBeLessThan(TIME_CAP);
    expect(['loaded', 'set-aside']).toContain(results[0]?.outcome);
  });

  it('of texts in texts is read to a depth', async () => {
    const results = await Promise.all(
      [3, 12].map(async (depth) => (await runFiles([fileOf(texts(depth))])).results[0]),
    );
    expect(results.map((result) => result?.records)).toEqual([1, 0]);
  });
});
