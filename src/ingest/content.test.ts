/** The same log wrapped in all manners: the same rows, and the records as delivered from where they are said to be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesSource } from './byte-source.ts';
import { HEAD_BYTES, MAX_LAYERS, readContent } from './content.ts';
import { readSpan } from './read-record.ts';
import { looseSource } from './source.ts';
import { logText, recordTexts, tableOf } from './testing/event-table.ts';
import { rowsOf } from './testing/rows.ts';
import { fileOf, runFiles } from './testing/run-files.ts';
import { base64, gzip, utf16, utf8, zstd } from './testing/wrappings.ts';

const RECORDS = recordTexts(`
  08:00:00 alice  ListBuckets          192.0.2.10     -
  08:00:05 zoë    GetObject            192.0.2.10     -
  08:01:00 robin  DeleteBucketPolicy   198.51.100.7   AccessDenied
`);
const TEXT = logText(RECORDS);
/** A thousand records: more than what is looked at to tell what a file is. */
const LONG = logText(Array.from({ length: 1000 }, (_, k) => RECORDS[k % 3] ?? ''));

const wrappings: readonly [string, (text: string) => Uint8Array][] = [
  ['nothing', utf8],
  ['a byte order mark', (text) => utf8(`\ufeff${text}`)],
  ['gzip', (text) => gzip(utf8(text))],
  ['gzip twice', (text) => gzip(gzip(utf8(text)))],
  ['gzip three times', (text) => gzip(gzip(gzip(utf8(text))))],
  [
    'gzip in several members',
    (text) => Buffer.concat([gzip(utf8(text.slice(0, 50))), gzip(utf8(text.slice(50)))]),
  ],
  [
    'several members, packed again',
    (text) => gzip(Buffer.concat([gzip(utf8(text.slice(0, 50))), gzip(utf8(text.slice(50)))])),
  ],
  ['Zstandard', (text) => zstd(utf8(text))],
  [
    'Zstandard in several frames',
    (text) => Buffer.concat([zstd(utf8(text.slice(0, 70))), zstd(utf8(text.slice(70)))]),
  ],
  ['Zstandard in gzip', (text) => gzip(zstd(utf8(text)))],
  ['UTF-16, little end first', (text) => utf16(text, 'le', true)],
  ['UTF-16, big end first', (text) => utf16(text, 'be', true)],
  ['UTF-16 without a mark', (text) => utf16(text, 'le', false)],
  ['UTF-16, big end first, without a mark', (text) => utf16(text, 'be', false)],
  ['UTF-16 in gzip', (text) => gzip(utf16(text, 'le', true))],
  ['base64 of gzip', (text) => base64(gzip(utf8(text)))],
  ['base64 of gzip, in lines', (text) => base64(gzip(utf8(text)), 76)],
  ['base64 of gzip in quotes', (text) => utf8(`"${Buffer.from(gzip(utf8(text))).toString('base64')}"\n`)],
  [
    'two payloads in base64',
    (text) =>
      utf8(
        [text.slice(0, 51), text.slice(51)]
          .map((part) => Buffer.from(gzip(utf8(part))).toString('base64'))
          .join('\n'),
      ),
  ],
];

describe.each(wrappings)('a log wrapped in %s', (name, wrap) => {
  it.each([
    ['at once', {}],
    ['streamed', { wholeFileBytes: 10 }],
    ['in steps of 7 bytes', { stepBytes: 7 }],
  ])('is read %s', async (_, sizes) => {
    for (const [text, count] of [
      [TEXT, 3],
      [LONG, 1000],
    ] as const) {
      const { batches, results } = await runFiles([fileOf(wrap(text))], { arenaBytes: 1 << 20, ...sizes });
      expect(results[0]).toMatchObject({ outcome: 'loaded', records: count, rejectedCount: 0 });
      const rows = rowsOf(batches);
      expect(rows).toHaveLength(count);
      expect(tableOf(rows.slice(0, 3))).toContain('zoë GetObject');
      expect(results[0]?.notes.join().includes('UTF-16 text')).toBe(name.startsWith('UTF-16'));
    }
  });

  it('gives its records back', async () => {
    const file = fileOf(wrap(LONG));
    const { batches } = await runFiles([file], { arenaBytes: 1 << 20 });
    const rows = rowsOf(batches);
    for (const k of [0, 1, 500, 999]) {
      const row = rows[k];
      const bytes = await readSpan(looseSource(file, file.size), {
        offset: row?.offset ?? -1,
        length: row?.length ?? 0,
      });
      expect(new TextDecoder().decode(bytes)).toBe(RECORDS[k % 3]);
    }
  });
});

async function contentOf(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ text: string; notes: readonly string[] }> {
  const chunks: Uint8Array[] = [];
  const notes = await readContent(bytesSource(bytes), bytes.subarray(0, HEAD_BYTES), (chunk) => {
    chunks.push(chunk.slice());
    return true;
  });
  return { text: Buffer.concat(chunks).toString(), notes };
}

