/** A value as one word of a POSIX shell's command line; null for what is not safe to paste at all. */

/**
 * Plain words stay as they are, all others stand in single quotes, in which a shell reads nothing. Control characters and
 * invisible ones are refused: a terminal obeys them before the shell has seen any quote. So is a leading hyphen, which
 * programs take for an option.
 */
export function shellWord(text: string): string | null {
  if (!/^[\x20-\x7e]{1,20000}$/.test(text) || text.startsWith('-')) return null;
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
