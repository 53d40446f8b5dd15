/** A load that is caught in the middle: enough files that most are still being read when the first events are there. */
import { expect } from '@playwright/test';
import { type LogFolder, logFile, makeRecords } from './fixtures.ts';
import type { TrailscopePage } from './page.ts';

export const MANY_FILES = 20;
export const EVENTS_EACH = 2_000;

/** Chooses many files and waits until they are being read; answers their paths. */
export async function beginLoad(
  trailscope: TrailscopePage,
  logs: LogFolder,
  eventsEach = EVENTS_EACH,
): Promise<string[]> {
  const many = await Promise.all(
    Array.from({ length: MANY_FILES }, (_, n) =>
      logs.write(`many/${String(n).padStart(2, '0')}.json`, logFile(makeRecords(eventsEach, n * eventsEach))),
    ),
  );
  await trailscope.chooseFiles(...many);
  await expect(trailscope.page.getByRole('region', { name: 'Loading' })).toContainText('Reading');
  return many;
}

/** The same from the start. */
export async function openInMidLoad(trailscope: TrailscopePage, logs: LogFolder): Promise<string[]> {
  await trailscope.open();
  return beginLoad(trailscope, logs);
}
