/**
 * Every regular expression of the program, as the compiler's own parser finds them, with texts that make such expressions
 * slow: four times as long a text may not take sixteen times as long.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('.', import.meta.url));

interface Found {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

function expressionsIn(file: string): Found[] {
  const { program } = parseSync(file, readFileSync(`${SRC}${file}`, 'utf8'));
  const found: Found[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const regex: unknown = Reflect.get(node, 'regex');
    if (typeof regex === 'object' && regex !== null)
      found.push({
        file,
        source: String(Reflect.get(regex, 'pattern')),
        flags: String(Reflect.get(regex, 'flags')),
      });
    Object.values(node).forEach(walk);
  };
  walk(program);
  return found;
}

/** Slow on long texts, which never come to them: by the beginning of the expression. */
const BOUNDED: Readonly<Record<string, string>> = {
  '([^_/]+)_(CloudTrail': 'log-path.ts reads no path of more than 4,096 characters',
};
const isBounded = ({ source }: Found): boolean =>
  Object.keys(BOUNDED).some((begin) => source.startsWith(begin));

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.tsx?$/.test(name) && !/\.(?:test|fixture|d)\.tsx?$|testing\//.test(name),
);
const found = files.flatMap(expressionsIn);

/** What repeats, and what comes after it so that the whole does not fit. */
const PIECES = [
  ...Array.from('aA0 \t\n.:/-_"\'\\([{<=*?%&;@,+|~é\u202e'),
  'a.',
  'a-',
  'a/',
  'a:',
  ' a',
  '0.',
  '0:',
  '\\"',
  'arn:',
  'aws',
  '""',
  'x=',
  'https://',
  '((',
  '<a',
  '&#',
  ', ',
  '\r\n',
  'Aa',
  'a0',
];
const LAST = '\u0001!';
const SHORT = 8_000;

/** Letters and signs that the expression itself names: the likeliest to be slow on. */
const ownPieces = ({ source }: Found): string[] => {
  const words = source.match(/[a-z]{2,}/gi) ?? [];
  return [
    ...new Set([...source.replace(/\\[a-z]/gi, '').matchAll(/[\w:/.,;=@#-]/g)].map(([one]) => one)),
    ...words.slice(0, 4),
  ];
};

function timeOf({ source, flags }: Found, piece: string, size: number): number {
  const text = `${piece.repeat(Math.ceil(size / piece.length))}${LAST}`;
  const expression = new RegExp(source, flags);
  const started = process.cpuUsage();
  if (expression.global) text.replace(expression, '');
  else expression.test(text);
  return process.cpuUsage(started).user / 1_000;
}

/** The piece on which it grows like a square; null when there is none. */
function slowOn(one: Found): string | null {
  for (const piece of new Set([...PIECES, ...ownPieces(one)])) {
    // Below a few ms nothing can be told, and nothing is lost.
    if (timeOf(one, piece, 4 * SHORT) < 8) continue;
    const [short, long] = [SHORT, 4 * SHORT].map((size) =>
      Math.min(...[1, 2, 3].map(() => timeOf(one, piece, size))),
    );
    if ((long ?? 0) > 8 && (long ?? 0) > 9 * (short ?? 0)) return piece;
  }
  return null;
}

describe('the regular expressions', () => {
  it('are all found', () => {
    expect(found.length).toBeGreaterThan(150);
    expect(found.some(({ flags }) => flags.includes('u'))).toBe(true);
  });

  it('a slow one would be seen', { retry: 3 }, () => {
    expect(slowOn({ file: '', source: '\\s+$', flags: '' })).not.toBeNull();
    expect(slowOn({ file: '', source: '^\\s+', flags: '' })).toBeNull();
  });

  it.each(Array.from(new Set(found.map(({ file }) => file))))(
    '%s is done with long texts at once',
    { retry: 3 },
    (file) => {
      const slow = found
        .filter((one) => one.file === file && !isBounded(one))
        .flatMap((one) => {
          const piece = slowOn(one);
          return piece === null ? [] : [`/${one.source}/${one.flags} on ${JSON.stringify(piece)}`];
        });
      expect(slow).toEqual([]);
    },
  );
});
