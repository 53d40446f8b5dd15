/** The name of a downloaded story says what it is told of, as far as a name can hold it. */
import type { Filter } from '#query/filter.ts';
import { formatFilter } from '#query/format-filter.ts';
import type { DataSetIdentity } from '#session/fingerprint.ts';

const LONGEST_SET = 40;
const LONGEST_FILTER = 60;

/** `trailscope-story-the-sample-3f9c1f5e-accessKeyId-AKIA.md` */
export function storyFileName(
  identity: Pick<DataSetIdentity, 'name' | 'fingerprint'> | null,
  filter: Filter,
): string {
  const parts = [
    'trailscope-story',
    identity === null ? '' : plain(identity.name, LONGEST_SET),
    identity?.fingerprint.slice(0, 8) ?? '',
    plain(formatFilter(filter), LONGEST_FILTER),
  ];
  return `${parts.filter((part) => part !== '').join('-')}.md`;
}

/** Letters that every disk and every shell takes as they are. */
function plain(text: string, longest: number): string {
  const words = text.replace(/[^A-Za-z0-9_.]+/g, '-').replace(/\.{2,}/g, '.');
  return words.slice(0, longest).replace(/^[-.]+|[-.]+$/g, '');
}
