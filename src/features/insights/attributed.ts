/** AWS's lists of an attribute, as one: each value with its rate during the activity and before. */
import type { Insight, InsightAttribution, InsightValue } from '#cloudtrail/insights.ts';

export interface Attributed {
  readonly value: string | null;
  /** Calls a minute; null where it is not among the five of that side. */
  readonly during: number | null;
  readonly before: number | null;
}

export interface AttributedList {
  readonly values: readonly Attributed[];
  /** What the values do not explain of the whole, as AWS's console shows it. */
  readonly other: { readonly during: number | null; readonly before: number | null };
}

export function attributedList(
  { insight, baseline }: InsightAttribution,
  { insightPerMinute, baselinePerMinute }: Pick<Insight, 'insightPerMinute' | 'baselinePerMinute'>,
): AttributedList {
  const rateIn = (list: readonly InsightValue[], wanted: string | null): number | null =>
    list.find(({ value }) => value === wanted)?.average ?? null;
  const names = [...new Set([...insight, ...baseline].map(({ value }) => value))];
  const values = names.map((value) => ({
    value,
    during: rateIn(insight, value),
    before: rateIn(baseline, value),
  }));
  return {
    values,
    other: { during: restOf(insightPerMinute, insight), before: restOf(baselinePerMinute, baseline) },
  };
}

/** Means are rounded: what is left of them is no other value. */
const ROUNDING = 0.005;

function restOf(all: number | null, list: readonly InsightValue[]): number | null {
  if (all === null || list.length === 0) return null;
  const rest = all - list.reduce((sum, { average }) => sum + average, 0);
  return rest > all * ROUNDING ? rest : 0;
}
