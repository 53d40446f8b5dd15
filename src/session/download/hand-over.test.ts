import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SourceFile } from '../session.ts';
import { HandOver } from './hand-over.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const LOAD_MS = 400;

it('hands over the first file at once, then what has come meanwhile, and never two loads at a time', async () => {
  const groups: number[] = [];
  let running = 0;
  const addFiles = async (files: readonly SourceFile[]): Promise<void> => {
    running += 1;
    expect(running).toBe(1);
    groups.push(files.length);
    await new Promise((resolve) => setTimeout(resolve, LOAD_MS));
    running -= 1;
  };
  const handOver = new HandOver({ addFiles });
  // One file each 10 ms, for five seconds.
  for (let n = 0; n < 500; n++) {
    handOver.add(new Blob(['x']), `${n}.json`, 'bucket');
    await vi.advanceTimersByTimeAsync(10);
  }
  const over = handOver.finish();
  await vi.advanceTimersByTimeAsync(LOAD_MS * 2);
  await over;
  expect(groups[0]).toBe(1);
  expect(groups.reduce((sum, count) => sum + count, 0)).toBe(500);
  expect(groups.length).toBeLessThan(8);
  // And again after the end.
  handOver.add(new Blob(['x']), '1.json', 'bucket');
  const again = handOver.finish();
  await vi.advanceTimersByTimeAsync(LOAD_MS * 2);
  await again;
  expect(groups.at(-1)).toBe(1);
});
