import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTree } from './json-tree.ts';
import type { JsonNode } from './json-tree.ts';
import { compareRecords } from './compare-records.ts';

function tree(value: unknown): JsonNode {
  const node = parseTree(typeof value === 'string' ? value : JSON.stringify(value));
  if (node === null) throw new Error('no JSON');
  return node;
}

function rowsOf(...records: readonly unknown[]) {
  const { sections } = compareRecords(records.map((one) => (one === null ? null : tree(one))));
  return sections.flatMap(({ name, rows }) =>
    rows.map(({ label, differs, cells }) => ({
      at: name === null ? label : `${name} ${label}`,
      differs,
      cells: cells.map((cell) => (cell === null ? '–' : 'written' in cell ? cell.written : cell.kind)),
    })),
  );
}

describe('compareRecords', () => {
  it('puts plain values first, then each part of the record', () => {
    const one = { eventName: 'GetObject', requestParameters: { bucketName: 'a', key: 'k' }, eventID: '1' };
    const two = { eventName: 'GetObject', requestParameters: { key: 'k', bucketName: 'b' }, eventID: '2' };
    expect(rowsOf(one, two)).toEqual([
      { at: 'eventName', differs: false, cells: ['"GetObject"', '"GetObject"'] },
      { at: 'eventID', differs: true, cells: ['"1"', '"2"'] },
      { at: 'requestParameters bucketName', differs: true, cells: ['"a"', '"b"'] },
      { at: 'requestParameters key', differs: false, cells: ['"k"', '"k"'] },
    ]);
  });

  it('tells what is not there from null and from a value', () => {
    expect(rowsOf({ a: null }, {}, { a: 'null' })).toEqual([
      { at: 'a', differs: true, cells: ['null', '–', '"null"'] },
    ]);
    expect(rowsOf({ r: null }, { r: { x: 1 } })).toEqual([
      { at: 'r', differs: true, cells: ['null', '–'] },
      { at: 'r x', differs: true, cells: ['–', '1'] },
    ]);
    expect(rowsOf({ r: {} }, { r: [] })).toEqual([
      { at: 'r (all of it)', differs: true, cells: ['object', 'array'] },
    ]);
  });

  it('compares lists place by place, and names that stand twice one by one', () => {
    expect(rowsOf({ l: [{ g: 'x' }, 2] }, { l: [{ g: 'y' }] })).toEqual([
      { at: 'l [0].g', differs: true, cells: ['"x"', '"y"'] },
      { at: 'l [1]', differs: true, cells: ['2', '–'] },
    ]);
    expect(rowsOf('{"a":1,"a":2}', '{"a":1,"a":3}')).toEqual([
      { at: 'a', differs: false, cells: ['1', '1'] },
      { at: 'a (2)', differs: true, cells: ['2', '3'] },
    ]);
  });

  it('keeps numbers as written and names with dots apart', () => {
    expect(rowsOf('{"a":12345678901234567890}', '{"a":12345678901234567891}')[0]?.differs).toBe(true);
    expect(rowsOf({ 'b.c': 1, b: { c: 1 } }, {})).toHaveLength(2);
  });

  it('names the odd one out, where there is a majority', () => {
    const odd = (...values: readonly string[]) =>
      compareRecords(values.map((a) => tree({ a }))).sections[0]?.rows[0]?.odd;
    expect(odd('x', 'y')).toEqual([false, false]);
    expect(odd('x', 'y', 'x')).toEqual([false, true, false]);
    expect(odd('x', 'y', 'z')).toEqual([false, false, false]);
  });

  it('leaves out a record that is not known', () => {
    expect(rowsOf({ a: 1 }, null, { a: 1 })).toEqual([{ at: 'a', differs: false, cells: ['1', '–', '1'] }]);
  });

  it('adds what only a later record has where it stands there', () => {
    expect(rowsOf({ a: 1, d: 4 }, { a: 1, b: 2, c: 3, d: 4 }).map(({ at }) => at)).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('finds no difference between a record and itself, whatever the order of its names', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (record) => {
        const turned = Object.fromEntries(Object.entries(record).toReversed());
        expect(compareRecords([tree(record), tree(turned)]).differing).toBe(0);
      }),
    );
  });

  it('says when a record is larger than what is compared', () => {
    const large = tree(Array.from({ length: 6_000 }, (_, index) => index));
    expect(compareRecords([large, large])).toMatchObject({ rows: 5_000, cut: true });
  });
});
