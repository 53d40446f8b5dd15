/**
 * Reads JSON that may be cut or damaged anywhere, and gives what stands before that place. For the first bytes of a file
 * and for texts cut to a length. Not for whole records: there JSON.parse decides, and a damaged one is reported.
 */

export interface PartialJson {
  /** What was read; objects and arrays cut short hold what came before the cut. undefined when nothing could be read. */
  readonly value: unknown;
  /** `whole`: one complete value. `cut`: the text ended inside it. `broken`: it stops being JSON at `end`. */
  readonly state: 'whole' | 'cut' | 'broken';
  /** Index in the text behind the last character read. */
  readonly end: number;
}

/** Deeper nesting than any AWS record has; hostile text must not exhaust the stack. */
const MAX_DEPTH = 100;
const SPACE = /[ \t\r\n]*/y;
const WORD = /[-+.\w]+/y;

export function readPartialJson(text: string, start = 0): PartialJson {
  const reader = new Reader(text, start);
  const value = reader.value(0);
  return { value, state: reader.state, end: reader.at };
}

class Reader {
  readonly text: string;
  at: number;
  state: PartialJson['state'] = 'whole';

  constructor(text: string, start: number) {
    this.text = text;
    this.at = start;
  }

  value(depth: number): unknown {
    const mark = this.peek();
    if (depth > MAX_DEPTH) return this.stop('broken');
    if (mark === '{') return this.object(depth);
    if (mark === '[') return this.array(depth);
    if (mark === '"') return this.string();
    return this.word();
  }

  /** The next character that is not white space; '' at the end of the text. */
  private peek(): string {
    SPACE.lastIndex = this.at;
    SPACE.test(this.text);
    this.at = SPACE.lastIndex;
    return this.text.charAt(this.at);
  }

  private stop(state: 'cut' | 'broken'): undefined {
    this.state = this.at >= this.text.length ? 'cut' : state;
    return undefined;
  }

  private object(depth: number): Readonly<Record<string, unknown>> {
    const entries: [string, unknown][] = [];
    this.list('}', () => {
      if (this.peek() !== '"') return this.stop('broken');
      const key = this.string();
      if (this.state !== 'whole') return;
      if (this.peek() !== ':') return this.stop('broken');
      this.at += 1;
      const value = this.value(depth + 1);
      if (value !== undefined) entries.push([key, value]);
    });
    return Object.fromEntries(entries);
  }

  private array(depth: number): unknown[] {
    const items: unknown[] = [];
    this.list(']', () => {
      const value = this.value(depth + 1);
      if (value !== undefined) items.push(value);
    });
    return items;
  }

  /** From the opening to the closing bracket, `item` once per member; stops at the first thing that is out of place. */
  private list(close: string, item: () => void): void {
    this.at += 1;
    if (this.peek() === close) {
      this.at += 1;
      return;
    }
    for (;;) {
      item();
      if (this.state !== 'whole') return;
      const mark = this.peek();
      if (mark !== ',' && mark !== close) return this.stop('broken');
      this.at += 1;
      if (mark === close) return;
    }
  }

  /** A string cut short is given as far as it goes; line breaks inside (not JSON, but seen) are kept. */
  private string(): string {
    const from = this.at + 1;
    let quote = this.text.indexOf('"', from);
    while (quote !== -1 && isEscaped(this.text, quote)) quote = this.text.indexOf('"', quote + 1);
    const closed = quote !== -1;
    const raw = this.text.slice(from, closed ? quote : undefined);
    this.at = closed ? quote + 1 : this.text.length;
    if (!closed) this.stop('cut');
    return raw.includes('\\') ? unescaped(raw) : raw;
  }

  private word(): unknown {
    WORD.lastIndex = this.at;
    const word = WORD.exec(this.text)?.[0];
    if (word === undefined) return this.stop('broken');
    this.at += word.length;
    if (LITERALS.has(word)) return LITERALS.get(word);
    const number = /^-?\d/.test(word) ? Number(word) : Number.NaN;
    return Number.isNaN(number) ? this.stop('broken') : number;
  }
}

const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0;
  while (text.charAt(quote - 1 - slashes) === '\\') slashes += 1;
  return slashes % 2 === 1;
}

function unescaped(raw: string): string {
  try {
    const value: unknown = JSON.parse(`"${raw}"`);
    return typeof value === 'string' ? value : raw;
  } catch {
    return raw;
  }
}
