/** The load report's shape is a promise to whoever reads it by program: `docs/load-report.md`. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FILE_KIND_LABELS } from '#cloudtrail/containers.ts';
import type { LoadReport } from './session.ts';
import { balancedBooks, log, logText, openSession, record, records, source } from './testing/workbench.ts';

const PROMISE = readFileSync(new URL('../../docs/load-report.md', import.meta.url), 'utf8');

async function realReport(): Promise<LoadReport> {
  const { session } = openSession();
  await session.addFiles([
    log('a/one.json.gz', [...records(0, 12), record(3), record(4, { readOnly: true })]),
    source('damaged.json', `{"Records":[${record(50)},{"eventName":},${record(51)}`),
    source('notes.txt', 'nothing of interest'),
    log('removed.json', records(0, 3)),
  ]);
  await session.removeFiles([3]);
  await balancedBooks(session);
  // As it is downloaded.
  return JSON.parse(JSON.stringify(session.report()));
}

/** The rows of a table of the document: `name | type | meaning`. */
function promised(heading: string): Map<string, string> {
  const section = PROMISE.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return new Map(
    [...section.matchAll(/^\| `(\w+)` \| ([^|]+?) \|/gm)].map(([, name = '', type = '']) => [name, type]),
  );
}

function typeOf(value: unknown): string {
  if (Array.isArray(value))
    return `list of ${value.every((one) => typeof one === 'string') ? 'texts' : 'objects'}`;
  if (value === null) return 'null';
  return typeof value === 'string' ? 'text' : typeof value;
}

/** Types that stand in the document, each with what a value of it may be. */
function fits(type: string, value: unknown): boolean {
  const found = typeOf(value);
  if (found.startsWith('list') && Array.isArray(value) && value.length === 0) return type.startsWith('list');
  return type.split(' or ').includes(found);
}

function misfits(wanted: ReadonlyMap<string, string>, object: object): string[] {
  const entries = Object.entries(object);
  const wrong = entries.filter(([name, value]) => !fits(wanted.get(name) ?? '', value)).map(([name]) => name);
  const missing = [...wanted.keys()].filter((name) => !entries.some(([key]) => key === name));
  return [...wrong, ...missing.map((name) => `${name} is missing`)];
}

describe('the load report', () => {
  it('has the shape that is promised, in the promised order', async () => {
    const report = await realReport();
    expect(misfits(promised('The report'), report)).toEqual([]);
    expect(Object.keys(report)).toEqual([...promised('The report').keys()]);
    for (const file of report.removed) {
      expect(misfits(promised('A removed file'), file)).toEqual([]);
      expect(Object.keys(file)).toEqual([...promised('A removed file').keys()]);
    }
    for (const file of report.files) {
      expect(misfits(promised('A file'), file)).toEqual([]);
      expect(Object.keys(file)).toEqual([...promised('A file').keys()]);
      for (const rejected of file.rejected) expect(misfits(promised('A rejected'), rejected)).toEqual([]);
    }
    expect(report.files[1]?.rejected.length).toBeGreaterThan(0);
  });

  it('adds up', async () => {
    const report = await realReport();
    const sum = (of: (file: LoadReport['files'][number]) => number): number =>
      report.files.reduce((all, file) => all + of(file), 0);
    expect(report).toMatchObject({
      events: sum((file) => file.loaded),
      duplicates: sum((file) => file.duplicates),
      found: sum((file) => file.records),
      rejected: sum((file) => file.rejectedCount),
      conflicts: 1,
    });
    expect(report.found).toBe(report.events + report.duplicates + report.rejected);
    expect(report.files.map(({ name, kind, status }) => [name, kind, status])).toEqual([
      ['a/one.json.gz', 'cloudtrail-log', 'loaded'],
      ['damaged.json', 'cloudtrail-log', 'loaded'],
      ['notes.txt', 'text', 'set-aside'],
    ]);
  });

  it('names all kinds of file and every status in its document', () => {
    const named = [...PROMISE.matchAll(/`([\w-]+)`/g)].map(([, word]) => word);
    expect(named).toEqual(expect.arrayContaining(Object.keys(FILE_KIND_LABELS)));
    expect(named).toEqual(
      expect.arrayContaining(['loaded', 'set-aside', 'failed', 'cancelled', 'waiting', 'reading']),
    );
  });

  it('lists no more than a thousand rejected records of a file, and counts them all', async () => {
    const { session } = openSession();
    const broken = Array.from({ length: 1500 }, () => '{"eventName":}');
    await session.addFiles([source('broken.json', logText([record(1), ...broken]))]);
    const [file] = session.report().files;
    expect(file?.rejectedCount).toBeGreaterThanOrEqual(1500);
    expect(file?.rejected).toHaveLength(1000);
  });
});
