/** The one mark a row carries: what deserves a second look, in this order. Reads carry none. */
import type { EventRow } from '#query/event-row.ts';
import type { IconName } from '#ui/icon.tsx';

export interface Severity {
  readonly tone: 'bad' | 'attention';
  readonly icon: IconName;
  readonly words: string;
}

type Facts = Pick<EventRow, 'outcome' | 'verb' | 'principalKind'>;

export function severityOf({ outcome, verb, principalKind }: Facts): Severity | null {
  if (outcome !== 'success') return { tone: 'bad', icon: 'failed', words: `Failed: ${outcome}` };
  if (verb === 'destructive') return { tone: 'bad', icon: 'destructive', words: 'Destructive' };
  if (principalKind === 'root') return { tone: 'attention', icon: 'root', words: 'By the root user' };
  if (verb === 'write') return { tone: 'attention', icon: 'write', words: 'Write' };
  if (verb === 'sensitive read') return { tone: 'attention', icon: 'sensitive', words: 'Sensitive read' };
  return null;
}
