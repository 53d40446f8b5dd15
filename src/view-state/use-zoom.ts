import { useCallback, useEffect, useRef, useState } from 'react';
import { useViewState, useViewStore } from './use-view-state.ts';
import { lengthOf, panned, sameSpan, shownSpan, spanAround, zoomed, zoomOf } from '#lib/zoom.ts';
import type { Span, ZoomRest } from '#lib/zoom.ts';

/** ms without moving on, before the link is told. */
const REST = 250;
/** Moves that follow each other so soon are one entry of the history. */
const ONE_MOVE = 2_000;
const STEP = 0.6;
const PART = 0.15;

export interface Zoom {
  readonly domain: Span;
  readonly shown: Span;
  readonly isWhole: boolean;
  /** `factor` under 1 is closer; around a moment, or the middle. */
  readonly zoomBy: (factor: number, at?: number | null) => void;
  readonly closer: (at?: number | null) => void;
  readonly wider: (at?: number | null) => void;
  /** By so many ms. */
  readonly panBy: (ms: number) => void;
  /** By a part of what is shown; −1 = to the left. */
  readonly step: (direction: number) => void;
  readonly showAll: () => void;
  /** What is shown where the link says nothing. */
  readonly goHome: () => void;
  readonly show: (span: Span) => void;
}

interface Live {
  readonly span: Span;
  /** The link's zoom and the domain that it was moved away from. */
  readonly over: string;
}

const NO_REST: ZoomRest = {};

/**
 * What part of the time is shown: the link's, and while it is being moved our own. The link follows when it rests.
 * `rest` is to stay the same object while it says the same.
 */
export function useZoom(domain: Span, rest: ZoomRest = NO_REST): Zoom {
  const [{ zoom }] = useViewState();
  const store = useViewStore();
  const over = JSON.stringify([zoom, domain, rest.home]);
  const [live, setLive] = useState<Live | null>(null);
  const shown = live?.over === over ? live.span : shownSpan(zoom, domain, rest);
  const timer = useRef(0);
  const last = useRef(-Infinity);
  const current = useRef(shown);
  useEffect(() => {
    current.current = shown;
  });
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const move = useCallback(
    (towards: (span: Span) => Span, wait = REST) => {
      const span = towards(current.current);
      current.current = span;
      setLive({ span, over });
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => {
        const now = performance.now();
        const way = now - last.current < ONE_MOVE ? 'replace' : 'push';
        last.current = now;
        store.change({ zoom: zoomOf(span, domain, rest) }, way);
        // From here on the link says it: left standing, this would be taken for a later visit's.
        setLive(null);
      }, wait);
    },
    [over, domain, rest, store],
  );
  const zoomBy = useCallback(
    (factor: number, at: number | null = null) =>
      move((span) => zoomed(span, at ?? (span.from + span.to) / 2, factor, domain, rest.shortest)),
    [move, domain, rest],
  );
  return {
    domain,
    shown,
    isWhole: sameSpan(shown, domain),
    zoomBy,
    closer: (at) => zoomBy(STEP, at),
    wider: (at) => zoomBy(1 / STEP, at),
    panBy: useCallback((ms) => move((span) => panned(span, ms, domain)), [move, domain]),
    step: (direction) => move((span) => panned(span, direction * PART * lengthOf(span), domain)),
    showAll: () => move(() => domain, 0),
    goHome: () => move(() => rest.home ?? domain, 0),
    show: (span) => move(() => spanAround(span, domain, rest.shortest), 0),
  };
}
