/** Damage done to bytes at one place, from a seeded source of chance, so that a failure can be had again. */

/** Numbers in 0 … 2^32 − 1 (mulberry32). */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number in 0 … below − 1. */
  below(below: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  }

  pick<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }
}

/** `bytes` with `from … to` replaced by `put`. */
export interface Mutation {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly put: Uint8Array;
}

const encoder = new TextEncoder();

const TOKENS = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  ' ',
  '\0',
  '\n',
  '0',
  '""',
  '{}',
  '[]',
  ']}',
  '}]',
  '},{',
  ']}{"Records":[',
  '{"eventVersion":',
  '{"Records":[',
  '"Records":',
  ',"x":[',
  ',"x":{"a":',
  '\\u12',
  '1e',
  'null',
  '\u{1f600}',
].map((token) => encoder.encode(token));

type Maker = (bytes: Uint8Array, chance: Chance) => Omit<Mutation, 'kind'>;

const shortRange = (bytes: Uint8Array, chance: Chance): readonly [number, number] => {
  const from = chance.below(bytes.length);
  return [from, Math.min(bytes.length, from + 1 + chance.below(chance.pick([1, 4, 40, 2000])))];
};

const MAKERS: Readonly<Record<string, Maker>> = {
  flip: (bytes, chance) => {
    const from = chance.below(bytes.length);
    return { from, to: from + 1, put: Uint8Array.of((bytes[from] ?? 0) ^ (1 << chance.below(8))) };
  },
  set: (bytes, chance) => {
    const from = chance.below(bytes.length);
    return { from, to: from + 1, put: chance.pick(TOKENS).subarray(0, 1) };
  },
  random: (bytes, chance) => {
    const from = chance.below(bytes.length);
    return { from, to: from + 1, put: Uint8Array.of(chance.below(256)) };
  },
  remove: (bytes, chance) => {
    const [from, to] = shortRange(bytes, chance);
    return { from, to, put: new Uint8Array(0) };
  },
  insert: (bytes, chance) => {
    const from = chance.below(bytes.length + 1);
    return { from, to: from, put: chance.pick(TOKENS) };
  },
  replace: (bytes, chance) => {
    const [from, to] = shortRange(bytes, chance);
    return { from, to, put: chance.pick(TOKENS) };
  },
  truncate: (bytes, chance) => ({
    from: chance.below(bytes.length),
    to: bytes.length,
    put: new Uint8Array(0),
  }),
  splice: (bytes, chance) => {
    const [from, to] = shortRange(bytes, chance);
    return { from, to, put: bytes.slice(...shortRange(bytes, chance)) };
  },
  duplicate: (bytes, chance) => {
    const [from, to] = shortRange(bytes, chance);
    return { from: to, to, put: bytes.slice(from, to) };
  },
};

export function mutationOf(bytes: Uint8Array, chance: Chance): Mutation {
  const kind = chance.pick(Object.keys(MAKERS));
  const maker = MAKERS[kind];
  if (maker === undefined) throw new Error(`no mutation ${kind}`);
  return { kind, ...maker(bytes, chance) };
}

export function mutate(bytes: Uint8Array, { from, to, put }: Mutation): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(bytes.length - (to - from) + put.length);
  result.set(bytes.subarray(0, from));
  result.set(put, from);
  result.set(bytes.subarray(to), from + put.length);
  return result;
}
