// @ts-check
// A small seeded source of chance (sfc32, seeded by xmur3): the same name gives the same numbers on every
// machine. Each part of the sample draws from a stream of its own, so changing one leaves the others alone.
// Not for secrets.

/** @typedef {ReturnType<typeof createRandom>} Random */

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const HEX = '0123456789abcdef';

/**
 * @param {string} text
 * @returns {() => number} 32-bit words
 */
export function hashWords(text) {
  let h = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    h ^= h >>> 16;
    return h >>> 0;
  };
}

/** @param {string} seed */
export function createRandom(seed) {
  const word = hashWords(seed);
  let a = word();
  let b = word();
  let c = word();
  let d = word();

  /** @returns {number} 0 ≤ x < 1 */
  function next() {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  }

  /** @param {number} low @param {number} high both included */
  const int = (low, high) => low + Math.floor(next() * (high - low + 1));

  /** @template T @param {readonly T[]} list @returns {T} */
  function pick(list) {
    const item = list[Math.floor(next() * list.length)];
    if (item === undefined) throw new Error('pick: the list is empty');
    return item;
  }

  /** @param {string} alphabet @param {number} length */
  function letters(alphabet, length) {
    let text = '';
    for (let i = 0; i < length; i++) text += alphabet.charAt(Math.floor(next() * alphabet.length));
    return text;
  }

  return {
    next,
    int,
    pick,
    /** @param {number} probability */
    chance: (probability) => next() < probability,
    /** @param {number} length */
    hex: (length) => letters(HEX, length),
    /** @param {number} length */
    upper: (length) => letters(UPPER, length),
  };
}

/**
 * Letters that always belong to the same name, e.g. the unique part of a role's id.
 *
 * @param {string} name
 * @param {number} length
 */
export function lettersOf(name, length) {
  return createRandom(`name:${name}`).upper(length);
}

/** @param {string} name @param {number} length */
export function hexOf(name, length) {
  return createRandom(`name:${name}`).hex(length);
}
