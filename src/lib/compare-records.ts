/**
 * Several records side by side: every leaf of any of them is a row, in the order in which the records have them. Lists are
 * compared place by place; the order of names does not matter. “Not there”, null and a value are three different things.
 * Not for judging which difference matters.
 */
import type { JsonNode } from './json-tree.ts';

export interface ComparedRow {
  /** Unique among all rows. */
  readonly key: string;
  /** From its section on: `sessionContext.sessionIssuer.arn`, `items[0].groupId`, `a (2)` for a name that stands twice. */
  readonly label: string;
  /** The names that lead there, without places in lists: what one can filter by. */
  readonly path: readonly string[];
  /** A leaf, or null where this record has nothing at this place. */
  readonly cells: readonly (JsonNode | null)[];
  readonly differs: boolean;
  /** Cells that are unlike what most records have here; none where no value is in the majority. */
  readonly odd: readonly boolean[];
}

export interface ComparedSection {
  /** A top-level member of the record; null for its plain values. */
  readonly name: string | null;
  readonly rows: readonly ComparedRow[];
  readonly differing: number;
}

export interface Comparison {
  readonly sections: readonly ComparedSection[];
  readonly rows: number;
  readonly differing: number;
  /** A record has more leaves than are compared. */
  readonly cut: boolean;
}

/** Far more than a record of CloudTrail's size holds, and few enough to compare at once. */
const MOST_LEAVES = 5_000;

interface Leaf {
  readonly section: string | null;
  readonly label: string;
  readonly path: readonly string[];
  readonly node: JsonNode;
}

/** Null stands for a record that is not known: its cells are null and count for nothing. */
export function compareRecords(trees: readonly (JsonNode | null)[]): Comparison {
  const leaves = trees.map((tree) => (tree === null ? null : leavesOf(tree)));
  const order = mergedOrder(leaves.flatMap((one) => (one === null ? [] : [[...one.keys()]])));
  const sections = new Map<string | null, ComparedRow[]>([[null, []]]);
  for (const key of order) {
    const cells = leaves.map((one) => one?.get(key) ?? null);
    const leaf = cells.find((cell) => cell !== null);
    if (leaf === undefined || leaf === null) continue;
    const known = leaves.map((one) => one !== null);
    const row = rowOf(
      key,
      leaf,
      cells.map((cell) => cell?.node ?? null),
      known,
    );
    const rows = sections.get(leaf.section);
    if (rows === undefined) sections.set(leaf.section, [row]);
    else rows.push(row);
  }
  const all = [...sections].flatMap(([name, rows]) =>
    rows.length === 0 ? [] : [{ name, rows, differing: rows.filter(({ differs }) => differs).length }],
  );
  return {
    sections: all,
    rows: sum(all.map(({ rows }) => rows.length)),
    differing: sum(all.map(({ differing }) => differing)),
    cut: leaves.some((one) => one !== null && one.size >= MOST_LEAVES),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

function rowOf(
  key: string,
  { label, path }: Leaf,
  cells: readonly (JsonNode | null)[],
  known: readonly boolean[],
): ComparedRow {
  const values = cells.map((cell, index) => (known[index] === true ? valueOf(cell) : null));
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const differs = counts.size > 1;
  const total = sum([...counts.values()]);
  const usual = [...counts].find(([, count]) => count * 2 > total)?.[0];
  const odd = values.map((value) => differs && usual !== undefined && value !== null && value !== usual);
  return { key, label, path, cells, differs, odd };
}

/** Equal for what means the same; numbers as written, since account ids may look like numbers. */
function valueOf(cell: JsonNode | null): string {
  if (cell === null) return 'nothing';
  if (cell.kind === 'string') return `string ${cell.text}`;
  return cell.kind === 'literal' ? `literal ${cell.written}` : cell.kind;
}

/** By a key that tells every place from every other. */
function leavesOf(tree: JsonNode): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  collect(tree, { steps: [], section: null, label: '', path: [] }, found);
  return found;
}

interface Place {
  /** Tells a list's place from a name, and the first of two equal names from the second. */
  readonly steps: readonly (string | number)[];
  readonly section: string | null;
  readonly label: string;
  readonly path: readonly string[];
}

function collect(node: JsonNode, place: Place, found: Map<string, Leaf>): void {
  if (found.size >= MOST_LEAVES) return;
  if (node.kind === 'array' && node.items.length > 0) {
    node.items.forEach((item, index) => collect(item, inList(place, index), found));
  } else if (node.kind === 'object' && node.members.length > 0) {
    const seen = new Map<string, number>();
    for (const { key, node: inner } of node.members) {
      const times = (seen.get(key) ?? 0) + 1;
      seen.set(key, times);
      collect(inner, inObject(place, key, times, inner), found);
    }
  } else if (place.steps.length > 0) {
    const { section, label, path } = place;
    found.set(JSON.stringify(place.steps), {
      section,
      label: label === '' ? '(all of it)' : label,
      path,
      node,
    });
  }
}

function inList(place: Place, index: number): Place {
  return { ...place, steps: [...place.steps, index], label: `${place.label}[${index}]` };
}

function inObject(place: Place, key: string, times: number, node: JsonNode): Place {
  const name = times === 1 ? key : `${key} (${times})`;
  const steps = [...place.steps, `${times} ${key}`];
  const path = [...place.path, key];
  const isTop = place.steps.length === 0;
  const opensSection = isTop && (node.kind === 'object' || node.kind === 'array');
  if (opensSection) return { steps, path, section: name, label: '' };
  return { steps, path, section: place.section, label: place.label === '' ? name : `${place.label}.${name}` };
}

/** All keys once, each behind the one it follows in the first record that has it. */
function mergedOrder(lists: readonly (readonly string[])[]): string[] {
  const order: string[] = [];
  const known = new Set<string>();
  for (const list of lists) {
    const added: { readonly after: string | null; readonly keys: string[] }[] = [];
    let last: string | null = null;
    for (const key of list) {
      if (known.has(key)) {
        last = key;
        continue;
      }
      const group = added.at(-1);
      if (group !== undefined && group.after === last) group.keys.push(key);
      else added.push({ after: last, keys: [key] });
    }
    insert(order, added);
    for (const { keys } of added) for (const key of keys) known.add(key);
  }
  return order;
}

function insert(
  order: string[],
  added: readonly { readonly after: string | null; readonly keys: string[] }[],
): void {
  const behind = new Map<string | null, string[]>();
  for (const { after, keys } of added) behind.set(after, [...(behind.get(after) ?? []), ...keys]);
  const before = order.splice(0);
  order.push(...(behind.get(null) ?? []));
  for (const key of before) order.push(key, ...(behind.get(key) ?? []));
}
