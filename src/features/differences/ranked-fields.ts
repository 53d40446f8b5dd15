/** The rows of `query/differences.ts` as fields in order, those that hardly differ set apart. */
import type { FieldKey } from '#cloudtrail/fields.ts';
import { isFieldKey } from '#cloudtrail/fields.ts';
import type { ChosenValue } from '#query/edit-filter.ts';

interface DifferenceRow {
  readonly field: string;
  readonly score: number;
  readonly value: ChosenValue;
  readonly inside: number;
  readonly outside: number;
  readonly insideShare: number;
  readonly outsideShare: number;
}

export interface RankedField {
  readonly field: FieldKey;
  readonly score: number;
  readonly values: readonly DifferenceRow[];
}

/** Scores below it are a hundredth of what two sides without a value in common have. */
const HARDLY = 0.01;

export function rankedFields(rows: readonly DifferenceRow[]): {
  readonly differing: readonly RankedField[];
  readonly alike: readonly FieldKey[];
} {
  const fields = new Map<FieldKey, { readonly score: number; readonly values: DifferenceRow[] }>();
  for (const row of rows) {
    if (!isFieldKey(row.field)) continue;
    const known = fields.get(row.field);
    if (known === undefined) fields.set(row.field, { score: row.score, values: [row] });
    else known.values.push(row);
  }
  const ranked = [...fields].map(([field, { score, values }]) => ({ field, score, values }));
  return {
    differing: ranked.filter(({ score }) => score >= HARDLY).toSorted((a, b) => b.score - a.score),
    alike: ranked.filter(({ score }) => score < HARDLY).map(({ field }) => field),
  };
}

/** `41 %`, `0.2 %`, `<0.01 %`: two digits that count; never rounded up to all or down to none. */
export function shareText(share: number): string {
  const percent = share * 100;
  if (percent <= 0) return '0 %';
  if (percent < 0.01) return '<0.01 %';
  if (percent > 99.9 && percent < 100) return '>99.9 %';
  const digits =
    percent >= 10 || percent === 100 ? (percent > 99 && percent < 100 ? 1 : 0) : percent >= 0.1 ? 1 : 2;
  return `${Number(percent.toFixed(digits))} %`;
}
