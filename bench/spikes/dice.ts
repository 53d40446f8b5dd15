/** Seeded draws: the same seed gives the same series on every machine. */

export interface Dice {
  /** 0 ≤ x < 1. */
  uniform(): number;
  between(low: number, high: number): number;
  pick<T>(of: readonly [T, ...T[]]): T;
  normal(): number;
  poisson(mean: number): number;
}

/** sfc32 (Doty-Humphrey), seeded by splitmix32. */
export function createDice(seed: number): Dice {
  let s = seed | 0;
  const mix = (): number => {
    s = (s + 0x9e3779b9) | 0;
    let t = Math.imul(s ^ (s >>> 16), 0x21f0aaad);
    t = Math.imul(t ^ (t >>> 15), 0x735a2d97);
    return t ^ (t >>> 15);
  };
  let [a, b, c, d] = [mix(), mix(), mix(), mix()];
  const uniform = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  const between = (low: number, high: number): number => low + (high - low) * uniform();
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    between,
    pick: (of) => of[Math.floor(uniform() * of.length)] ?? of[0],
    normal,
    poisson: (mean) => poisson(mean, uniform, normal),
  };
}

function poisson(mean: number, uniform: () => number, normal: () => number): number {
  if (!(mean > 0)) return 0;
  // Rounded normal: at 30 and more the difference is far below the scatter that the series have besides.
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  let left = uniform();
  let term = Math.exp(-mean);
  let n = 0;
  while (left > term && n < 1_000) {
    left -= term;
    n += 1;
    term *= mean / n;
  }
  return n;
}
