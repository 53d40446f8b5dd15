import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { slimEngineFile } from '../engine-asset.ts';
import { slimEngine } from './slim-engine.ts';
import { functionsNamedIn } from './wasm-calls.ts';

const bytes = (text: string): number[] => [text.length, ...Buffer.from(text)];
const section = (id: number, ...content: number[]): number[] => [id, content.length, ...content];

const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const BODIES = [
  [7, 0, 0x10, 2, 0x41, 1, 0x6a, 0x0b],
  [4, 0, 0x41, 10, 0x0b],
  [4, 0, 0x41, 12, 0x0b],
  [4, 0, 0x41, 13, 0x0b],
];

/**
 * Four functions of type () → i32, which answer 11, 10, 12, 13. `used` is the first and calls the second, `unused` is
 * the fourth, and the third can be called by its place in the table.
 */
const MODULE = Uint8Array.from([
  ...HEADER,
  ...section(1, 1, 0x60, 0, 1, 0x7f),
  ...section(2, 1, ...bytes('env'), ...bytes('outside'), 0, 0),
  ...section(3, 4, 0, 0, 0, 0),
  ...section(4, 1, 0x70, 0, 1),
  ...section(7, 3, ...bytes('used'), 0, 1, ...bytes('unused'), 0, 4, ...bytes('table'), 1, 0),
  ...section(9, 1, 0, 0x41, 0, 0x0b, 1, 3),
  ...section(10, BODIES.length, ...BODIES.flat()),
]);

interface Run {
  readonly names: readonly string[];
  call(name: string): unknown;
  callByPlace(): unknown;
}

function run(wasm: Uint8Array<ArrayBuffer>): Run {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), { env: { outside: () => 0 } });
  const { exports } = instance;
  const called = (value: unknown): unknown =>
    typeof value === 'function' ? Reflect.apply(value, null, []) : value;
  return {
    names: Object.keys(exports),
    call: (name) => called(exports[name]),
    callByPlace: () => {
      const { table } = exports;
      return table instanceof WebAssembly.Table ? called(table.get(0)) : table;
    },
  };
}

describe('slimEngine', () => {
  it('drops a name that the script has no word for, and what only it reached', () => {
    const slim = run(slimEngine(MODULE, 'exports._used(); exports.table'));
    expect(slim.names).toEqual(['used', 'table']);
    expect(slim.call('used')).toBe(11);
    expect(slim.callByPlace()).toBe(12);
  });

  it('empties what nothing reaches, and leaves all else as it was', () => {
    const [full, slim] = [slimEngine(MODULE, 'used unused table'), slimEngine(MODULE, 'used table')];
    expect([...full]).toEqual([...MODULE]);
    const body = Buffer.from([4, 0, 0x41, 13, 0x0b]);
    expect(Buffer.from(full).includes(body)).toBe(true);
    expect(Buffer.from(slim).includes(body)).toBe(false);
    expect(run(full).call('unused')).toBe(13);
  });

  it('leaves of the real engine each function that its script calls', () => {
    const names = (file: string): Set<string> =>
      new Set(WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(file))).map(({ name }) => name));
    const { resolve } = createRequire(import.meta.url);
    const before = names(resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
    const after = names(slimEngineFile());
    const script = readFileSync(
      resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm').replace('eh.wasm', 'browser-blocking.mjs'),
      'utf8',
    );
    const called = [...script.matchAll(/"(duckdb_web_\w+)",/g)].map(([, name = '']) => name);
    const made = [...before].filter((name) => name.startsWith('dynCall_'));
    const needed = [...called.filter((name) => before.has(name)), ...made];
    expect(needed.filter((name) => !after.has(name))).toEqual([]);
    expect(needed.length).toBeGreaterThan(100);
    expect(before.size).toBeGreaterThan(70_000);
    expect(after.size).toBeLessThan(400);
  });
});

describe('functionsNamedIn', () => {
  it('finds calls behind operands that look like calls', () => {
    const body = [0, 0x41, 0x10, 0x1a, 0x10, 0x85, 0x01, 0x44, ...Array<number>(8).fill(0x10), 0x1a, 0x0b];
    expect(functionsNamedIn(Uint8Array.from(body))).toEqual([133]);
  });

  it('gives up at an operation that it does not know, rather than guess', () => {
    expect(() => functionsNamedIn(Uint8Array.of(0, 0xfe, 0, 0x0b))).toThrow('0xfe');
  });
});
