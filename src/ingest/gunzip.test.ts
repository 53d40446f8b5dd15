import { setTimeout } from 'node:timers/promises';
import { createGunzip, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bytesSource } from './byte-source.ts';
import { gunzip } from './gunzip.ts';
import { Chance } from './testing/mutations.ts';
import { StrictGunzipStream } from './testing/strict-gunzip.ts';

interface Unpacked {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly notes: readonly string[];
}

async function unpack(packed: Uint8Array): Promise<Unpacked> {
  const chunks: Uint8Array[] = [];
  const { notes } = await gunzip(bytesSource(packed.slice()), (chunk) => {
    chunks.push(chunk.slice());
    return true;
  });
  return { bytes: Buffer.concat(chunks), notes };
}

/** All that zlib can make of the bytes, given a few at a time. */
async function prefixByZlib(packed: Uint8Array): Promise<Buffer<ArrayBuffer>> {
  const unzipper = createGunzip();
  const chunks: Uint8Array[] = [];
  unzipper.on('data', (chunk: Uint8Array) => chunks.push(chunk.slice()));
  const broken = new Promise<void>((resolve) => unzipper.once('error', () => resolve()));
  for (let at = 0; at < packed.length && unzipper.errored === null; at += 16) {
    const given = new Promise<void>((resolve) => {
      unzipper.write(packed.slice(at, at + 16), () => resolve());
    });
    await Promise.race([given, broken]);
  }
  await setTimeout(1);
  return Buffer.concat(chunks);
}

const chance = new Chance(5);
const text = Array.from({ length: 1500 }, (_, k) => `line ${k} ${chance.below(100_000)} of some text\n`).join(
  '',
);
const whole = gzipSync(text);

const MODES: readonly (readonly [string, typeof StrictGunzipStream | null])[] = [
  ['as browsers unpack', StrictGunzipStream],
  ['as Node unpacks', null],
];

describe.each(MODES)('gunzip %s', (_, stream) => {
  beforeEach(() => {
    if (stream !== null) vi.stubGlobal('DecompressionStream', stream);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('unpacks one clean member without a word', async () => {
    expect(await unpack(whole)).toEqual({ bytes: Buffer.from(text), notes: [] });
    expect(await unpack(gzipSync(''))).toEqual({ bytes: Buffer.from(''), notes: [] });
  });

  it('gives all that stands before a cut, at any place', async () => {
    for (let percent = 5; percent < 100; percent += 5) {
      const cut = whole.subarray(0, Math.floor((whole.length * percent) / 100));
      const { bytes, notes } = await unpack(cut);
      expect(Buffer.from(text).subarray(0, bytes.length).equals(bytes)).toBe(true);
      expect(bytes.length).toBeGreaterThanOrEqual((await prefixByZlib(cut)).length - 300);
      expect(bytes.length).toBeGreaterThan((text.length * (percent - 5)) / 100);
      expect(notes).toEqual([
        `The gzip data ends early, after ${bytes.length} decompressed bytes: the file is cut off. All whole records before the cut were read.`,
      ]);
    }
  });

  it('gives all when only the end of the checksum is missing', async () => {
    for (const missing of [1, 4, 7, 8]) {
      const { bytes, notes } = await unpack(whole.subarray(0, whole.length - missing));
      expect(bytes.toString()).toBe(text);
      expect(notes).toEqual([expect.stringContaining('the file is cut off')]);
    }
  });

  it('gives all when the checksum is wrong', async () => {
    const wrong = Buffer.from(whole);
    wrong[whole.length - 6] = (wrong[whole.length - 6] ?? 0) ^ 1;
    expect(await unpack(wrong)).toEqual({
      bytes: Buffer.from(text),
      notes: [
        'The checksum at the end of the gzip data does not match: the file was changed or damaged. All whole records were read.',
      ],
    });
  });

  it('gives all that stands before damage in the middle', async () => {
    for (let k = 0; k < 6; k++) {
      const damaged = Buffer.from(whole);
      const at = 20 + chance.below(whole.length - 40);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << chance.below(8));
      const { bytes, notes } = await unpack(damaged);
      expect(bytes.length).toBeGreaterThanOrEqual((await prefixByZlib(damaged)).length - 300);
      expect(notes.length).toBe(1);
    }
  });

  it.each([2, 3, 400])('reads all of %i members', async (members) => {
    const parts = Array.from({ length: members }, (_v, k) => `member ${k}\n`);
    const { bytes, notes } = await unpack(Buffer.concat(parts.map((part) => gzipSync(part))));
    expect(bytes.toString()).toBe(parts.join(''));
    const note = `The file holds ${members} gzip members one after another. All were read; tools that stop after the first see less.`;
    expect(notes).toEqual(stream === null ? [] : [note]);
  });

  it('tells of bytes behind the end', async () => {
    const behind = await unpack(Buffer.concat([whole, Buffer.from('{"not":"gzip"}')]));
    expect(behind).toEqual({
      bytes: Buffer.from(text),
      notes: [
        `Behind the end of the gzip data stand bytes that are no gzip (after ${text.length} decompressed bytes). They were not read.`,
      ],
    });
  });

  it.each(['\n', '\0\0', 'abc'])('does not take %j behind the end for a cut', async (stray) => {
    const { bytes, notes } = await unpack(Buffer.concat([whole, Buffer.from(stray)]));
    expect(bytes.toString()).toBe(text);
    expect(notes.join('')).toMatch(/^$|stand bytes that are no gzip/);
  });

  it('tells when the last of several members is cut', async () => {
    const two = Buffer.concat([gzipSync('first'), whole]);
    const { bytes, notes } = await unpack(two.subarray(0, two.length - 400));
    expect(bytes.length).toBeGreaterThan(text.length - 5000);
    expect(notes).toEqual([expect.stringContaining('the file is cut off')]);
  });

  it('stops when no more is wanted', async () => {
    let taken = 0;
    const { notes } = await gunzip(bytesSource(whole.slice()), () => {
      taken++;
      return false;
    });
    expect([taken, notes]).toEqual([1, []]);
  });

  it('passes on what the taker throws', async () => {
    const refuse = (): never => {
      throw new RangeError('no room');
    };
    await expect(gunzip(bytesSource(whole.slice()), refuse)).rejects.toThrow('no room');
    await expect(gunzip(bytesSource(whole.slice(0, 5000)), refuse)).rejects.toThrow('no room');
  });

  it('passes on what the file throws', async () => {
    const source = {
      async *open(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
        yield whole.slice(0, 1000);
        await Promise.resolve();
        throw new DOMException('gone', 'NotReadableError');
      },
    };
    await expect(gunzip(source, () => true)).rejects.toThrow('gone');
  });

  it('bears very many empty members', { retry: 3 }, async () => {
    const empty = gzipSync('');
    const many = Buffer.concat([...Array.from({ length: 3000 }, () => empty), gzipSync('the end')]);
    const started = performance.now();
    const { bytes } = await unpack(many);
    expect(bytes.toString()).toBe('the end');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
