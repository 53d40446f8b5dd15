/**
 * Writes bound values into a query's text, in place of its `?`.
 *
 * Why not prepared statements: in duckdb-wasm 1.32.0 they run in one piece and cannot be cancelled, a bound string of
 * 1 MB kills the engine and a lone surrogate throws (docs/decisions/0004-values-as-literals.md).
 */
import { MAX_VALUE_LENGTH, type SqlValue } from './sql-query.ts';

/**
 * What a `?` may not be looked for in: texts, quoted names, comments. The last two groups are ways of quoting which
 * our queries do not use and which this pattern could not follow; they are refused.
 */
const TOKEN =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n\r]*|\/\*[\s\S]*?\*\/|(?<place>\?)|(?<refused>\$[\w\u0080-\uffff]*\$|\b[eE]'|\/\*|['"])/g;

/** Throws a sentence when places and values do not match, or when a value cannot be written. */
export function renderSql(text: string, values: readonly SqlValue[]): string {
  let used = 0;
  const sql = text.replace(TOKEN, (token, ...rest: unknown[]) => {
    const groups = namedGroups(rest);
    if (groups.refused) throw new SyntaxError(`a query's text may not contain ${token}`);
    if (!groups.place) return token;
    const value = values[used++];
    return value === undefined ? token : literal(value);
  });
  if (used !== values.length)
    throw new RangeError(`the query has ${used} places for ${values.length} values`);
  return sql;
}

/** A value as a piece of SQL that can stand anywhere a value can. */
export function literal(value: SqlValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return numberLiteral(value);
}

function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be bound`);
  // In brackets: a minus behind a minus would begin a comment. With an exponent: 0.1 would be read as a DECIMAL, and
  // become a double that may differ in its last digit.
  return Number.isSafeInteger(value) ? `(${value})` : `(${value.toExponential()}::DOUBLE)`;
}

/** Its message is a sentence for whoever made the filter. */
export class ValueTooLong extends RangeError {}

function textLiteral(value: string): string {
  if (value.length > MAX_VALUE_LENGTH)
    throw new ValueTooLong(
      `The filter holds a text of ${value.length.toLocaleString('en')} characters; ${MAX_VALUE_LENGTH.toLocaleString('en')} are the most. Take it out of the search, or search for a part of it.`,
    );
  const wellFormed = value.replace(/\p{Surrogate}/gu, '\uFFFD');
  if (!wellFormed.includes('\0')) return quoted(wellFormed);
  // A NUL would end the statement's text. One `replace` instead of a chain of `||`: 900 of those overflow the stack.
  const standIn = unusedCharacter(wellFormed);
  return `replace(${quoted(wellFormed.replaceAll('\0', standIn))}, '${standIn}', chr(0))`;
}

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** There is always one: a value has fewer characters than the private use plane. */
function unusedCharacter(value: string): string {
  const privateUsePlane = 0xf0000;
  let code = privateUsePlane;
  while (value.includes(String.fromCodePoint(code))) code++;
  return String.fromCodePoint(code);
}

/** `replace` hands the named groups over as the last argument, of unknown type. */
function namedGroups(args: readonly unknown[]): { place: boolean; refused: boolean } {
  const groups = args.at(-1);
  const has = (name: string): boolean =>
    typeof groups === 'object' && groups !== null && Reflect.get(groups, name) !== undefined;
  return { place: has('place'), refused: has('refused') };
}
