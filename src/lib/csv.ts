/**
 * Lines of a CSV file (RFC 4180): commas, CRLF, quotes doubled. Spreadsheets run a cell that begins like a formula, and
 * log values are written by strangers: such a cell gets an apostrophe in front (OWASP, CSV injection). Terminals obey controls:
 * those are written by name.
 */

export type CsvCell = string | number | boolean | null;

/** Ends with CRLF. Null is an empty cell. */
export function csvLine(cells: readonly CsvCell[]): string {
  let line = '';
  for (let at = 0; at < cells.length; at++) line += `${at === 0 ? '' : ','}${csvCell(cells[at] ?? null)}`;
  return `${line}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = harmless(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A sign that makes a formula, at the start of the cell or of what another reader takes for one: where the list separator is
 * a semicolon or a tab, `a;=1` are two cells, and quotes do not hold together what does not begin with one. Blanks, quotes
 * and what cannot be seen may stand in front. The wide signs are taken for the narrow ones where the reader's language has them.
 * The sign comes first in the pattern, then the look back: a long run of blanks costs no more than its length.
 */
const FORMULA = /[=+\-@＝＋－＠](?<=(?:^|[;\t\r\n])[\s"\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*.)/gu;
const LEADS = /^[\t\r\n]/;
/** Few cells have either; the others are let through without a look at each of their signs. */
const BEGUN_BY_BLANK_OR_SIGN = /^[=+\-@＝＋－＠\s"\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const DIVIDED = /[;\t\r\n]/;

/** What a terminal obeys: everything that controls but tab and line breaks. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f]/g;

/** The text with an apostrophe in front of what a spreadsheet would run, and controls by name, as on the screen. */
export function harmless(text: string): string {
  if (!BEGUN_BY_BLANK_OR_SIGN.test(text) && !DIVIDED.test(text)) return text.replace(CONTROL, controlName);
  const begun = LEADS.test(text) ? `'${text}` : text;
  return begun.replace(FORMULA, "'$&").replace(CONTROL, controlName);
}

function controlName(character: string): string {
  return `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
