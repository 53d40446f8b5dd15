/** A search text cut into pieces of one look each: what is a name, an operator, set aside, or wrong. */
import { LONGEST_SEARCH } from '#query/search-syntax.ts';
import type { SearchReading } from '#query/search-syntax.ts';
import { isSpace, readName, readWord } from '#query/search-words.ts';

export type Look = 'text' | 'name' | 'operator' | 'aside';

export interface Piece {
  readonly from: number;
  readonly text: string;
  readonly look: Look;
  readonly wrong: boolean;
}

const OPERATOR = /^(?:AND|OR|NOT|TO)$/;

export function searchPieces(text: string, { filter, spans, errors }: SearchReading): Piece[] {
  if (text.length > LONGEST_SEARCH)
    return [
      { from: 0, text: text.slice(0, LONGEST_SEARCH), look: 'text', wrong: false },
      { from: LONGEST_SEARCH, text: text.slice(LONGEST_SEARCH), look: 'text', wrong: true },
    ];
  const looks = looksOf(text);
  spans.forEach(({ from, to }, at) => {
    if (filter.clauses[at]?.disabled === true) looks.fill('aside', from, to);
  });
  const wrong = Array.from({ length: text.length }, () => false);
  // A mistake at the very end stands behind the last character: that one is marked.
  for (const { from, to } of errors)
    wrong.fill(true, Math.max(0, Math.min(from, to - 1, text.length - 1)), to);
  const pieces: Piece[] = [];
  for (let from = 0; from < text.length;) {
    let to = from + 1;
    while (to < text.length && looks[to] === looks[from] && wrong[to] === wrong[from]) to++;
    pieces.push({
      from,
      text: text.slice(from, to),
      look: looks[from] ?? 'text',
      wrong: wrong[from] === true,
    });
    from = to;
  }
  return pieces;
}

function looksOf(text: string): Look[] {
  const looks = Array.from({ length: text.length }, (): Look => 'text');
  /** For each open bracket, whether values stand in it. */
  const holdsValues: boolean[] = [];
  for (let at = 0; at < text.length;) {
    const char = text.charAt(at);
    if (char === '(' || char === ')') {
      if (char === '(') holdsValues.push(holdsValues.at(-1) === true);
      else holdsValues.pop();
      looks[at++] = 'operator';
    } else if (isSpace(char)) at++;
    else if (/[-~]/.test(char) && /[^\s)]/.test(text.charAt(at + 1))) looks[at++] = 'name';
    else {
      const name = holdsValues.at(-1) === true ? null : readName(text, at);
      if (name !== null) looks.fill('name', at, name.next);
      if (name !== null && text.charAt(name.next) === '(') {
        holdsValues.push(true);
        looks[name.next] = 'operator';
        at = name.next + 1;
        continue;
      }
      const word = readWord(text, name?.next ?? at);
      if (name === null && OPERATOR.test(text.slice(at, word.to))) looks.fill('operator', at, word.to);
      at = Math.max(word.to, at + 1);
    }
  }
  return looks;
}
