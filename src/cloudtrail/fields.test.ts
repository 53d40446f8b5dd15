import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FIELD_KEYS, FIELDS, FIELD_KEYS, type Field, fieldByLinkKey, fieldByWord } from './fields.ts';

const textOfFile = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const entries: readonly (readonly [string, Field])[] = Object.entries(FIELDS);

/** The names behind AS in the view's SQL. */
function viewColumns(): Set<string> {
  const sql = textOfFile('../database/schema.ts').split('CREATE VIEW events')[1] ?? '';
  return new Set([...sql.matchAll(/AS "(\w+)"/g)].map((match) => match[1] ?? ''));
}

const doubles = (words: readonly string[]): string[] => words.filter((word, i) => words.indexOf(word) !== i);

describe('the field catalogue', () => {
  it('gives no word and no link key to two fields', () => {
    expect(doubles(entries.flatMap(([key, { aliases }]) => [key.toLowerCase(), ...aliases]))).toEqual([]);
    expect(doubles(entries.map(([, { linkKey }]) => linkKey))).toEqual([]);
    expect(doubles(entries.map(([, { label }]) => label))).toEqual([]);
  });

  it('names columns that the view events has', () => {
    const columns = viewColumns();
    expect(columns.size).toBeGreaterThan(30);
    const missing = entries.flatMap(([, { column }]) =>
      column === null || columns.has(column) ? [] : [column],
    );
    expect(missing).toEqual([]);
  });

  it('covers every column of the view but the places of the record', () => {
    const used = new Set(entries.map(([, { column }]) => column));
    const unused = [...viewColumns()].filter((column) => !used.has(column));
    expect(unused).toEqual(['fileId', 'recordOffset', 'recordLength']);
  });

  it('can only count by value what is a column', () => {
    expect(entries.filter(([, one]) => one.facet && one.column === null)).toEqual([]);
  });

  it('shows eight columns by default, in this order', () => {
    expect(DEFAULT_FIELD_KEYS).toEqual([
      'eventTime',
      'eventName',
      'eventSource',
      'principal',
      'sourceIPAddress',
      'awsRegion',
      'outcome',
      'resource',
    ]);
  });

  it('writes words and link keys that need no quoting', () => {
    const words = entries.flatMap(([, { aliases, linkKey }]) => [...aliases, linkKey]);
    expect(words.filter((word) => !/^[a-z]+$/.test(word))).toEqual([]);
  });
});

it.each([
  ['user', 'principal'],
  ['IP', 'sourceIPAddress'],
  ['service', 'eventSource'],
  ['action', 'eventName'],
  ['error', 'errorCode'],
  ['region', 'awsRegion'],
  ['account', 'recipientAccountId'],
  ['key', 'accessKeyId'],
  ['role', 'roleName'],
  ['session', 'sessionName'],
  ['resource', 'resource'],
  ['outcome', 'outcome'],
  ['verb', 'verb'],
  ['eventname', 'eventName'],
  ['__proto__', null],
])('the word %s means %s', (word, key) => {
  expect(fieldByWord(word)).toBe(key);
});

it('finds each field by its link key', () => {
  expect(FIELD_KEYS.map((key) => fieldByLinkKey(FIELDS[key].linkKey))).toEqual(FIELD_KEYS);
  expect(fieldByLinkKey('nothing')).toBeNull();
});
