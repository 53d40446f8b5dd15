/** What is read out to those who do not see the screen change. Short: it interrupts. */
import type { SessionState } from '#session/session.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';

const LONGEST_SAID = 200;

/** How far a load is, and how it ended. */
export function loadWords({ phase, progress, totals, files, engineShare }: SessionState): string {
  if (phase === 'opening' || phase === 'loading') {
    if (progress === null)
      return engineShare !== null && engineShare < 1 ? 'Fetching the database' : 'Starting the database';
    const share = progress.bytesTotal === 0 ? 0 : progress.bytesRead / progress.bytesTotal;
    const percent = Math.min(100, Math.floor(share * 100));
    return `${progress.activity}: ${percent} %, ${countOf(progress.events, 'event')}`;
  }
  if (phase !== 'ready') return '';
  const isCancelled = files.some(({ status }) => status === 'cancelled');
  const faults = [
    ...(totals.filesFailed > 0 ? [`${countOf(totals.filesFailed, 'file')} failed`] : []),
    ...(totals.rejected > 0 ? [`${countOf(totals.rejected, 'record')} rejected`] : []),
  ];
  const loaded = `${countOf(totals.events, 'event')} in ${countOf(totals.files, 'file')}`;
  return [`${isCancelled ? 'Loading cancelled' : 'Loaded'}: ${loaded}`, ...faults].join(', ');
}

/** `words`: the filter as a sentence; empty where nothing narrows the events. */
export function matchWords(count: number, events: number, words: string): string {
  if (words === '') return `All ${countOf(events, 'event')}`;
  const where = cutMiddle(visibleText(words), LONGEST_SAID);
  return `${countText(count)} match, of ${countOf(events, 'event')}: ${where}`;
}
