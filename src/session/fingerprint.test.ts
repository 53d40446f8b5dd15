import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isValidStamp } from '#view-state/data-set-stamp.ts';
import { identify } from './fingerprint.ts';
import { tar, zip } from '#ingest/testing/archives.ts';
import { gzip, utf16, utf8 } from '#ingest/testing/wrappings.ts';
import { log, logText, openSession, record, records, source } from './testing/workbench.ts';
import type { SourceFile } from './session.ts';

async function identityOf(files: readonly SourceFile[]) {
  const { session } = openSession();
  await session.addFiles(files);
  return identify(session.getState());
}

const a = log('a.json.gz', records(0, 5));
const b = log('b.json.gz', records(5, 9));
const renamed = (file: SourceFile, path: string): SourceFile => ({ ...file, path });

const textA = logText(records(0, 5));
const textB = logText(records(5, 9));

describe('the fingerprint of a data set', () => {
  it.each<[string, readonly SourceFile[]]>([
    ['unpacked', [source('a.json', textA), source('b.json', textB)]],
    [
      'in a zip archive',
      [
        source(
          'x.zip',
          zip([
            { name: 'a.json.gz', content: gzip(utf8(textA)) },
            { name: 'b.json', content: utf8(textB) },
          ]),
        ),
      ],
    ],
    [
      'in a tar archive, in a zip archive',
      [
        source(
          'x.zip',
          zip([
            {
              name: 'y.tgz',
              content: gzip(
                tar([
                  { name: 'a', content: utf8(textA) },
                  { name: 'b', content: utf8(textB) },
                ]),
              ),
            },
          ]),
        ),
      ],
    ],
    ['in UTF-16', [source('a.json', utf16(textA, 'le', true)), b]],
    ['with other white space around the records', [source('a.json', textA.replace('[', '[\r\n ')), b]],
  ])('is the same when the records are %s', async (_, files) => {
    expect((await identityOf(files))?.fingerprint).toBe((await identityOf([a, b]))?.fingerprint);
  });

  it('is known by the one that links had before', async () => {
    const former = createHash('sha256')
      .update(gzip(utf8(textA)))
      .digest('hex');
    const set = createHash('sha256').update(former).digest('hex').slice(0, 16);
    expect((await identityOf([source('a.json.gz', gzip(utf8(textA)))]))?.formerFingerprint).toBe(set);
    const inZip = zip([{ name: 'a.json.gz', content: gzip(utf8(textA)) }]);
    expect((await identityOf([source('x.zip', inZip)]))?.formerFingerprint).toBe(set);
  });

  it('never changes: links hold it', async () => {
    expect((await identityOf([a, b]))?.fingerprint).toBe('5ace1f52ebe556c5');
  });

  it('is of the files alone: not of their names, their order, copies, or what was set aside', async () => {
    const first = await identityOf([a, b]);
    expect(first).toMatchObject({ events: 9, files: 2, name: 'a.json.gz' });
    expect(first?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    const again = await identityOf([
      renamed(b, 'logs/x.json.gz'),
      renamed(a, 'logs/y.json.gz'),
      renamed(a, 'logs/copy.json.gz'),
      source('logs/notes.txt', 'not a log'),
    ]);
    expect(again).toMatchObject({ events: 9, files: 3, name: 'logs', fingerprint: first?.fingerprint });
  });

  it('changes with a byte, and with a file more or less', async () => {
    const changed = log('a.json.gz', [...records(0, 4), record(4, { userAgent: 'x' })]);
    const prints = new Set<string | undefined>();
    for (const files of [[a], [b], [a, b], [changed, b]]) prints.add((await identityOf(files))?.fingerprint);
    expect(prints.size).toBe(4);
  });

  it('is none without records to identify', async () => {
    const { session } = openSession();
    expect(identify(session.getState())).toBeNull();
    await session.addFiles([source('notes.txt', 'not a log')]);
    expect(identify(session.getState())).toBeNull();
  });
});

describe('the name of a data set', () => {
  it.each([
    [['logs/2025/10/a.json.gz', 'logs/2025/11/b.json.gz'], 'logs/2025'],
    [['logs/a.json.gz', 'logs/b.json.gz'], 'logs'],
    [['log/a.json.gz', 'logs/b.json.gz'], 'log/a.json.gz'],
    [['a.json.gz', 'logs/b.json.gz'], 'a.json.gz'],
    [['c/a.json.gz', 'c/d/b.json.gz'], 'c'],
  ])('of %s', async ([first = '', second = ''], name) => {
    expect((await identityOf([renamed(a, first), renamed(b, second)]))?.name).toBe(name);
  });

  it('is that of the set where the files say so', async () => {
    const set = 'the sample';
    expect(
      (
        await identityOf([
          { ...a, set },
          { ...b, set },
        ])
      )?.name,
    ).toBe(set);
    expect((await identityOf([{ ...a, set }, b]))?.name).toBe('a.json.gz');
  });

  it('can stand in a link, whatever the files are called', async () => {
    const { session } = openSession();
    await session.addFiles([a]);
    const state = session.getState();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const files = state.files.map((file) => ({ ...file, name }));
        const identity = identify({ files, totals: state.totals });
        expect(identity !== null && isValidStamp(identity)).toBe(true);
      }),
    );
  });
});
