/** Pieces of SQL with their bound values, put together without ever writing a value into the text. */
import type { SqlValue } from '#database/sql-query.ts';

export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** sql`a = ${value}` binds a value; an `Sql` is put in as it is. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | Sql)[]): Sql {
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  parts.forEach((part, at) => {
    if (typeof part === 'object' && part !== null) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += '?';
      values.push(part);
    }
    text += strings[at + 1] ?? '';
  });
  return { text, values };
}

/** SQL of our own: names of tables and columns. Never anything that a user wrote. */
export function raw(text: string): Sql {
  return { text, values: [] };
}

export function joinSql(parts: readonly Sql[], between: string): Sql {
  return { text: parts.map((part) => part.text).join(between), values: parts.flatMap((part) => part.values) };
}

export const TRUE = raw('true');
export const FALSE = raw('false');

/** Brackets around all that has more than one part; of none: `none`. */
export function allOf(parts: readonly Sql[], none = TRUE): Sql {
  return combined(parts, ' AND ', none);
}

export function anyOf(parts: readonly Sql[], none = FALSE): Sql {
  return combined(parts, ' OR ', none);
}

function combined(parts: readonly Sql[], between: string, none: Sql): Sql {
  const [first] = parts;
  if (first === undefined) return none;
  return parts.length === 1 ? first : sql`(${joinSql(parts, between)})`;
}
