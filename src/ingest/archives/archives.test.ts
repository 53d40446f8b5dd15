/** Archives, sound and damaged: the files in them are found, and each is what was put there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFile, wholeFile } from '../open-file.ts';
import { looseSource } from '../source.ts';
import { tar, type TarFile, zip, type ZipFile } from '../testing/archives.ts';
import { gzip, utf8, zstd } from '../testing/wrappings.ts';
import { DamagedEntry } from '../zip-unpacking.ts';
import type { FoundEntry } from './found-entry.ts';
import { openArchive, type OpenedArchive } from './open-archive.ts';

const WAYS = { isCancelled: () => false, breathe: () => Promise.resolve(), tellRead: () => undefined };
const openBytes = (bytes: Uint8Array<ArrayBuffer>, kind: 'zip' | 'tar'): Promise<OpenedArchive> =>
  openArchive(looseSource(new Blob([bytes]), bytes.length), kind, WAYS);

/** What is said of an entry that cannot be read; its content otherwise, read in both ways. */
async function contentOf({ source, problem }: FoundEntry): Promise<string> {
  if (problem !== null) return problem;
  const whole = await wholeFile(source, null, 1e9);
  const streamed: Uint8Array[] = [];
  for await (const piece of (await openFile(source)).bytes.open()) streamed.push(piece.slice());
  expect(Buffer.concat(streamed).equals(whole?.bytes ?? new Uint8Array(0))).toBe(true);
  return Buffer.concat(streamed).toString();
}

async function listed(bytes: Uint8Array<ArrayBuffer>, kind: 'zip' | 'tar'): Promise<[string, string][]> {
  const { entries } = await openBytes(bytes, kind);
  return Promise.all(
    entries.map(async (entry): Promise<[string, string]> => [entry.path, await contentOf(entry)]),
  );
}

const LONG = `${'very/'.repeat(40)}long.json`;
const A = 'alpha '.repeat(300);
const B = '{"Records":[]}';
const PAIR: [string, string][] = [
  ['logs/a.json', A],
  ['logs/b.json', B],
];
const files = (options: Partial<ZipFile> = {}): ZipFile[] =>
  PAIR.map(([name, content]) => ({ name, content: utf8(content), ...options }));

describe('a zip archive', () => {
  it.each([
    ['deflated files', files()],
    ['stored files', files({ stored: true })],
    ['sizes behind the files', files({ sizesBehind: true })],
    ['zip64 sizes', files({ zip64: true })],
  ])('with %s is read', async (_, content) => {
    expect(await listed(zip(content), 'zip')).toEqual(PAIR);
  });

  it.each([
    ['a comment', { comment: 'PK\x05\x06 made by hand' }],
    ['bytes before it', { before: utf8('#!/bin/sh\nexit\n') }],
    ['a zip64 end', { zip64: true }],
    ['all of that', { zip64: true, comment: 'x'.repeat(500), before: utf8('MZ') }],
  ])('with %s is read', async (_, options) => {
    expect(await listed(zip(files(), options), 'zip')).toEqual(PAIR);
  });

  it('has names in UTF-8, said or not, and in the letters of DOS', async () => {
    const content = utf8('x');
    const bytes = zip([
      { name: 'März/ログ.json', content },
      { name: utf8('März.json'), content },
      { name: Uint8Array.of(0x4d, 0x84, 0x72, 0x7a), content },
    ]);
    expect((await listed(bytes, 'zip')).map(([name]) => name)).toEqual([
      'März/ログ.json',
      'März.json',
      'März',
    ]);
  });

  it('keeps folders, settings of macOS and what leads out of it away', async () => {
    const content = utf8('x');
    const { entries, notes } = await openBytes(
      zip([
        { name: 'logs/', content: new Uint8Array(0), stored: true },
        { name: '__MACOSX/logs/._a.json', content },
        { name: 'logs/.DS_Store', content },
        { name: '../../etc/passwd', content },
        { name: '/abs/a.json', content },
        { name: 'C:\\logs\\b.json', content },
        { name: 'logs/\u202egnp.json', content },
        { name: '..', content },
        { name: 'abs/a.json', content },
      ]),
      'zip',
    );
    expect(entries.map(({ path }) => path)).toEqual([
      'etc/passwd',
      'abs/a.json',
      'logs/b.json',
      'logs/\u202egnp.json',
      'without a name',
      'abs/a.json',
    ]);
    expect(entries[0]?.notes.join()).toContain('leads out of the folder');
    expect(entries[5]?.notes).toEqual(['Another file of the archive has the same name.']);
    expect(notes).toEqual(['2 hidden files that macOS adds to archives: left out.']);
  });

  it('says why a file of it cannot be read', async () => {
    const content = utf8(A);
    const bytes = zip([
      { name: 'encrypted', content, flags: 1 },
      { name: 'aes', content, flags: 1, method: 99 },
      { name: 'bzip2', content, method: 12 },
      { name: 'odd', content, method: 77 },
      { name: 'good', content },
    ]);
    const said = await listed(bytes, 'zip');
    expect(said.map(([, text]) => text.slice(0, 23))).toEqual([
      'It is encrypted, and th',
      'It is encrypted, and th',
      'It is packed with bzip2',
      'It is packed with metho',
      A.slice(0, 23),
    ]);
  });

  it('gives what it can of a damaged file, and says so', async () => {
    const wrong = zip([{ name: 'sum', content: utf8(A), crc32: 1 }]);
    const [sum] = (await openBytes(wrong, 'zip')).entries;
    expect(await wholeFile(sum?.source ?? looseSource(new Blob(), 0), null, 1e9)).toMatchObject({
      notes: [expect.stringContaining('checksum that the archive has')],
    });
    const more = zip([{ name: 'more', content: utf8(A), unpackedBytes: 1000 }]);
    const [longer] = (await openBytes(more, 'zip')).entries;
    const whole = await wholeFile(longer?.source ?? looseSource(new Blob(), 0), null, 1e9);
    expect(Buffer.from(whole?.bytes ?? []).toString()).toBe(A.slice(0, 1000));
    expect(whole?.notes.join()).toContain('unpacks to more than the 1000 bytes');
  });

  it('does not believe files that overlap, or unpack to everything', async () => {
    const bomb = zip(files({ unpackedBytes: 3e9 }));
    expect((await listed(bomb, 'zip')).map(([, text]) => text)).toEqual(
      PAIR.map(() => expect.stringContaining('decompression bomb')),
    );
    const bytes = zip(files({ stored: true }));
    // Both entries of the table of contents point to the first file.
    const view = new DataView(bytes.buffer);
    const second = bytes.lastIndexOf(0x01, bytes.length - 22);
    for (let k = second; k > 0; k--) {
      if (view.getUint32(k, true) !== 0x02014b50) continue;
      view.setUint32(k + 42, 0, true);
      break;
    }
    expect((await listed(bytes, 'zip'))[1]?.[1]).toContain('overlaps another file');
  });

  it('that is an Office document is none', async () => {
    const { entries, notes } = await openBytes(
      zip([{ name: '[Content_Types].xml', content: utf8('<x/>') }]),
      'zip',
    );
    expect([entries, notes]).toEqual([[], [expect.stringContaining('Office document')]]);
  });

  it('without its table of contents gives what stands before the damage', async () => {
    for (const options of [{}, { stored: true }, { sizesBehind: true }]) {
      const whole = zip(files(options));
      const table = whole.length - 22 - 2 * (46 + 11);
      const { notes } = await openBytes(new Uint8Array(whole.subarray(0, table)), 'zip');
      expect(notes).toEqual([expect.stringContaining('no table of contents at its end')]);
      expect(await listed(new Uint8Array(whole.subarray(0, table)), 'zip')).toEqual(PAIR);
      whole[table + 1] = 0;
      expect(await listed(whole, 'zip')).toEqual(PAIR);
    }
  });
});

