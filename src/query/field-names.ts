/** Names that people write for fields: CloudTrail's own, aliases, and paths into a record. */
import { FIELD_KEYS, fieldByWord, FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { Target } from './filter.ts';

/** Fields that are JSON, or hold one value of JSON: a path may begin with them, or with one of their aliases. */
const CONTAINERS: readonly FieldKey[] = [
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'resources',
  'serviceEventDetails',
  'userIdentity',
  'tlsDetails',
  'otherFields',
];

/** Top-level members of a record that are no fields of ours (CloudTrail User Guide, record contents). */
const OTHER_TOP_LEVEL = [
  'addendum',
  'insightDetails',
  'eventContext',
  'edgeDeviceDetails',
  'annotation',
] as const;

export type NameReading = { readonly target: Target } | { readonly problem: string };

/** What a written name means. Total: an unknown one gives a sentence with the nearest known name. */
export function readFieldName(name: string): NameReading {
  const steps = name.split('.');
  const first = steps[0] ?? '';
  if (steps.includes(''))
    return { problem: `“${name}” is no path: there is nothing between two of its dots.` };
  if (steps.length > 1) return readPath(name, first, steps);
  const field = fieldByWord(name);
  if (field !== null) return { target: { field } };
  const other = OTHER_TOP_LEVEL.find((known) => known.toLowerCase() === name.toLowerCase());
  if (other !== undefined) return { target: { path: [other] } };
  return { problem: unknownField(name) };
}

function readPath(name: string, first: string, steps: readonly string[]): NameReading {
  const container = fieldByWord(first);
  if (container === null) return { target: { path: steps } };
  if (CONTAINERS.includes(container)) return { target: { path: [container, ...steps.slice(1)] } };
  // `resource` and others hold a plain value, but a record may have an object of that name.
  if (first.toLowerCase() !== container.toLowerCase()) return { target: { path: steps } };
  return {
    problem: `${FIELDS[container].label} (${container}) has no inner fields, so “${name}” is nowhere.`,
  };
}

function unknownField(name: string): string {
  const nearest = nearestName(name);
  const hint = nearest === null ? '' : ` Did you mean “${nearest}”?`;
  return `There is no field “${name}”.${hint} To look for the text itself, put it in quotes.`;
}

/** The field of JSON that a path may begin with, under any of its names; null for other words. */
export function containerOf(word: string): FieldKey | null {
  const field = fieldByWord(word);
  return field !== null && CONTAINERS.includes(field) ? field : null;
}

/** All words that name a field: its key and its aliases. */
export function fieldWords(): { readonly word: string; readonly field: FieldKey }[] {
  return FIELD_KEYS.flatMap((field) => [field, ...FIELDS[field].aliases].map((word) => ({ word, field })));
}

/** The most alike known name, or null when none is alike enough. */
export function nearestName(name: string): string | null {
  if (name.length > 60) return null;
  const typed = name.toLowerCase();
  let best: string | null = null;
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const { word } of fieldWords()) {
    const known = word.toLowerCase();
    const contains = typed.length >= 4 && (known.startsWith(typed) || typed.startsWith(known));
    const distance = contains ? 1.5 : editDistance(typed, known);
    if (distance < least) {
      best = word;
      least = distance;
    }
  }
  return best;
}

/** Levenshtein. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
