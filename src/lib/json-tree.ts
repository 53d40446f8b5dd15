/**
 * JSON text as a tree to look at. Unlike `JSON.parse` nothing is changed on the way: numbers stay as written (account
 * ids and offsets may exceed what a double holds), and a key that stands twice is shown twice.
 */

export interface JsonMember {
  readonly key: string;
  readonly node: JsonNode;
}

export type JsonNode =
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly text: string; readonly written: string }
  | { readonly kind: 'literal'; readonly written: string };

const TOKEN = /[ \t\n\r]*(?:([{}[\],:])|("[^"\\]*(?:\\[^][^"\\]*)*")|(-?\d[\d.eE+-]*|true|false|null))/y;

/** Deeper than any log nests; keeps hostile input from exhausting the stack. */
const DEEPEST = 200;

/** Null when the text is not JSON, is cut, or nests too deep: then it is shown as it is. */
export function parseTree(text: string): JsonNode | null {
  const reader = new Reader(text);
  try {
    const node = reader.value(0);
    return reader.atEnd() ? node : null;
  } catch {
    return null;
  }
}

class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  atEnd(): boolean {
    return /^[ \t\n\r]*$/.test(this.text.slice(this.at));
  }

  value(depth: number): JsonNode {
    const { punctuation, written } = this.token();
    if (depth > DEEPEST) throw new SyntaxError('too deep');
    if (punctuation === '{') return { kind: 'object', members: this.members(depth) };
    if (punctuation === '[') return { kind: 'array', items: this.items(depth) };
    if (punctuation !== null) throw new SyntaxError('value expected');
    if (!written.startsWith('"')) return { kind: 'literal', written };
    return { kind: 'string', text: decode(written), written };
  }

  private members(depth: number): JsonMember[] {
    const members: JsonMember[] = [];
    if (this.skip('}')) return members;
    do {
      const { written } = this.token();
      this.expect(':');
      members.push({ key: decode(written), node: this.value(depth + 1) });
    } while (this.skip(','));
    this.expect('}');
    return members;
  }

  private items(depth: number): JsonNode[] {
    const items: JsonNode[] = [];
    if (this.skip(']')) return items;
    do items.push(this.value(depth + 1));
    while (this.skip(','));
    this.expect(']');
    return items;
  }

  private skip(punctuation: string): boolean {
    const before = this.at;
    if (this.token().punctuation === punctuation) return true;
    this.at = before;
    return false;
  }

  private expect(punctuation: string): void {
    if (this.token().punctuation !== punctuation) throw new SyntaxError(`${punctuation} expected`);
  }

  private token(): { punctuation: string | null; written: string } {
    TOKEN.lastIndex = this.at;
    const match = TOKEN.exec(this.text);
    if (match === null) throw new SyntaxError('token expected');
    this.at = TOKEN.lastIndex;
    return { punctuation: match[1] ?? null, written: match[2] ?? match[3] ?? '' };
  }
}

function decode(written: string): string {
  const text: unknown = JSON.parse(written);
  if (typeof text !== 'string') throw new SyntaxError('string expected');
  return text;
}
