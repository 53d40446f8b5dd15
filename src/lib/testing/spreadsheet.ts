/** How spreadsheets and other readers take a CSV file apart, and what they would run of it. */

/**
 * The cells of a reader that divides by commas and heeds quotes, and of one that divides by semicolons or tabs, for which no
 * quotes hold and each line break begins a row.
 */
export const cellsOfAnyReader = (csv: string): string[] => [
  ...Array.from(csv.matchAll(/(?:^|,|\r\n)("(?:[^"]|"")*"|[^",\r]*)/g), ([, cell = '']) => cell),
  ...csv.split(/[;\t\r\n]/),
];

/** A cell that begins a formula, whatever that cannot be seen stands before it. */
export const RUNS = /^[\s"\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*[=+@＝＋－＠-]/u;
