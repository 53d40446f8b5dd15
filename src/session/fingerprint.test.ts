import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isValidStamp } from '#view-state/data-set-stamp.ts';
import { identify } from './fingerprint.ts';
import { log, openSession, record, records, source } from './testing/workbench.ts';
import type { SourceFile } from './session.ts';

async function identityOf(files: readonly SourceFile[]) {
  const { session } = openSession();
  await session.addFiles(files);
  return identify(session.getState());
}

const a = log('a.json.gz', records(0, 5));
const b = log('b.json.gz', records(5, 9));
const renamed = (file: SourceFile, path: string): SourceFile => ({ ...file, path });

describe('the fingerprint of a data set', () => {
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
