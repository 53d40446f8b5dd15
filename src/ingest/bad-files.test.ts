/** Files that cannot be read, are no logs, are bombs or are very many. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGzip, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FileResult } from './protocol.ts';
import { logText, recordTexts } from './testing/event-table.ts';
import { rowsOf } from './testing/rows.ts';
import { fileOf, runFiles } from './testing/run-files.ts';
import { StrictGunzipStream } from './testing/strict-gunzip.ts';

const [A = '', B = ''] = recordTexts(`
  08:00:00 alice GetObject 192.0.2.10 -
  08:00:01 robin PutObject 192.0.2.11 -
`);
const GOOD = logText([A, B]);
const SMALL = { arenaBytes: 1 << 20, batchRows: 500 };

/** A file that was removed after it was chosen; the first so many bytes can still be read, slice by slice. */
class GoneFile extends File {
  private readonly rest: Blob;

  constructor(content: string, readable = 0) {
    super([], 'gone.json.gz');
    this.rest = new Blob([content.slice(0, readable)]);
    Object.defineProperty(this, 'size', { value: content.length });
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.reject(new DOMException('A requested file could not be read', 'NotReadableError'));
  }

  override slice(start = 0, end = this.size): Blob {
    return end <= this.rest.size ? this.rest.slice(start, end) : new GoneFile('');
  }
}

/** A file that has another content than when it was chosen. */
class ChangedFile extends File {
  constructor(then: string, now: string) {
    super([now], 'changed.json');
    Object.defineProperty(this, 'size', { value: then.length });
  }
}

const GONE =
  'The file could not be read: it was moved, removed, changed or locked after it was chosen. Choose it again to load it.';
const brief = ({ outcome, kind, records, notes }: FileResult): unknown => ({ outcome, kind, records, notes });
const loaded = (records: number): unknown => ({
  outcome: 'loaded',
  kind: 'cloudtrail-log',
  records,
  notes: [],
});

describe('files that cannot be read', () => {
  it.each([1, 2, 3])('are told apart from their neighbours when %i are read at once', async (together) => {
    const files = [fileOf(GOOD), new GoneFile(GOOD), fileOf(GOOD)];
    const { results, batches } = await runFiles(files, SMALL, together);
    const gone = { outcome: 'failed', kind: 'unknown', records: 0, notes: [GONE] };
    expect(results.map(brief)).toEqual([loaded(2), gone, loaded(2)]);
    expect(results[1]).toMatchObject({ decompressedBytes: 0, sha256: null, rejectedCount: 0 });
    expect(rowsOf(batches).map(({ file }) => file)).toEqual([0, 0, 2, 2]);
  });

  it('are told apart when they are streamed, too', async () => {
    const streamed = { ...SMALL, wholeFileBytes: 100 };
    const { results, batches } = await runFiles([fileOf(GOOD), new GoneFile(GOOD), fileOf(GOOD)], streamed);
    const gone = { outcome: 'failed', kind: 'unknown', records: 0, notes: [GONE] };
    expect(results.map(brief)).toEqual([loaded(2), gone, loaded(2)]);
    expect(rowsOf(batches).length).toBe(4);
  });

  it('keep what was read before they broke off', async () => {
    const many = logText(Array.from({ length: 40_000 }, () => A));
    const file = new GoneFile(many, 4 * 1024 * 1024);
    const { results, batches } = await runFiles([file, fileOf(GOOD)], { ...SMALL, wholeFileBytes: 100 });
    const whole = Math.floor((4 * 1024 * 1024 - 12) / (A.length + 1));
    expect(results[0]).toMatchObject({ outcome: 'failed', records: whole, rejectedCount: 1 });
    expect(results[0]?.notes).toEqual([GONE]);
    expect(rowsOf(batches).length).toBe(whole + 2);
  });

  it('are read as they are now when they have another size', async () => {
    const now = logText([A, A, A]);
    const { results } = await runFiles([new ChangedFile(GOOD, now), fileOf(GOOD)], SMALL);
    expect(results.map(brief)).toEqual([loaded(3), loaded(2)]);
    expect(results[0]?.decompressedBytes).toBe(now.length);
  });
});

