/** Spans of time in writing. */

/** `18:43:37 – 18:47:53`, with the day where it ends on another. `writeTime` writes `2025-10-10 18:43:37`, in the reader's zone. */
export function spanText(
  { from, to }: { readonly from: number; readonly to: number },
  writeTime: (ms: number) => string,
): string {
  const [first, last] = [writeTime(from), writeTime(to)];
  if (first === last) return first.slice(11);
  return `${first.slice(11)} – ${first.slice(0, 10) === last.slice(0, 10) ? last.slice(11) : last}`;
}
