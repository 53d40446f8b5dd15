import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, harmless } from './csv.ts';

/** Reads CSV by the letter of RFC 4180; shares nothing with the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text.charAt(i + 1) === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',' || c === '\r') {
      row.push(cell);
      cell = '';
      if (c === ',') continue;
      rows.push(row);
      row = [];
      i += 1;
    } else cell += c;
  }
  return rows;
}

describe('a line of CSV', () => {
  it('is as RFC 4180 has it', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', null, 7, true, ''])).toBe(
      'a,"b,c","d""e","f\ng",,7,true,\r\n',
    );
  });

  it('gives back what was written, but for formulas', () => {
    const cell = fc.string({ unit: 'binary', maxLength: 20 });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 5 }), (rows) => {
        expect(readCsv(rows.map(csvLine).join(''))).toEqual(rows.map((row) => row.map(harmless)));
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("//x","y")', '＝1'])(
    'keeps a spreadsheet from running %j',
    (text) => {
      expect(readCsv(csvLine([text]))).toEqual([[`'${text}`]]);
    },
  );

  it.each([
    ['\t=1', "'\t'=1"],
    ['\r\n=1', "'\r\n'=1"],
    [' =1', " '=1"],
    ['\u200b\ufeff=1', "\u200b\ufeff'=1"],
    ['\0=1', "⟨U+0000⟩'=1"],
    ['a;=1', "a;'=1"],
    ['a;"=1', `a;"'=1`],
    ['a\t +cmd', "a\t '+cmd"],
    ['a\n@x', "a\n'@x"],
  ])('keeps one from running %j where cells are divided otherwise', (text, written) => {
    expect(readCsv(csvLine([text]))).toEqual([[written]]);
  });

  it('names what a terminal would obey', () => {
    expect(csvLine(['\u001b[31mred\u001b[0m', 'a\u009b\u0007'])).toBe(
      '⟨U+001B⟩[31mred⟨U+001B⟩[0m,a⟨U+009B⟩⟨U+0007⟩\r\n',
    );
  });

  it('leaves numbers and ordinary text alone', () => {
    expect(csvLine([-5, 'a=b', 'arn:aws:iam::1:user/x', "'x", 'Mozilla/5.0 (X11; rv:1)', 'x-y; z=1'])).toBe(
      "-5,a=b,arn:aws:iam::1:user/x,'x,Mozilla/5.0 (X11; rv:1),x-y; z=1\r\n",
    );
  });

  it('bears long runs of what it looks for', { retry: 3 }, () => {
    const time = (size: number): number => {
      const started = process.cpuUsage();
      for (const run of ['\t', ' ', ';', '=', '\n', '\u200b', '\t=']) harmless(run.repeat(size));
      return process.cpuUsage(started).user;
    };
    time(1_000);
    expect(time(200_000)).toBeLessThan(20 * Math.max(1_000, time(25_000)));
  });
});
