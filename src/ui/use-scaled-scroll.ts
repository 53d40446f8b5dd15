import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { clampTop, fling, rowsAt, scrollFromTop, scrollShape, topFromScroll } from './scaled-scroll.ts';
import type { ScrollShape } from './scaled-scroll.ts';

interface ScaledScrollOptions {
  readonly rows: number;
  readonly rowHeight: number;
  readonly headerHeight: number;
  readonly overscan: number;
}

export interface ScaledScroll {
  /** For the element that scrolls; its header sticks to its top. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly shape: ScrollShape;
  readonly first: number;
  readonly end: number;
  /** Where a row's element goes inside the spacer. */
  readonly positionOf: (row: number) => number;
  /** Moves so that what `towards` answers for the present shape and place becomes the top. */
  readonly moveTo: (towards: (shape: ScrollShape, top: number) => number) => void;
}

const LINE = 28;

function wheelPixels(event: WheelEvent, viewport: number): number {
  if (event.deltaMode === WheelEvent.DOM_DELTA_LINE) return event.deltaY * LINE;
  if (event.deltaMode === WheelEvent.DOM_DELTA_PAGE) return event.deltaY * viewport;
  return event.deltaY;
}

/**
 * Scrolls an element over any number of rows. Up to the spacer's limit the browser scrolls by itself; above it, wheel,
 * finger and keyboard move by exact row pixels, and dragging the scroll bar jumps in proportion.
 */
export function useScaledScroll(options: ScaledScrollOptions): ScaledScroll {
  const { rows, rowHeight, headerHeight, overscan } = options;
  const box = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState(0);
  const [place, setPlace] = useState({ top: 0, scroll: 0 });
  const shape = useMemo(() => scrollShape(rows, rowHeight, viewport), [rows, rowHeight, viewport]);
  // What the element was last told, to tell our own scroll events from the user's.
  const live = useRef({ shape, top: 0, told: 0 });

  const apply = useCallback((top: number) => {
    const { shape: now } = live.current;
    const next = clampTop(now, top);
    const scroll = scrollFromTop(now, next);
    if (box.current !== null) box.current.scrollTop = scroll;
    const told = box.current?.scrollTop ?? scroll;
    live.current = { shape: now, top: next, told };
    setPlace({ top: next, scroll: told });
  }, []);

  useLayoutEffect(() => {
    const before = live.current;
    live.current = { ...before, shape };
    // Of another height, the same row stays at the top.
    if (before.shape !== shape) apply((before.top / before.shape.rowHeight) * shape.rowHeight);
  }, [shape, apply]);

  useViewportHeight(box, headerHeight, setViewport);
  useScrollEvents(box, live, apply, setPlace);
  useFinger(box, live, apply);

  const { first, end } = rowsAt(shape, clampTop(shape, place.top), overscan);
  return {
    box,
    shape,
    first,
    end,
    positionOf: (row) => row * rowHeight - place.top + place.scroll,
    moveTo: useCallback((towards) => apply(towards(live.current.shape, live.current.top)), [apply]),
  };
}

function useViewportHeight(
  box: RefObject<HTMLElement | null>,
  headerHeight: number,
  set: (height: number) => void,
): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = (): void => set(Math.max(0, element.clientHeight - headerHeight));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, headerHeight, set]);
}

interface Live {
  readonly shape: ScrollShape;
  readonly top: number;
  readonly told: number;
}

function useScrollEvents(
  box: RefObject<HTMLElement | null>,
  live: RefObject<Live>,
  apply: (top: number) => void,
  setPlace: (place: { top: number; scroll: number }) => void,
): void {
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const onScroll = (): void => {
      const { shape, told, top: before } = live.current;
      const scroll = element.scrollTop;
      if (Math.abs(scroll - told) <= (shape.scaled ? 1 : 0)) return;
      const top = topFromScroll(shape, scroll);
      live.current = { shape, top, told: scroll };
      // Where the browser moves the rows by itself, there is nothing to draw until another comes into view.
      const rowOf = (pixels: number): number => Math.floor(pixels / shape.rowHeight);
      if (shape.scaled || rowOf(top) !== rowOf(before)) setPlace({ top, scroll });
    };
    const onWheel = (event: WheelEvent): void => {
      const { shape, top } = live.current;
      if (!shape.scaled || event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
      event.preventDefault();
      apply(top + wheelPixels(event, shape.viewport));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [box, live, apply, setPlace]);
}

/** Pixels a ms below which a flung list stands. */
const STANDS = 0.02;

interface Touched {
  readonly x: number;
  readonly y: number;
  readonly at: number;
  /** Pixels a ms, smoothed. */
  readonly speed: number;
  /** Null until it is clear: across, the browser scrolls; along, we do. */
  readonly along: boolean | null;
}

/** Where the scroll bar is scaled a finger would jump by many rows a pixel: there the rows follow it exactly. */
function useFinger(
  box: RefObject<HTMLElement | null>,
  live: RefObject<Live>,
  apply: (top: number) => void,
): void {
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    let touched: Touched | null = null;
    let frame = 0;
    const onStart = ({ touches, timeStamp }: TouchEvent): void => {
      cancelAnimationFrame(frame);
      const [first] = touches;
      const mine = touches.length === 1 && first !== undefined && live.current.shape.scaled;
      touched = mine ? { x: first.clientX, y: first.clientY, at: timeStamp, speed: 0, along: null } : null;
    };
    const onMove = (move: TouchEvent): void => {
      const [first] = move.touches;
      if (touched === null || first === undefined) return;
      const by = touched.y - first.clientY;
      const along = touched.along ?? Math.abs(by) >= Math.abs(touched.x - first.clientX);
      if (along && move.cancelable) move.preventDefault();
      const ms = Math.max(1, move.timeStamp - touched.at);
      const speed = 0.7 * (by / ms) + 0.3 * touched.speed;
      touched = { x: first.clientX, y: first.clientY, at: move.timeStamp, speed, along };
      if (along) apply(live.current.top + by);
    };
    const onEnd = ({ timeStamp }: TouchEvent): void => {
      const last = touched;
      touched = null;
      // Held still before it was let go: it stays.
      if (last?.along !== true || timeStamp - last.at > 60) return;
      let { speed } = last;
      let before = performance.now();
      const step = (now: number): void => {
        const next = fling(speed, Math.max(0, now - before));
        before = now;
        speed = next.speed;
        apply(live.current.top + next.distance);
        if (Math.abs(speed) > STANDS) frame = requestAnimationFrame(step);
      };
      frame = requestAnimationFrame(step);
    };
    element.addEventListener('touchstart', onStart, { passive: true });
    element.addEventListener('touchmove', onMove, { passive: false });
    element.addEventListener('touchend', onEnd, { passive: true });
    element.addEventListener('touchcancel', onEnd, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('touchstart', onStart);
      element.removeEventListener('touchmove', onMove);
      element.removeEventListener('touchend', onEnd);
      element.removeEventListener('touchcancel', onEnd);
    };
  }, [box, live, apply]);
}
