import type { Updates } from '#features/updates/updates.ts';
import type { Session } from '#session/session.ts';
import { fetchLaterParts } from './later.ts';

/** ms of rest waited for at most: a page that is never at rest keeps its copy all the same. */
const LONGEST_WAIT = 2_000;

/** Has the browser keep the program for the next time, when this time has got all that it needs. */
export async function keepCopyWhenCalm(page: Window, session: Session, updates: Updates): Promise<void> {
  await fetchLaterParts(page);
  await session.engineFetched();
  await new Promise<void>((resolve) => {
    // Safari knows no idle callbacks.
    if ('requestIdleCallback' in page) page.requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT });
    else setTimeout(resolve, 1_000);
  });
  await updates.keepCopy('./service-worker.js');
}
