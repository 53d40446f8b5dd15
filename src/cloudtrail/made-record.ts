/**
 * Puts a record together from parts that came in another form: a row of a table, an OCSF event. What is not known is
 * left out. Gives JSON text, as the rest of the way takes in nothing else.
 */
import { isObject, parseJson } from '#lib/json.ts';

/** JSON text of a value, or members by their names. A map, as names come from files: `__proto__` is one like any other. */
type Part = string | Map<string, Part>;

export class MadeRecord {
  private readonly members = new Map<string, Part>();

  /** Sets the value at a path, unless one of its steps is a value already. */
  setJson(path: readonly string[], json: string): void {
    let at = this.members;
    for (const step of path.slice(0, -1)) {
      const next = at.get(step) ?? new Map<string, Part>();
      if (typeof next === 'string') return;
      at.set(step, next);
      at = next;
    }
    const last = path.at(-1);
    if (last !== undefined && !at.has(last)) at.set(last, json);
  }

  /** A text that is there: neither null nor empty. */
  setText(path: readonly string[], text: string | null | undefined): void {
    if (text !== null && text !== undefined && text !== '') this.setJson(path, JSON.stringify(text));
  }

  /** A text that is JSON itself, as it is written. Other text is left out: what it means is not certain. */
  setJsonText(path: readonly string[], text: string | null | undefined): void {
    const value = typeof text === 'string' ? parseJson(text) : undefined;
    if (isObject(value) || Array.isArray(value)) this.setJson(path, (text ?? '').trim());
  }

  get isEmpty(): boolean {
    return this.members.size === 0;
  }

  toJson(): string {
    return jsonOf(this.members);
  }
}

function jsonOf(part: Part): string {
  if (typeof part === 'string') return part;
  const members = [...part].map(([name, value]) => `${JSON.stringify(name)}:${jsonOf(value)}`);
  return `{${members.join(',')}}`;
}
