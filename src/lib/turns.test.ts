import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

function busyFor(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

/** Frames that come when they are asked for. */
function byHand(): { readonly turns: Turns; readonly frame: () => boolean } {
  const due: (() => void)[] = [];
  const frame = (): boolean => {
    const go = due.shift();
    go?.();
    return go !== undefined;
  };
  return { turns: new Turns((go) => due.push(go)), frame };
}

it('draws in order, as much in a frame as is quick, and one at least', () => {
  const { turns, frame } = byHand();
  const drawn: number[] = [];
  for (let n = 0; n < 3; n++) turns.ask(() => drawn.push(n));
  for (let n = 3; n < 6; n++)
    turns.ask(() => {
      busyFor(15);
      drawn.push(n);
    });
  frame();
  expect(drawn).toEqual([0, 1, 2, 3]);
  frame();
  expect(drawn).toEqual([0, 1, 2, 3, 4]);
  frame();
  expect(drawn).toEqual([0, 1, 2, 3, 4, 5]);
  expect(frame()).toBe(false);
});

it('passes over whoever stepped back, and takes up again who asks later', () => {
  const { turns, frame } = byHand();
  const drawn: string[] = [];
  const back = turns.ask(() => drawn.push('never'));
  turns.ask(() => drawn.push('a'));
  back();
  frame();
  expect(drawn).toEqual(['a']);
  expect(frame()).toBe(false);
  turns.ask(() => drawn.push('b'));
  frame();
  expect(drawn).toEqual(['a', 'b']);
});
