import type { Stage } from '#cloudtrail/life-line.ts';

/** What a call did to the thing, in a word. */
export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  created: 'Created',
  changed: 'Changed',
  deleted: 'Deleted',
  mentioned: 'Named in',
};
