import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { generate } from './generate.mjs';

const folder = mkdtempSync(join(tmpdir(), 'trailscope-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LOG =
  /AWSLogs\/(\d{12})\/CloudTrail\/([a-z0-9-]+)\/2025\/10\/\d\d\/\1_CloudTrail_\2_\d{8}T\d{4}Z_\w{16}\.json\.gz$/;

function filesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.gz'))
    .map((path) => join(directory, path))
    .sort();
}

function fieldOf(record: unknown, field: string): string {
  const value: unknown = typeof record === 'object' && record !== null ? Reflect.get(record, field) : null;
  return typeof value === 'string' ? value : '';
}

describe('generate', () => {
  it('writes as many records and files as it says, each id once', async () => {
    const directory = join(folder, 'a');
    const totals = await generate({ directory, events: 205, files: 16 });
    const texts = filesOf(directory).map((path) => gunzipSync(readFileSync(path)).toString('utf8'));
    const records: unknown[] = texts.flatMap((text) => JSON.parse(text).Records);
    expect(totals).toMatchObject({ events: 205, files: 16 });
    expect(records.length).toBe(205);
    expect(new Set(records.map((one) => fieldOf(one, 'eventID'))).size).toBe(205);
    expect(new Set(records.map((one) => fieldOf(one, 'requestID'))).size).toBe(205);
    expect(records.filter((one) => fieldOf(one, 'errorCode')).length).toBe(totals.errors);
    expect(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)).toBe(totals.bytes);
    expect(filesOf(directory).reduce((sum, path) => sum + statSync(path).size, 0)).toBe(totals.gzipBytes);
    for (const path of filesOf(directory)) expect(path.replaceAll('\\', '/')).toMatch(LOG);
  });

  it('resembles the real thing in size and in errors', async () => {
    const totals = await generate({ directory: join(folder, 'b'), events: 6000, files: 3 });
    expect(totals.bytes / totals.events).toBeGreaterThan(1100);
    expect(totals.bytes / totals.events).toBeLessThan(1450);
    expect(totals.bytes / totals.gzipBytes).toBeGreaterThan(6);
    expect(totals.bytes / totals.gzipBytes).toBeLessThan(9);
    expect(totals.errors / totals.events).toBeCloseTo(0.08, 1);
  });

  it('gives out keys that sign afterwards, and has one key that signs a great deal', async () => {
    const directory = join(folder, 'g');
    await generate({ directory, events: 12_000, files: 12 });
    const texts = filesOf(directory).map((path) => gunzipSync(readFileSync(path)).toString('utf8'));
    const given = new Set<string>();
    const signed = new Map<string, number>();
    for (const text of texts) {
      for (const [, key = ''] of text.matchAll(/"(?:credentials|accessKey)":\{[^}]*"accessKeyId":"(\w+)"/g))
        given.add(key);
      for (const [, key = ''] of text.matchAll(/"accountId":"\d+","accessKeyId":"(\w+)"/g))
        signed.set(key, (signed.get(key) ?? 0) + 1);
    }
    const sessions = [...signed.keys()].filter((key) => key.startsWith('ASIA'));
    const joined = sessions.filter((key) => given.has(key)).length;
    expect(sessions.length).toBeGreaterThan(100);
    expect(joined / sessions.length).toBeGreaterThan(0.7);
    expect(joined).toBeLessThan(sessions.length);
    expect(Math.max(...signed.values())).toBeGreaterThan(600);
  });

  it('writes the same for the same seed, something else for another', async () => {
    const read = (directory: string): string[] =>
      filesOf(directory).map((path) => gunzipSync(readFileSync(path)).toString('utf8'));
    await generate({ directory: join(folder, 'c'), events: 200, files: 4, seed: 7 });
    await generate({ directory: join(folder, 'd'), events: 200, files: 4, seed: 7 });
    await generate({ directory: join(folder, 'e'), events: 200, files: 4, seed: 8 });
    expect(read(join(folder, 'c'))).toEqual(read(join(folder, 'd')));
    expect(read(join(folder, 'c'))).not.toEqual(read(join(folder, 'e')));
  });

  it('leaves alone what is there, and replaces what was asked for differently', async () => {
    const directory = join(folder, 'f');
    const first = await generate({ directory, events: 40, files: 2 });
    const written = filesOf(directory).map((path) => statSync(path).mtimeMs);
    expect(await generate({ directory, events: 40, files: 2 })).toEqual(first);
    expect(filesOf(directory).map((path) => statSync(path).mtimeMs)).toEqual(written);
    await generate({ directory, events: 40, files: 5 });
    expect(filesOf(directory).length).toBe(5);
  });
});
