import type { Updates } from '#features/updates/updates.ts';
import type { Session } from '#session/session.ts';
import { calm } from './first-picture.ts';
import { fetchFirstParts, fetchOtherParts } from './later.ts';

/** ms of rest waited for at most: a page that is never at rest keeps its copy all the same. */
const LONGEST_WAIT = 2_000;

/** Has the browser keep the program for the next time, when this time has got all that it needs. */
export async function keepCopyWhenCalm(page: Window, session: Session, updates: Updates): Promise<void> {
  await fetchFirstParts(page);
  await session.engineFetched();
  await fetchOtherParts();
  await calm(page, LONGEST_WAIT);
  await updates.keepCopy('./service-worker.js');
}
