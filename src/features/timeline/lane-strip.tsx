import { memo, useLayoutEffect, useRef } from 'react';
import { rectsOf } from './strips.ts';
import type { Bar } from './strips.ts';
import type { Ink } from './use-ink.ts';
import type { Span } from '#lib/zoom.ts';
import styles from './timeline.module.css';

/** Pixels above the base line of a lane that its bars may fill. */
export const STRIP_HEIGHT = 28;

interface LaneStripProps {
  readonly bars: readonly Bar[];
  readonly shown: Span;
  readonly width: number;
  readonly highest: number;
  readonly ink: Ink;
}

/** The bars of one lane, on a canvas: thousands of elements could not follow a wheel. Old bars move with the time until new ones are there. */
export const LaneStrip = memo(function LaneStrip({ bars, shown, width, highest, ink }: LaneStripProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d') ?? null;
    if (element === null || context === null) return;
    const ratio = window.devicePixelRatio || 1;
    const [across, down] = [Math.round(width * ratio), Math.round(STRIP_HEIGHT * ratio)];
    // Setting a size clears the canvas, and costs more than clearing it.
    if (element.width !== across) element.width = across;
    if (element.height !== down) element.height = down;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, STRIP_HEIGHT);
    const rects = rectsOf(bars, shown, width, STRIP_HEIGHT, highest);
    const fill = (
      colour: string,
      part: (rect: (typeof rects)[number]) => readonly [base: number, rise: number],
    ) => {
      context.fillStyle = colour;
      for (const rect of rects) {
        const [base, rise] = part(rect);
        if (rise > 0) context.fillRect(rect.x, STRIP_HEIGHT - base - rise, rect.width, rise);
      }
    };
    fill(ink.read, ({ read }) => [0, read]);
    fill(ink.attention, ({ read, attention }) => [read, attention]);
    fill(ink.bad, ({ read, attention, bad }) => [read + attention, bad]);
  }, [bars, shown, width, highest, ink]);
  return (
    <canvas
      ref={canvas}
      className={styles['strip']}
      style={{ width, height: STRIP_HEIGHT }}
      aria-hidden="true"
    />
  );
});
