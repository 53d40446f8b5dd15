/** What the bars of the histogram are divided by. */
import { OUTCOMES } from '#cloudtrail/outcome.ts';
import { VERBS } from '#cloudtrail/verbs.ts';

export type Stack = 'outcome' | 'verb';

export const STACKS = { outcome: OUTCOMES, verb: VERBS } as const satisfies Record<Stack, readonly string[]>;
