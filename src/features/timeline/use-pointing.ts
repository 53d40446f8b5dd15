import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useEscape } from '#ui/use-escape.ts';
import type { Bar } from './strips.ts';
import type { Span } from '#lib/zoom.ts';
import type { Zoom } from '#view-state/use-zoom.ts';

/** A bar of a lane. */
export interface Pointed {
  readonly laneAt: number;
  readonly bar: Bar;
}

export interface Pointing {
  /** The lane that the keys are in. */
  readonly laneAt: number;
  /** What the pointer or the keys stand on. */
  readonly pointed: Pointed | null;
  /** A time being chosen, not applied yet. */
  readonly brush: Span | null;
  readonly hover: (pointed: Pointed | null) => void;
  readonly choose: (brush: Span | null) => void;
  readonly onKeyDown: (press: KeyboardEvent) => void;
}

interface PointingActions {
  readonly zoom: Zoom;
  /** Bars of a lane in what is shown, in order of time. */
  readonly barsOf: (laneAt: number) => readonly Bar[];
  readonly lanes: number;
  /** An event is open beside the lanes: Escape is first for that. */
  readonly isOpen: boolean;
  readonly onOpen: (pointed: Pointed) => void;
  readonly onNarrow: (brush: Span) => void;
  readonly onLane: (laneAt: number) => void;
}

/** Where the reader is on the lanes, by pointer or keys. */
export function usePointing(actions: PointingActions): Pointing {
  const { zoom, barsOf, lanes, isOpen, onOpen, onNarrow, onLane } = actions;
  const [at, setAt] = useState(0);
  const [keyed, setKeyed] = useState<Bar | null>(null);
  const [hovered, setHovered] = useState<Pointed | null>(null);
  const [brush, setBrush] = useState<Span | null>(null);
  const laneAt = Math.min(at, Math.max(0, lanes - 1));
  const cursor = keyed === null ? null : { laneAt, bar: keyed };
  const toLane = (next: number): void => {
    const lane = Math.min(Math.max(0, next), lanes - 1);
    setAt(lane);
    setKeyed(keyed === null ? null : nearest(barsOf(lane), keyed));
    setHovered(null);
    onLane(lane);
  };
  const along = (by: 1 | -1, extend: boolean): void => {
    const bar = next(barsOf(laneAt), keyed, by);
    if (bar === null) return;
    setKeyed(bar);
    setHovered(null);
    if (!extend) return setBrush(null);
    const from = brush ?? keyed ?? bar;
    setBrush({ from: Math.min(from.from, bar.from), to: Math.max(from.to, bar.to) });
  };
  const letGo = (): void => {
    setBrush(null);
    setKeyed(null);
    setHovered(null);
  };
  // What is shown beside the pointer has no focus of its own.
  useEscape(hovered !== null && brush === null && !isOpen, () => setHovered(null));
  const middle = keyed === null ? null : (keyed.from + keyed.to) / 2;
  const keys: Readonly<Record<string, (() => void) | null>> = {
    ArrowLeft: () => zoom.step(-1),
    ArrowRight: () => zoom.step(1),
    ArrowUp: () => toLane(laneAt - 1),
    ArrowDown: () => toLane(laneAt + 1),
    '+': () => zoom.closer(middle),
    '=': () => zoom.closer(middle),
    '-': () => zoom.wider(middle),
    '0': zoom.showAll,
    Home: () => zoom.panBy(-Infinity),
    End: () => zoom.panBy(Infinity),
    ',': () => along(-1, false),
    '.': () => along(1, false),
    'Shift+ArrowLeft': () => along(-1, true),
    'Shift+ArrowRight': () => along(1, true),
    Enter: brush !== null ? () => apply(brush) : cursor !== null ? () => onOpen(cursor) : null,
    Escape: brush !== null || (!isOpen && keyed !== null) ? letGo : null,
  };
  const apply = (span: Span): void => {
    letGo();
    onNarrow(span);
  };
  return {
    laneAt,
    pointed: hovered ?? cursor,
    brush,
    hover: setHovered,
    choose: setBrush,
    onKeyDown: (press) => {
      if (press.ctrlKey || press.altKey || press.metaKey) return;
      // Signs may need Shift to be typed at all.
      const action = keys[press.shiftKey && press.key.length > 1 ? `Shift+${press.key}` : press.key];
      if (action === undefined || action === null) return;
      press.preventDefault();
      action();
    },
  };
}

function next(bars: readonly Bar[], from: Bar | null, by: 1 | -1): Bar | null {
  if (from === null) return (by === 1 ? bars[0] : bars.at(-1)) ?? null;
  if (by === 1) return bars.find((bar) => bar.from > from.from) ?? null;
  return bars.findLast((bar) => bar.from < from.from) ?? null;
}

function nearest(bars: readonly Bar[], to: Bar): Bar | null {
  const away = (bar: Bar): number => Math.abs(bar.from - to.from);
  return bars.reduce<Bar | null>((best, bar) => (best === null || away(bar) < away(best) ? bar : best), null);
}
