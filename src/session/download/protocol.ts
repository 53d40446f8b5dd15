/** What the page and the worker that fetches say to each other. Types only. */
import type { FromWatched, ToWatched } from '#lib/worker-watch.ts';
import type { FailureKind, FetchFailure } from '#cloudtrail/fetch-failure.ts';

export interface FetchTarget {
  readonly id: number;
  /** A secret: goes to the network and nowhere else. */
  readonly url: string;
  readonly name: string;
  readonly expiresAt: number | null;
  readonly hasRegion: boolean;
}

export type FetchingState =
  | { readonly phase: 'fetching'; readonly received: number; readonly total: number | null }
  | {
      /** Between two attempts. */
      readonly phase: 'waiting';
      readonly reason: FailureKind;
      readonly retry: number;
      readonly received: number;
      readonly total: number | null;
    };

export type ToDownloadWorker =
  | ToWatched
  | { readonly type: 'fetch'; readonly targets: readonly FetchTarget[] }
  | { readonly type: 'cancel' };

export type FromDownloadWorker =
  | FromWatched
  | { readonly type: 'progress'; readonly states: readonly (readonly [id: number, state: FetchingState])[] }
  | { readonly type: 'fetched'; readonly id: number; readonly blob: Blob }
  | { readonly type: 'failed'; readonly id: number; readonly failure: FetchFailure };