describe('a tar archive', () => {
  const pair: TarFile[] = PAIR.map(([name, content]) => ({ name, content: utf8(content) }));

  it.each([
    ['as POSIX has it', pair, PAIR],
    ['with sizes in binary', pair.map((file) => ({ ...file, binarySize: true })), PAIR],
    ['with long names by pax', [{ name: LONG, long: 'pax', content: utf8(A) }], [[LONG, A]]],
    ['with long names by GNU', [{ name: LONG, long: 'gnu', content: utf8(A) }], [[LONG, A]]],
    [
      'with folders before the name',
      [{ name: 'a/b/c.json', long: 'prefix', content: utf8(A) }],
      [['a/b/c.json', A]],
    ],
  ] as const)('is read %s', async (_, content, wanted) => {
    expect(await listed(tar(content), 'tar')).toEqual(wanted);
    expect(await listed(tar(content, false), 'tar')).toEqual(wanted);
  });

  it('is read when others stand behind it', async () => {
    const [first, second] = pair;
    if (first === undefined || second === undefined) throw new Error('two files');
    expect(await listed(new Uint8Array(Buffer.concat([tar([first]), tar([second])])), 'tar')).toEqual(PAIR);
  });

  it('has files that are links, folders and devices', async () => {
    const { entries, notes } = await openBytes(
      tar([
        { name: 'folder/', type: '5' },
        { name: 'link', type: '2' },
        { name: 'pipe', type: '6' },
        { name: 'holes', type: 'S', content: utf8(A) },
        ...pair,
      ]),
      'tar',
    );
    expect(entries.map(({ path }) => path)).toEqual(['holes', 'logs/a.json', 'logs/b.json']);
    expect(entries[0]?.problem).toContain('sparse');
    expect(notes).toEqual(['1 link to other files: left out, since the files are read themselves.']);
  });

  it('gives the files behind a damaged header', async () => {
    const bytes = tar([...pair, { name: 'last', content: utf8(B) }]);
    bytes[2048 + 512 + 10] = 1;
    const { notes } = await openBytes(bytes, 'tar');
    expect(notes).toEqual([expect.stringContaining('damaged at byte 2560')]);
    expect((await listed(bytes, 'tar')).map(([name]) => name)).toEqual(['logs/a.json', 'last']);
  });
});

