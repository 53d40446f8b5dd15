import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FIELD_NOTES } from '#cloudtrail/field-notes.ts';
import { FIELD_KEYS } from '#cloudtrail/fields.ts';
import { fieldsTable, withFieldsTable } from './fields-doc.ts';
import { fromRoot } from './project.mjs';

const document = readFileSync(fromRoot('docs/fields.md'), 'utf8');

it('docs/fields.md has the table that the catalogue makes', () => {
  expect(document, 'write it again with: npm run docs:fields').toBe(withFieldsTable(document));
  expect(document.split('\n').filter((line) => line.startsWith('| `'))).toHaveLength(FIELD_KEYS.length);
});

it('the table follows the catalogue, whatever stands in the document', () => {
  const stale = document.replace('| `eventName` | Event |', '| `eventName` | Something else |');
  expect(stale).not.toBe(document);
  expect(withFieldsTable(stale)).toBe(document);
  expect(() => withFieldsTable('# Fields')).toThrow('docs/fields.md needs the lines');
});

it('no cell breaks its row', () => {
  const cells = fieldsTable()
    .split('\n')
    .map((line) => line.split('|').length);
  expect(new Set(cells).size).toBe(1);
  expect(Object.values(FIELD_NOTES).filter(({ about, example }) => about === '' || example === '')).toEqual(
    [],
  );
});