describe('files that are no logs', () => {
  const png = Uint8Array.of(
    0x89,
    0x50,
    0x4e,
    0x47,
    0x0d,
    0x0a,
    0x1a,
    0x0a,
    0,
    0,
    0,
    0x0d,
    0x49,
    0x48,
    0x44,
    0x52,
  );
  const dsStore = Uint8Array.of(0, 0, 0, 1, 0x42, 0x75, 0x64, 0x31, 0, 0, 0x10, 0, 0, 0, 8, 0);
  const notification = JSON.stringify({
    Records: [
      { eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3: { bucket: {} } },
    ],
  });
  const digest = JSON.stringify({
    awsAccountId: '111122223333',
    digestStartTime: '2025-10-01T00:00:00Z',
    digestEndTime: '2025-10-01T01:00:00Z',
    logFiles: [],
  });

  it.each([
    ['empty', '', 'The file is empty.'],
    ['empty', gzipSync(''), 'The file is empty.'],
    ['blank', ' \n', 'This file is nothing but white space or zero bytes: 2 bytes.'],
    ['blank', '\0'.repeat(9_999), 'This file is nothing but white space or zero bytes: 9999 bytes.'],
    [
      'blank',
      gzipSync(' '.repeat(3_000_000)),
      'This file is nothing but white space or zero bytes: 3000000 bytes.',
    ],
    ['picture', png, 'Set aside: this is not a CloudTrail log file but: picture.'],
    [
      'macos-settings',
      dsStore,
      'Set aside: this is not a CloudTrail log file but: macOS folder settings (.DS_Store).',
    ],
    ['digest', digest, 'Set aside: this is not a CloudTrail log file but: CloudTrail digest file.'],
    ['digest', gzipSync(digest), 'Set aside: this is not a CloudTrail log file but: CloudTrail digest file.'],
    [
      's3-notification',
      notification,
      'Set aside: no CloudTrail record is in this file. It is: notification that names log files.',
    ],
    ['text', 'hello', 'Set aside: this is not a CloudTrail log file but: plain text.'],
  ])('are set aside as %s', async (kind, content, note) => {
    const { results, batches } = await runFiles([fileOf(GOOD), fileOf(content), fileOf(GOOD)], SMALL);
    const aside = { outcome: 'set-aside', kind, records: 0, notes: [note] };
    expect(results.map(brief)).toEqual([loaded(2), aside, loaded(2)]);
    expect(results[1]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(rowsOf(batches).length).toBe(4);
  });

  it('are blank as far as they were read', { timeout: 60_000 }, async () => {
    const { results } = await runFiles([fileOf(gzipSync(Buffer.alloc(65 << 20, ' ')))], SMALL);
    expect(results[0]).toMatchObject({ outcome: 'set-aside', kind: 'blank' });
    expect(results[0]?.notes).toEqual([
      expect.stringMatching(/^Stopped after \d+ bytes: .* looks like a decompression bomb/),
      `What was read of this file is nothing but white space or zero bytes: ${results[0]?.decompressedBytes} bytes.`,
    ]);
    expect(results[0]?.decompressedBytes).toBeGreaterThanOrEqual(64 << 20);
  });

  it('are not unpacked further than needed', async () => {
    const { results } = await runFiles([fileOf(gzipSync('hello '.repeat(5_000_000)))], SMALL);
    expect(results[0]).toMatchObject({ outcome: 'set-aside', kind: 'text' });
    expect(results[0]?.decompressedBytes).toBeLessThan(1_000_000);
  });
});

describe('white space before a log', () => {
  const BLANK = ' \n'.repeat(150_000);

  it.each([
    ['a log file', GOOD, 'cloudtrail-log'],
    ['records, one per line', `${A}\n${B}\n`, 'json-lines'],
    ['a list of records', `[${A},${B}]`, 'record-array'],
    ['other JSON', `{"hits":[${A},${B}]}`, 'wrapped-records'],
  ])('hides nothing of %s, however much it is', async (_, content, kind) => {
    const files = [fileOf(GOOD), fileOf(`${BLANK}${content}`), fileOf(GOOD)];
    const { results, batches } = await runFiles(files, SMALL);
    expect(results[1]).toMatchObject({ outcome: 'loaded', kind, records: 2, rejectedCount: 0, notes: [] });
    const places = rowsOf(batches).flatMap(({ file, offset }) => (file === 1 ? [offset] : []));
    expect(places).toEqual([A, B].map((text) => BLANK.length + content.indexOf(text)));
  });
});

const MODES: readonly (readonly [string, typeof StrictGunzipStream | null])[] = [
  ['by Node', null],
  ['by fflate', StrictGunzipStream],
];

describe.each(MODES)('a decompression bomb unpacked %s', (_, stream) => {
  beforeEach(() => {
    if (stream !== null) vi.stubGlobal('DecompressionStream', stream);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('is stopped, and what stands before is kept', { timeout: 60_000 }, async () => {
    const space = Buffer.alloc(1 << 20, ' ');
    const spaces = function* (): Generator<Uint8Array> {
      yield Buffer.from(`{"Records":[${A},`);
      for (let k = 0; k < 80; k++) yield space;
      yield Buffer.from(`${B}]}`);
    };
    const bomb = await buffer(Readable.from(spaces()).pipe(createGzip()));
    // Behind a first member, so that the strict stream gives up and fflate unpacks.
    const files = [fileOf(Buffer.concat(stream === null ? [bomb] : [gzipSync('\n'), bomb])), fileOf(GOOD)];
    const { results } = await runFiles(files, SMALL);
    expect(results[0]).toMatchObject({ outcome: 'loaded', records: 1, rejectedCount: 0 });
    expect(results[0]?.notes[0]).toMatch(/^Stopped after \d+ bytes: .* looks like a decompression bomb/);
    const unpacked = results[0]?.decompressedBytes ?? 0;
    expect(unpacked).toBeLessThan(70 * 1024 * 1024);
    expect(results[1]).toMatchObject({ outcome: 'loaded', records: 2 });
  });
});

const COUNT = process.env['TRAILSCOPE_SLOW'] === '1' ? 10_000 : 2000;

describe('very many files', () => {
  it('are all accounted for', { timeout: 60_000 }, async () => {
    const packed = gzipSync(GOOD);
    const files = Array.from({ length: COUNT }, (_, k) =>
      fileOf(k % 3 === 0 ? packed : k % 3 === 1 ? GOOD : 'no log'),
    );
    const { results, batches } = await runFiles(files, { arenaBytes: 1 << 20, batchRows: 5000 });
    expect(results.map(({ records }) => records)).toEqual(files.map((_, k) => (k % 3 === 2 ? 0 : 2)));
    expect(batches.reduce((sum, { rows }) => sum + rows, 0)).toBe(
      2 * files.filter((_, k) => k % 3 !== 2).length,
    );
  });
});
