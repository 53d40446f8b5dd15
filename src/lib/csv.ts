/**
 * Lines of a CSV file (RFC 4180): commas, CRLF, quotes doubled. Spreadsheets run a cell that begins like a formula, and
 * log values are written by strangers: such a cell gets an apostrophe in front (OWASP, CSV injection).
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

/** The wide forms are taken for the narrow ones where the reader's language has them. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** The text with an apostrophe in front where a spreadsheet would run it. */
export function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
