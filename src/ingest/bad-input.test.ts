/** What can be wrong with a file, one by one: what is loaded, what is refused and where, and what is said about it. */
import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import type { FileResult } from './protocol.ts';
import { linesOf, logText, recordTexts, tableOf } from './testing/event-table.ts';
import { type LoadedRow, rowsOf } from './testing/rows.ts';
import { fileOf, runFiles } from './testing/run-files.ts';

const TABLE = `
  08:00:00 alice GetObject    192.0.2.10 -
  08:00:01 robin PutObject    192.0.2.11 AccessDenied
  08:00:02 carol DeleteObject 192.0.2.12 -
`;
const [A = '', B = '', C = ''] = recordTexts(TABLE);
const [A_LINE, B_LINE, C_LINE] = linesOf(TABLE).map((line) => line.replaceAll(/\s+/g, ' '));
/** Where the second of three begins. */
const AB_TO = 12 + A.length + 1;

const SMALL = { arenaBytes: 1 << 20 };

interface Loaded {
  readonly rows: readonly LoadedRow[];
  readonly result: FileResult;
}

async function load(file: File, sizes: Parameters<typeof runFiles>[1] = SMALL): Promise<Loaded> {
  const { batches, results } = await runFiles([file], sizes);
  const [result] = results;
  if (result === undefined) throw new Error('no result');
  return { rows: rowsOf(batches), result };
}

describe('one broken record among good ones', () => {
  it.each<readonly [string, string | RegExp, string, string]>([
    ['a quote is missing', '"robin"', '"robin', 'eventTime'],
    ['a brace is missing', '},"eventTime"', ',"eventTime"', ''],
    ['a comma is too many', ',"eventSource"', ',,"eventSource"', ','],
    ['an escape is unknown', 'PutObject', 'Put\\Object', 'Object'],
    ['a line break stands in a string', 'PutObject', 'Put\nObject', '\n'],
    ['NaN stands for a number', '"PutObject"', 'NaN', 'NaN'],
    ['a key has no quotes', '"eventName"', 'eventName', 'eventName'],
    ['a comma stands behind the last member', /\}$/, ',}', ''],
    ['a bracket closes it', /\}$/, ']', ''],
  ])('%s', async (_, from, to, breaks) => {
    const text = logText([A, B.replace(from, to), C]);
    const { rows, result } = await load(fileOf(text));
    expect(tableOf(rows)).toBe([A_LINE, C_LINE].join('\n'));
    expect(result).toMatchObject({ outcome: 'loaded', records: 2, rejectedCount: 1, notes: [] });
    const at = Number(/^broken JSON near byte (\d+)$/.exec(result.rejected[0]?.reason ?? '')?.[1]);
    expect([result.rejected[0]?.offset, text.slice(at, at + breaks.length)]).toEqual([AB_TO, breaks]);
    expect(at).toBeGreaterThan(AB_TO);
    expect(at).toBeLessThanOrEqual(text.indexOf(C));
  });

  it('that comes twice is counted twice', async () => {
    const bad = B.replace('PutObject"', 'PutObject');
    const { rows, result } = await load(fileOf(logText([A, bad, bad, C, bad])));
    expect(rows.length).toBe(2);
    expect(result.rejected.map(({ offset }) => offset)).toEqual([
      AB_TO,
      AB_TO + bad.length + 1,
      AB_TO + bad.length * 2 + C.length + 3,
    ]);
  });
});

describe('lists that are not as they should be', () => {
  const NO_COMMA = `A comma between records is missing at byte ${AB_TO - 1}.`;
  const NO_END = 'The file ends before its list of records is closed.';
  const INSIDE = 'records stand inside a value that is no JSON object';
  const BEHIND = (at: number): string =>
    `Records stand behind the end of the list of records, at byte ${at}.`;
  const OTHER = 'not a JSON object';

  it.each<readonly [string, string, readonly string[], readonly string[]]>([
    ['a comma is missing', `{"Records":[${A}${B},${C}]}`, [], [NO_COMMA]],
    ['a comma is too many', `{"Records":[,${A},,${B},${C},]}`, [], []],
    [
      'it holds other things',
      `{"Records":[${A},null,7,"x",[1],${B},${C}]}`,
      [OTHER, OTHER, OTHER, OTHER],
      [],
    ],
    ['its end is missing', `{"Records":[${A},${B},${C}`, [], [NO_END]],
    [
      'its object has no end',
      `{"Records":[${A},${B},${C}]`,
      [],
      ['The file ends before its outermost object is closed.'],
    ],
    ['NUL bytes stand behind it', `${logText([A, B, C])}${'\0'.repeat(5000)}`, [], []],
    [
      'text stands behind it',
      `${logText([A, B, C])}the end`,
      ['unexpected bytes after the end of the log'],
      [],
    ],
    ['it is in two documents', `${logText([A, B])}\n${logText([C])}`, [], []],
    [
      'the second begins in the first',
      `{"Records":[${A}${logText([B, C])}`,
      [],
      [NO_COMMA, `Another log begins inside the list of records, at byte ${AB_TO - 1}.`],
    ],
    ['a bracket closes it early', `{"Records":[${A}],${B},${C}]}`, [], [BEHIND(AB_TO + 1)]],
    ['its object ends early', `{"Records":[${A}]}${B}${C}]}`, [], [BEHIND(AB_TO + 1)]],
    ['a bracket opens in it', `{"Records":[${A},[${B},${C}]}`, [INSIDE], []],
    ['a quote stands in it', `{"Records":[${A},"${B},${C}]}`, [INSIDE], []],
    [
      'a second one has another name',
      `{"Records":[${A}],"Recrods":[${B},${C}]}`,
      [],
      [`A list that is not called “Records” holds records, at byte ${AB_TO + 12}.`],
    ],
    [
      'its quote is open',
      `{"Records":[${A}]}{"Records":"${B},${C}]}`,
      [],
      [`A record begins inside a string beside the list of records, at byte ${AB_TO + 13}.`],
    ],
  ])('%s', async (_, text, reasons, notes) => {
    const { rows, result } = await load(fileOf(text));
    expect(tableOf(rows)).toBe([A_LINE, B_LINE, C_LINE].join('\n'));
    expect(result.rejected.map(({ reason }) => reason)).toEqual(reasons);
    expect(result.notes).toEqual(notes);
  });

  it('may be empty', async () => {
    const { result } = await load(fileOf('{"Records":[]}'));
    expect(result).toMatchObject({ outcome: 'loaded', records: 0, rejectedCount: 0, notes: [] });
  });
});

