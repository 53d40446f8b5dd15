/**
 * What lineage is worked out from: who signed calls, and the few calls that give out credentials or make things which
 * act. Plain values; where they come from (SQL over the loaded set) is not known here.
 */
import type { EventRef } from './lineage.ts';
import type { Identity } from './principal.ts';

/** A row of the identity table and what it did. */
export interface IdentityFacts extends Omit<Identity, 'identityProvider'> {
  readonly id: number;
  /** Its credentials were handed to an instance by the metadata service (`sessionContext.ec2RoleDelivery`). */
  readonly fromInstance: boolean;
  readonly calls: number;
  /** ms since 1970 UTC. */
  readonly first: number | null;
  readonly last: number | null;
}

/** A call that succeeded. */
export interface CallFacts {
  readonly event: EventRef;
  readonly eventSource: string;
  readonly identityId: number;
  /** The account whose log holds this copy. */
  readonly accountId: string | null;
  readonly sharedEventId: string | null;
  /** Parsed JSON; undefined where the record has none. */
  readonly request: unknown;
  readonly response: unknown;
  readonly additional: unknown;
  readonly service: unknown;
}

export interface LineageFacts {
  readonly identities: readonly IdentityFacts[];
  /** In order of time. */
  readonly calls: readonly CallFacts[];
}

/** Waits when the page should breathe; rejects when nobody wants the answer any more. */
export type Breathe = () => Promise<void> | undefined;
