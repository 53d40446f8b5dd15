/** What is said of a URL in the list: in one place, so that the line, the sum and the reader's ear agree. */
import { FAILURE_TITLES } from '#cloudtrail/fetch-failure.ts';
import { expiryWords, isExpired } from '#cloudtrail/s3-url.ts';
import { canTryAgain, isUnderWay } from '#session/download/download-item.ts';
import type { DownloadItem, DownloadState } from '#session/download/download-item.ts';
import { MOST_RETRIES } from '#session/download/retry.ts';
import { countOf, countText, sizeText } from '#ui/number-text.ts';

export interface StateWords {
  readonly tone: 'plain' | 'bad' | 'attention' | 'fine';
  readonly title: string;
  /** Sentences: what happened and what to do. */
  readonly more: readonly string[];
}

export function stateWords({ state, facts }: DownloadItem, now: number): StateWords {
  switch (state.phase) {
    case 'refused':
      return { tone: 'bad', title: 'Not fetched', more: [state.reason] };
    case 'ready': {
      const life = facts === null ? null : expiryWords(facts, now);
      const warnings = facts?.warnings ?? [];
      if (facts !== null && isExpired(facts, now))
        return { tone: 'bad', title: life ?? 'expired', more: ['Make a new URL and paste it.', ...warnings] };
      const title = life ?? (facts?.secret === true ? 'does not say when it expires' : 'not signed');
      return { tone: warnings.length > 0 ? 'attention' : 'plain', title, more: warnings };
    }
    case 'failed':
      return { tone: 'bad', title: FAILURE_TITLES[state.failure.kind], more: [state.failure.words] };
    case 'cancelled':
      return { tone: 'attention', title: 'Cancelled', more: [] };
    case 'queued':
    case 'fetching':
    case 'waiting':
      return { tone: 'plain', title: underWayWords(state), more: [] };
    case 'fetched':
      return { tone: 'fine', title: `Fetched, ${sizeText(state.bytes)}`, more: [] };
    case 'list':
      return { tone: 'fine', title: `A list of ${countOf(state.urls, 'URL')}`, more: [] };
    case 'listing':
      return {
        tone: 'attention',
        title: `A list of ${countOf(state.listing.objects.length, 'object')}`,
        more: listingWords(state),
      };
  }
}

function underWayWords(state: Extract<DownloadState, { phase: 'queued' | 'fetching' | 'waiting' }>): string {
  if (state.phase === 'queued') return 'Waits its turn';
  if (state.phase === 'fetching') {
    // What the browser unpacks has no size that is known before.
    return state.total === null
      ? `${sizeText(state.received)} so far`
      : `${sizeText(state.received)} of ${sizeText(state.total)}`;
  }
  if (state.reason === 'offline') return 'No network: waits for it';
  return `${FAILURE_TITLES[state.reason]}: trying again, ${state.retry} of ${MOST_RETRIES}`;
}

function listingWords({ listing, expanded }: Extract<DownloadState, { phase: 'listing' }>): string[] {
  const words: string[] = [];
  if (listing.truncated)
    words.push(
      'The list is cut off: S3 names at most 1,000 objects at once, and the next part needs a URL of its own.',
    );
  if (listing.archived > 0) words.push(`${countOf(listing.archived, 'object')} in archive classes left out.`);
  if (!expanded && listing.objects.length > 0)
    words.push(
      'A URL for a list opens the list only: each object of a private bucket needs a URL of its own. The script below makes them.',
    );
  return words;
}

export interface DownloadCounts {
  readonly toFetch: number;
  readonly expired: number;
  readonly refused: number;
  readonly underWay: number;
  readonly fetched: number;
  readonly failed: number;
  readonly received: number;
}

export function countDownloads(items: readonly DownloadItem[], now: number): DownloadCounts {
  const counts = { toFetch: 0, expired: 0, refused: 0, underWay: 0, fetched: 0, failed: 0, received: 0 };
  for (const item of items) {
    const { state, facts } = item;
    if (state.phase === 'refused') counts.refused += 1;
    else if (state.phase === 'ready')
      counts[facts !== null && isExpired(facts, now) ? 'expired' : 'toFetch'] += 1;
    else if (state.phase === 'fetched') {
      counts.fetched += 1;
      counts.received += state.bytes;
    } else if (isUnderWay(item)) {
      counts.underWay += 1;
      if ('received' in state) counts.received += state.received;
    } else if (canTryAgain(item)) counts.failed += 1;
  }
  return counts;
}

/** `3 to fetch · 1 expired · 2 fetched`; empty for an empty list. */
export function countsWords(counts: DownloadCounts, folded: number): string {
  return [
    counts.underWay > 0 ? `${countText(counts.underWay)} under way` : '',
    counts.toFetch > 0 ? `${countText(counts.toFetch)} to fetch` : '',
    counts.fetched > 0 ? `${countText(counts.fetched)} fetched` : '',
    counts.failed > 0 ? `${countText(counts.failed)} not fetched` : '',
    counts.expired > 0 ? `${countText(counts.expired)} expired` : '',
    counts.refused > 0 ? `${countText(counts.refused)} refused` : '',
    folded > 0 ? `${countOf(folded, 'duplicate')} left out` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