describe('what the zstd program has packed', () => {
  it('is unpacked', async () => {
    const { text, notes } = await contentOf(new Uint8Array(Buffer.from(PACKED_BY_ZSTD, 'base64')));
    expect(notes).toEqual([]);
    const { Records: records } = JSON.parse(text);
    expect(records).toHaveLength(120);
    expect(records[119]).toMatchObject({
      eventTime: '2025-10-01T08:01:59Z',
      userIdentity: { userName: 'user0' },
    });
  });
});

describe('what is damaged', () => {
  it('is read as far as it goes, wherever it is cut', async () => {
    for (const [name, wrap] of wrappings) {
      const whole = new Uint8Array(wrap(LONG.slice(0, 4000)));
      const wanted = (await contentOf(whole)).text;
      for (let cut = 0; cut < whole.length; cut += 1 + (whole.length >> 5)) {
        const { text } = await contentOf(whole.slice(0, cut));
        expect(wanted.startsWith(text.replace(/\ufffd$/, '')) || cut < 200, `${name} cut at ${cut}`).toBe(
          true,
        );
      }
    }
  });

  it('says so', async () => {
    const cut = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes.subarray(0, -9));
    expect((await contentOf(cut(zstd(utf8(LONG))))).notes.join()).toContain('Zstandard data ends early');
    expect((await contentOf(cut(gzip(gzip(utf8(LONG)))))).notes.join()).toContain('gzip data ends early');
    const stray = utf8(`${Buffer.from(gzip(utf8(LONG))).toString('base64')}\n--end--`);
    expect((await contentOf(stray)).notes.join()).toContain('no base64 from byte');
  });

  it('never hangs nor throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...wrappings),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async ([, wrap], changes) => {
          const bytes = new Uint8Array(wrap(TEXT));
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          expect(typeof (await contentOf(bytes)).text).toBe('string');
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is unwrapped so many times, and no more', async () => {
    let bytes: Uint8Array<ArrayBuffer> = utf8(TEXT);
    for (let k = 0; k < MAX_LAYERS; k++) bytes = gzip(bytes);
    expect((await contentOf(bytes)).text).toBe(TEXT);
    expect((await contentOf(gzip(bytes))).text).not.toBe(TEXT);
  });
});

/** 120 records of this form, by `zstd -19`. */
const PACKED_BY_ZSTD =
  'KLUv/QRoHRUAFmJWIDBx0gYMQ9o9/2u/M98rOH2aI3DZK7u7e8+wCgUDA2McbQBEAEEATRNhKCIQGoagqZhEAioZEMlkA1IBCajK' +
  'WQ4ToVxMFI6DvdiLeuEG8AGOTGdioXl0HC+HqYAcUJgKg4FAwVkOY6HRHI7laDQTjYSRKKAwlYvzOOqAn+VIJhMVCtPQSBgM5nA8' +
  'LKciQZlEmITDEaZamYT4O5th1RHZXy67aPeqzkTEuzOzqiKi/zbZhLunapmFSHc3cxUS3W++/dol1WcaEe/OzKqKiP4/Oo7VAHyW' +
  'M1AQu6T6TCPi3ZlZVRHRf6d976LqZRpi3ZHZq0yE/xltL7ftliplHtF3aHZVRlQ/+ez7rlUx8xDtrsyo6kT+0Wbb7QYdELv+MfMQ' +
  '7a7MqOpE/tG/73ZNtTIJ8Xc2w6ojsr/s22j3qs5ExLszs6oiov/22oW7p2qZhUh3N3MVEt1vVpsqgXOoIdAzSQr1ajORS5K0GxJA' +
  'IAgwCBQE/ysECIQp+NTADxeZodjyvDELkleTtoh3CFvJO4iNpB2EkEmHvJRYnVxErknsIa0iL5BWkHeM0HM2YYFog7xDsJXcQdpI' +
  '7EAsJG4mBJlvxNLEfcIK4ip5AWETuQexibDDiJ40xIuI1eSF5BrELtJG8gJpE3mHEGTKJyySVpJ3CDuTOwibiB2ERcQ9I+nzkXQX' +
  'eZu4i7xNWke0JVsg2ZCtWYLMfMJG0ibxDmEzcQexibSDWIi4Z4Sej4iFxO2EDeIy8gJhRXIHsSOxgxBk0pGXEtaTi8griV1IW+QF' +
  'pA3yHiP0zCYsIG2Q1xC2knsQGwk7iIWE24Qg8420mLidsEFcSV4gbEXuIFYi9g1WXVUTE2AAgD8hTHm6ac79uRmhcpWh8h9TQO/8' +
  'U9T+5AskT1UBRLbx5A==';
