/**
 * The arithmetic of scrolling over more rows than a browser lets an element be tall (Firefox stops at 17.8 million
 * pixels). The spacer that carries the scroll bar is kept under `MAX_SPACER`; above that, one pixel of the scroll bar
 * stands for several pixels of rows. `top` is always in row pixels and exact; `scroll` is what the element is told.
 * Pure numbers; the element is moved by `use-scaled-scroll.ts`.
 */

export const MAX_SPACER = 8_000_000;

export interface ScrollShape {
  readonly rows: number;
  readonly rowHeight: number;
  /** Height in which rows are seen, without the header. */
  readonly viewport: number;
  /** Height of the element that carries the scroll bar. */
  readonly spacer: number;
  /** Largest `top`: the last row ends where the viewport ends. */
  readonly maxTop: number;
  /** Largest scroll position of the element. */
  readonly maxScroll: number;
  readonly scaled: boolean;
}

export function scrollShape(rows: number, rowHeight: number, viewport: number): ScrollShape {
  const content = rows * rowHeight;
  const spacer = Math.min(content, MAX_SPACER);
  return {
    rows,
    rowHeight,
    viewport,
    spacer,
    maxTop: Math.max(0, content - viewport),
    maxScroll: Math.max(0, spacer - viewport),
    scaled: content > MAX_SPACER,
  };
}

export function clampTop(shape: ScrollShape, top: number): number {
  return Math.min(Math.max(0, top), shape.maxTop);
}

/** Where the rows are when the user has put the scroll bar at `scroll`. Both ends are reached exactly. */
export function topFromScroll(shape: ScrollShape, scroll: number): number {
  if (!shape.scaled) return clampTop(shape, scroll);
  // Browsers round scroll positions to device pixels, so the end of the track may be half a pixel away.
  if (scroll >= shape.maxScroll - 1) return shape.maxTop;
  return scroll <= 0 ? 0 : clampTop(shape, (scroll / shape.maxScroll) * shape.maxTop);
}

export function scrollFromTop(shape: ScrollShape, top: number): number {
  if (!shape.scaled || shape.maxTop === 0) return clampTop(shape, top);
  return (clampTop(shape, top) / shape.maxTop) * shape.maxScroll;
}

/** Rows seen at `top`, with `overscan` more on either side; `end` is one past the last. */
export function rowsAt(shape: ScrollShape, top: number, overscan: number): { first: number; end: number } {
  const first = Math.floor(top / shape.rowHeight) - overscan;
  const end = Math.ceil((top + shape.viewport) / shape.rowHeight) + overscan;
  return { first: Math.max(0, Math.min(first, shape.rows)), end: Math.min(shape.rows, Math.max(0, end)) };
}

/** The `top` nearest to the present one at which the whole of `row` is seen. */
export function topToShow(shape: ScrollShape, top: number, row: number): number {
  const start = row * shape.rowHeight;
  if (start < top) return clampTop(shape, start);
  const end = start + shape.rowHeight;
  return clampTop(shape, end > top + shape.viewport ? end - shape.viewport : top);
}

/** The `top` at which `row` is in the middle, for jumps from elsewhere. */
export function topToCentre(shape: ScrollShape, row: number): number {
  return clampTop(shape, row * shape.rowHeight - (shape.viewport - shape.rowHeight) / 2);
}

/** Whole rows that fit, at least one: the step of Page Up and Page Down. */
export function pageStep(shape: ScrollShape): number {
  return Math.max(1, Math.floor(shape.viewport / shape.rowHeight) - 1);
}

/** ms in which a flung list loses most of its speed, about as phones do it. */
const FLING = 325;

/** How far a list that was let go at a speed (pixels a ms) moves in the next `ms`, and how fast it is then. */
export function fling(speed: number, ms: number): { readonly distance: number; readonly speed: number } {
  const after = speed * Math.exp(-ms / FLING);
  return { distance: (speed - after) * FLING, speed: after };
}
