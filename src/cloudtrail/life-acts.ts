/** The counted calls that name a thing, by who made them: reads, writes, refusals and failures apart. */
import { groupedBy } from '#lib/grouped.ts';
import { OUTCOMES } from './outcome.ts';
import { themeOf } from './story-theme.ts';
import { baseEventName } from './verbs.ts';

/** One principal's calls of one name with one outcome. `outcome`: index of `OUTCOMES`. */
export interface CountedCall {
  readonly principal: string | null;
  readonly accountId: string | null;
  readonly eventSource: string | null;
  readonly eventName: string | null;
  readonly verb: string | null;
  readonly outcome: number;
  readonly count: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly address: string | null;
  readonly addresses: number;
}

export const ACT_KINDS = ['write', 'contents', 'read', 'denied', 'failed'] as const;
/** `contents`: objects that were put into or taken out of a bucket. */
export type ActKind = (typeof ACT_KINDS)[number];

export interface Actor {
  readonly principal: string | null;
  readonly accountId: string | null;
  readonly count: number;
  readonly from: number | null;
  readonly to: number | null;
  /** From where the latest came, and from how many places all did, at least. */
  readonly address: string | null;
  readonly addresses: number;
  /** The most frequent first. */
  readonly names: readonly { readonly name: string; readonly count: number }[];
}

export function actKindOf(call: CountedCall): ActKind {
  const outcome = OUTCOMES[call.outcome];
  if (outcome === 'denied') return 'denied';
  if (outcome !== 'success') return 'failed';
  if (call.verb !== 'write' && call.verb !== 'destructive') return 'read';
  return themeOf(call) === 'object' ? 'contents' : 'write';
}

/** Who did it, the latest first. */
export function actorsOf(calls: readonly CountedCall[], ...kinds: readonly ActKind[]): Actor[] {
  const own = calls.filter((call) => kinds.includes(actKindOf(call)));
  return [...groupedBy(own, ({ principal, accountId }) => JSON.stringify([principal, accountId])).values()]
    .map(actorOf)
    .toSorted((a, b) => (b.to ?? -Infinity) - (a.to ?? -Infinity) || b.count - a.count);
}

function actorOf(calls: readonly CountedCall[]): Actor {
  const latest = calls.reduce((best, call) =>
    (call.to ?? -Infinity) > (best.to ?? -Infinity) ? call : best,
  );
  const times = (which: 'from' | 'to'): number[] => calls.flatMap((call) => call[which] ?? []);
  const names = [...groupedBy(calls, ({ eventName }) => baseEventName(eventName ?? ''))].map(
    ([name, same]) => ({
      name,
      count: sum(same),
    }),
  );
  return {
    principal: latest.principal,
    accountId: latest.accountId,
    count: sum(calls),
    from: times('from').reduce<number | null>(
      (least, time) => (least === null ? time : Math.min(least, time)),
      null,
    ),
    to: times('to').reduce<number | null>(
      (most, time) => (most === null ? time : Math.max(most, time)),
      null,
    ),
    address: latest.address,
    addresses: calls.reduce((most, { addresses }) => Math.max(most, addresses), 0),
    names: names.toSorted((a, b) => b.count - a.count),
  };
}

const sum = (calls: readonly CountedCall[]): number => calls.reduce((total, { count }) => total + count, 0);
