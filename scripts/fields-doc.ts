/** `docs/fields.md`: its table is made from the catalogue; the words around it are written by hand, in the file. */
import { FIELD_NOTES, type FieldNote } from '#cloudtrail/field-notes.ts';
import { FIELD_KEYS, FIELDS, type Field } from '#cloudtrail/fields.ts';

const BEGIN = '<!-- The table is made by `npm run docs:fields`. -->';
const END = '<!-- The end of what is made. -->';

const HEAD = [
  'field',
  'label',
  'what it is',
  'for example',
  'records',
  'path',
  'column',
  'kind',
  'facet',
  'default',
  'aliases',
  'in links',
];

const code = (text: string): string => `\`${text}\``;
const flag = (on: boolean): string => (on ? 'yes' : 'no');

function row(key: string, one: Field, { about, example, records }: FieldNote): string {
  const cells = [
    code(key),
    one.label,
    about,
    code(example),
    records,
    one.path === null ? 'derived' : code(one.path),
    one.column === null ? '–' : code(one.column),
    one.kind,
    flag(one.facet),
    flag(one.shownByDefault),
    one.aliases.length === 0 ? '–' : one.aliases.map(code).join(' '),
    code(one.linkKey),
  ];
  return `| ${cells.join(' | ')} |`;
}

export function fieldsTable(): string {
  const rows = FIELD_KEYS.map((key) => row(key, FIELDS[key], FIELD_NOTES[key]));
  return [`| ${HEAD.join(' | ')} |`, `|${HEAD.map(() => '---').join('|')}|`, ...rows].join('\n');
}

/** The document with its table as the catalogue has it now. Throws where the marks of the table are gone. */
export function withFieldsTable(document: string): string {
  const [before, rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`docs/fields.md needs the lines “${BEGIN}” and “${END}”: the table comes between them`);
  return `${before}${BEGIN}\n\n${fieldsTable()}\n\n${END}${after}`;
}