describe('a file cut in the middle of a record', () => {
  it('keeps what stands before, at every cut', async () => {
    const text = logText([A, B, C]);
    const cuts = Array.from({ length: C.length }, (_, k) => text.length - 3 - k);
    const { batches, results } = await runFiles(
      cuts.map((cut) => fileOf(text.slice(0, cut))),
      SMALL,
    );
    expect(rowsOf(batches).length).toBe(cuts.length * 2);
    for (const result of results.slice(0, -1)) {
      expect(result).toMatchObject({ records: 2, rejectedCount: 1, notes: [] });
      expect(result.rejected[0]).toEqual({
        offset: text.indexOf(C),
        reason: 'the record is not closed before the end of the file',
      });
    }
  });

  it('keeps them in gzip data, and tells of both', async () => {
    const text = logText([A, B, C, A, B, C]);
    const { rows, result } = await load(fileOf(gzipSync(text, { level: 1 }).subarray(0, 280)));
    expect(rows.length).toBe(result.records);
    expect(result.records).toBeGreaterThan(0);
    expect(result.rejectedCount).toBeLessThanOrEqual(1);
    expect(result.notes[0]).toContain('the file is cut off');
  });
});

describe('bytes that are not UTF-8', () => {
  const BAD = '\xff\xc3';
  const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
  const withBad = (from: string, to: string): Uint8Array => bytes(logText([A, B.replace(from, to), C]));
  const note = (records: number, count: number): string =>
    `${records} records hold ${count} bytes that are not UTF-8: “?” stands for them in columns and search, the records as delivered are unchanged.`;

  it('are replaced in texts', async () => {
    const file = withBad('"eventID"', `"requestID":"r${BAD}s","requestParameters":{"k":"${BAD}"},"eventID"`);
    const { rows, result } = await load(fileOf(file));
    expect(rows[1]).toMatchObject({
      requestID: 'r??s',
      requestParameters: '{"k":"??"}',
      length: B.length + 50,
    });
    expect(result.notes).toEqual([note(1, 4)]);
  });

  it('are replaced in values that repeat', async () => {
    const { rows, result } = await load(fileOf(withBad('"robin"', `"${BAD}"`)));
    expect(String(rows[1]?.userIdentity)).toContain('"userName":"\ufffd\ufffd"');
    expect(result.notes).toEqual([note(1, 2)]);
  });

  it('are replaced in keys', async () => {
    const { rows, result } = await load(fileOf(withBad('"eventID"', `"eventI${BAD}"`)));
    expect(rows[1]?.otherFields).toBe('{"eventI??":"aaaaaaaa-bbbb-4ccc-8ddd-000000000001"}');
    expect(rows[1]?.eventID).toBe(null);
    expect(result.records).toBe(3);
  });
});

describe('records of unusual size', () => {
  const withText = (length: number): string => B.replace('{', `{"requestID":"${'x'.repeat(length)}",`);

  it('are read up to half the memory', async () => {
    for (const length of [300_000, 5_000_000]) {
      const { rows, result } = await load(fileOf(gzipSync(logText([A, withText(length), C]))), {
        arenaBytes: 12_000_000,
      });
      expect(rows.map(({ requestID }) => requestID?.length ?? 0)).toEqual([0, length, 0]);
      expect(result).toMatchObject({ records: 3, rejectedCount: 0, notes: [] });
    }
  });

  it('are refused beyond it, and what follows is read', async () => {
    const { rows, result } = await load(fileOf(logText([A, withText(5_000_000), C])), SMALL);
    expect(tableOf(rows)).toBe([A_LINE, C_LINE].join('\n'));
    expect(result.rejected).toEqual([
      { offset: AB_TO, reason: 'the record is longer than 524288 bytes or never closed' },
    ]);
  });

  it('may make a file larger than the memory', async () => {
    const count = 20_000;
    const text = logText(Array.from({ length: count }, (_, k) => (k % 2 === 0 ? A : withText(k % 900))));
    for (const file of [fileOf(text), fileOf(gzipSync(text))]) {
      const { rows, result } = await load(file, { arenaBytes: 1 << 20, batchRows: 700 });
      expect(rows.length).toBe(count);
      expect(rows.at(-1)?.offset).toBe(text.lastIndexOf('{"requestID"'));
      expect(result).toMatchObject({ records: count, rejectedCount: 0, decompressedBytes: text.length });
    }
  });
});

describe('the rejections of a file', () => {
  it('are all counted, and a thousand listed', async () => {
    const { result } = await load(fileOf(`{"Records":[${A}${',1'.repeat(1500)}]}`));
    expect([result.rejectedCount, result.rejected.length]).toEqual([1500, 1000]);
    expect(result.notes).toEqual(['Only the first 1000 of 1500 rejected pieces are listed.']);
  });
});
