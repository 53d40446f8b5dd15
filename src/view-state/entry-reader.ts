/** How single entries of a link are read. */

export type Drop = (key: string, reason: string) => void;

/** Reads entries by their key: null for what is absent, and for what cannot be read, which is told to `drop` with the reason. */
export function entryReader(
  params: URLSearchParams,
  drop: Drop,
): <T>(key: string, of: (text: string) => T | null, reason: string) => T | null {
  return (key, of, reason) => {
    const text = params.get(key);
    if (text === null) return null;
    const value = of(text);
    if (value === null) drop(key, reason);
    return value;
  };
}

/** The one of these that has this name. */
export function oneOf<T extends string>(known: readonly T[]): (text: string) => T | null {
  return (text) => known.find((name) => name === text) ?? null;
}
