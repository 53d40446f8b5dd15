/**
 * The name of a file that is saved says where it came from, since CSV and pure records have no other place for it: the
 * data set by name and fingerprint, what it holds, and the filter as far as a name can hold it (docs/decisions/0011).
 */
import { EMPTY_FILTER } from './filter.ts';
import type { Filter } from './filter.ts';
import { filterKey, formatFilter } from './format-filter.ts';

const LONGEST_SET = 40;
const LONGEST_FILTER = 60;

export interface FileOrigin {
  readonly name: string;
  readonly fingerprint: string;
}

/** `trailscope-logs-3f9c1f5e-312-events-outcome-denied.csv`; `what`: `312-events`. */
export function fileNameOf(
  { name, fingerprint }: FileOrigin,
  what: string,
  filter: Filter,
  extension: string,
): string {
  const parts = [
    'trailscope',
    plain(name.replace(/\.(?:json|gz|jsonl)\b/gi, ''), LONGEST_SET),
    fingerprint.slice(0, 8),
    what,
    filterKey(filter) === filterKey(EMPTY_FILTER) ? '' : plain(filterText(filter), LONGEST_FILTER),
  ];
  return `${parts.filter((part) => part !== '').join('-')}.${extension}`;
}

function filterText(filter: Filter): string {
  const times = [filter.from, filter.to].map((ms, at) =>
    ms === null ? '' : ` ${at === 0 ? 'from' : 'to'} ${compactTime(ms)}`,
  );
  return `${formatFilter(filter)}${times.join('')}`;
}

/** `20251010T211000Z` */
function compactTime(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** Letters that every disk and every shell takes as they are. */
function plain(text: string, longest: number): string {
  const words = text.replace(/[^A-Za-z0-9_.]+/g, '-').replace(/\.{2,}/g, '.');
  return words.slice(0, longest).replace(/^[-.]+|[-.]+$/g, '');
}
