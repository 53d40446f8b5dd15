/**
 * The name of an exported file says where it came from, since a CSV file and pure records have no other place for it:
 * the data set by name and fingerprint, how many events, and the filter as far as a name can hold it.
 */
import { filterKey, formatFilter } from '#query/format-filter.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import type { Filter } from '#query/filter.ts';
import type { DataSetIdentity } from '#session/fingerprint.ts';
import { FORMAT_FACTS } from './export-plan.ts';
import type { Format } from './export-plan.ts';

const LONGEST_SET = 40;
const LONGEST_FILTER = 60;

/** `trailscope-logs-3f9c1f5e-312-events-outcome-denied.csv` */
export function exportName(
  format: Format,
  { name, fingerprint }: Pick<DataSetIdentity, 'name' | 'fingerprint'>,
  events: number,
  filter: Filter,
): string {
  const parts = [
    'trailscope',
    plain(name.replace(/\.(?:json|gz|jsonl)\b/gi, ''), LONGEST_SET),
    fingerprint.slice(0, 8),
    `${events}-event${events === 1 ? '' : 's'}`,
    filterKey(filter) === filterKey(EMPTY_FILTER) ? '' : plain(filterText(filter), LONGEST_FILTER),
  ];
  return `${parts.filter((part) => part !== '').join('-')}.${FORMAT_FACTS[format].extension}`;
}

/** Beside the file: `….about.json`. */
export function aboutName(fileName: string): string {
  return `${fileName}.about.json`;
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
