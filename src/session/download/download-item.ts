/** What may be known of a URL while it is in the list: all but the URL, which is a secret (`downloads.ts` keeps it). */
import type { FetchFailure } from '#cloudtrail/fetch-failure.ts';
import type { S3Listing } from '#cloudtrail/s3-listing.ts';
import type { UrlFacts } from '#cloudtrail/s3-url.ts';
import type { FetchingState } from './protocol.ts';

export type DownloadState =
  | { readonly phase: 'ready' }
  | { readonly phase: 'refused'; readonly reason: string }
  | { readonly phase: 'queued' }
  | FetchingState
  | { readonly phase: 'fetched'; readonly bytes: number }
  /** It was a list of URLs, which stand below it now. */
  | { readonly phase: 'list'; readonly urls: number }
  /** It was the list of a bucket. `expanded`: its objects stand below it, to be fetched without a signature. */
  | { readonly phase: 'listing'; readonly listing: S3Listing; readonly expanded: boolean }
  | { readonly phase: 'failed'; readonly failure: FetchFailure }
  | { readonly phase: 'cancelled' };

export interface DownloadItem {
  readonly id: number;
  /** The key, or what the list calls it; the file is named so. */
  readonly path: string;
  readonly facts: UrlFacts | null;
  readonly state: DownloadState;
}

export interface DownloadsState {
  readonly items: readonly DownloadItem[];
  readonly running: boolean;
  /** URLs left out because their object stands in the list already. */
  readonly folded: number;
  readonly notes: readonly string[];
}

export function isUnderWay({ state }: DownloadItem): boolean {
  return state.phase === 'queued' || state.phase === 'fetching' || state.phase === 'waiting';
}

/** Whether fetching it again could give it. */
export function canTryAgain({ state }: DownloadItem): boolean {
  return state.phase === 'failed' || state.phase === 'cancelled';
}
