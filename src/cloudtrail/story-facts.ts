/** What the story of some events is told from: counted, bounded, and without a word of prose. `query/read-story.ts` fills it. */
import type { ResourceFields } from './resources.ts';
import type { Weighed } from './story-weight.ts';

/** An event of a run, read for the names in it. JSON texts may be cut. */
export interface StoryEvent extends ResourceFields {
  readonly eventTime: number | null;
  readonly eventID: string | null;
  /** Another record carries the same eventID. */
  readonly conflict: boolean;
  readonly fileId: number;
  readonly fileName: string | null;
  readonly recordOffset: number;
  readonly sharedEventID: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly additionalEventData: string | null;
  readonly serviceEventDetails: string | null;
  readonly recipientAccountId: string | null;
  readonly principalKind: string | null;
  readonly userAgentFamily: string | null;
}

/** Calls of one theme and outcome by one principal from one address, one after another. */
export interface StoryRun extends Weighed {
  /** ms since 1970 UTC; of the last event, as `from` is of the first. */
  readonly to: number;
  readonly principal: string | null;
  readonly accountId: string | null;
  readonly address: string | null;
  /** The most frequent names of calls; `nameCount` counts all. */
  readonly names: readonly { readonly name: string; readonly count: number; readonly isRead: boolean }[];
  readonly nameCount: number;
  /** The first of its events, in order of time; none of runs that are not told one by one. */
  readonly samples: readonly StoryEvent[];
  /** For objects: in which buckets, and how many bytes were handed out. Empty where it was not counted. */
  readonly buckets: readonly {
    readonly bucket: string | null;
    readonly count: number;
    readonly bytes: number | null;
  }[];
}

/** What somebody calls day after day. */
export interface StoryRoutine {
  readonly principal: string | null;
  readonly accountId: string | null;
  readonly count: number;
  readonly days: number;
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
  readonly address: string | null;
  readonly addresses: number;
}

/** The first call of a principal from an address. */
export interface StoryArrival {
  readonly who: number;
  readonly principal: string | null;
  readonly address: string | null;
  readonly first: number;
  /** Since when the principal is in the data. */
  readonly known: number;
  /** Calls from addresses seen before. */
  readonly elsewhere: number;
}

/** What one row of the identity table did. */
export interface StoryIdentity {
  readonly id: number;
  readonly who: number;
  readonly count: number;
  readonly from: number;
  readonly to: number;
  readonly address: string | null;
  readonly addresses: number;
  readonly agent: string | null;
  readonly eventName: string | null;
}

export interface StoryFacts {
  /** Events told of. */
  readonly count: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly runs: readonly StoryRun[];
  /** Also of the runs that were not read. */
  readonly allRuns: number;
  readonly runEvents: number;
  readonly routines: readonly StoryRoutine[];
  readonly allRoutines: number;
  readonly routineEvents: number;
  readonly arrivals: readonly StoryArrival[];
  readonly identities: readonly StoryIdentity[];
  readonly allIdentities: number;
  readonly silences: readonly { readonly from: number; readonly to: number }[];
}