describe('an archive that is packed as a whole', () => {
  const content = tar(PAIR.map(([name, text]) => ({ name, content: utf8(text) })));

  it.each([
    ['gzip', gzip],
    ['gzip twice', (bytes: Uint8Array<ArrayBuffer>) => gzip(gzip(bytes))],
    ['Zstandard', zstd],
  ])('with %s is unpacked', async (_, pack) => {
    const { areInPlace } = await openBytes(pack(content), 'tar');
    expect(areInPlace).toBe(false);
    expect(await listed(pack(content), 'tar')).toEqual(PAIR);
  });

  it('gives the files before a cut', async () => {
    const packed = gzip(content);
    const cut = new Uint8Array(packed.subarray(0, packed.length - 12));
    expect((await openBytes(cut, 'tar')).notes.join()).toMatch(/ends early|checksum/);
    expect((await listed(cut, 'tar'))[0]).toEqual(PAIR[0]);
  });
});

describe('archives in archives', () => {
  it('are opened down to a depth, wherever they lie', async () => {
    const inner = zip(files());
    const outer = await openBytes(zip([{ name: 'in.zip', content: inner }]), 'zip');
    const [entry] = outer.entries;
    if (entry === undefined) throw new Error('no entry');
    const within = await openArchive(entry.source, 'zip', WAYS);
    expect(within.areInPlace).toBe(false);
    expect(await Promise.all(within.entries.map(contentOf))).toEqual([A, B]);
    const stored = await openBytes(zip([{ name: 'in.zip', content: inner, stored: true }]), 'zip');
    const flat = await openArchive(stored.entries[0]?.source ?? entry.source, 'zip', WAYS);
    expect(flat.areInPlace).toBe(true);
    expect(await Promise.all(flat.entries.map(contentOf))).toEqual([A, B]);
    const deep = await openArchive({ ...entry.source, depth: 4 }, 'zip', WAYS);
    expect([deep.entries, deep.notes]).toEqual([
      [],
      [expect.stringContaining('Not opened: it lies in 4 archives')],
    ]);
  });
});

const CONTENT = Array.from({ length: 8 }, (_, k): [string, string] => [
  `d/${k}.json`,
  `${k}`.repeat(200 * k),
]);
const sound: readonly ['zip' | 'tar', string, Uint8Array<ArrayBuffer>][] = [
  ['zip', 'deflate', zip(CONTENT.map(([name, text]) => ({ name, content: utf8(text) })))],
  ['zip', 'stored', zip(CONTENT.map(([name, text]) => ({ name, content: utf8(text), stored: true })))],
  [
    'zip',
    'sizes behind',
    zip(CONTENT.map(([name, text]) => ({ name, content: utf8(text), sizesBehind: true }))),
  ],
  ['tar', 'plain', tar(CONTENT.map(([name, text]) => ({ name, content: utf8(text) })))],
  ['tar', 'pax', tar(CONTENT.map(([name, text]) => ({ name, content: utf8(text), long: 'pax' })))],
  ['tar', 'gz', gzip(tar(CONTENT.map(([name, text]) => ({ name, content: utf8(text) }))))],
];

/** Reads everything; what is thrown is ours and has a sentence. */
async function readAll(bytes: Uint8Array<ArrayBuffer>, kind: 'zip' | 'tar'): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const { entries } = await openBytes(bytes, kind);
  for (const { path, source, problem } of entries) {
    if (problem !== null) continue;
    try {
      const whole = await wholeFile(source, null, 1e7);
      found.set(path, Buffer.from(whole?.bytes ?? []).toString());
    } catch (error) {
      if (!(error instanceof DamagedEntry)) throw error;
    }
  }
  return found;
}

describe('an archive that is cut off', () => {
  it.each(sound)('gives what is whole before it: %s, %s', async (kind, how, bytes) => {
    let before = 0;
    const step = Math.max(1, Math.floor(bytes.length / 150));
    for (let cut = 0; cut <= bytes.length; cut += step) {
      const found = await readAll(new Uint8Array(bytes.subarray(0, cut)), kind);
      const whole = CONTENT.filter(([name, text]) => found.get(name) === text).length;
      // What was there with fewer bytes is there with more; gzip shows its last piece only when it is whole.
      expect(whole, `${how} cut at ${cut} of ${bytes.length}`).toBeGreaterThanOrEqual(
        how === 'gz' ? 0 : before,
      );
      before = whole;
    }
    expect((await readAll(bytes, kind)).size).toBe(CONTENT.length);
  });
});

describe('an archive with bytes changed', () => {
  it.each(sound)('neither hangs nor throws but a sentence: %s, %s', async (kind, _, bytes) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 255))), {
          minLength: 1,
          maxLength: 6,
        }),
        async (changes) => {
          const changed = bytes.slice();
          for (const [at, value] of changes) changed[at % changed.length] = value;
          const found = await readAll(changed, kind);
          expect(found.size).toBeLessThanOrEqual(CONTENT.length + 2);
        },
      ),
      { numRuns: 300 },
    );
  });
});
