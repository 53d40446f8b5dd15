/** What the tiles of the page show: which series, their courses, their spikes. */
import type { Span } from '#lib/zoom.ts';
import type { NamedSeries } from '#query/busy-series.ts';
import type { Spike } from '#query/find-spikes.ts';
import type { Buckets } from '#query/histogram.ts';
import { courseOf } from '#query/principals-course.ts';
import { formatSeries, isMarked } from '#query/series-name.ts';
import type { SpikeMark } from '#query/series-name.ts';
import { spikesOf } from '#view-state/open-spike.ts';

/** One point of a chart: from `at` on, until the next. */
export interface Point {
  readonly at: number;
  readonly count: number;
}

export interface Shade {
  readonly span: Span;
  readonly kind: 'up' | 'down' | 'expected';
}

export interface Tile extends NamedSeries {
  readonly key: string;
  readonly calls: number;
  readonly points: readonly Point[];
  /** Of a bucket; with its beginning. */
  readonly highest: Point;
  /** All that the series has, in order of time. */
  readonly spikes: readonly Spike[];
}

/** Series with spikes, the most unusual first, each once. */
export function unusualSeries(spikes: readonly Spike[]): NamedSeries[] {
  const named = new Map<string, NamedSeries>();
  for (const { ids, series } of spikes) {
    const key = formatSeries(series);
    if (!named.has(key)) named.set(key, { ids, series });
  }
  return [...named.values()];
}

interface Course {
  readonly series: number;
  readonly calls: number;
  readonly course: string;
}

/** `courses`: of `list`, by place. Without a row a series has no call in the time shown. */
export function tilesOf(
  list: readonly NamedSeries[],
  courses: readonly Course[],
  buckets: Buckets,
  spikes: readonly Spike[],
): Tile[] {
  const rows = new Map(courses.map((row) => [row.series, row]));
  return list.map((named, place) => {
    const row = rows.get(place);
    const points = pointsOf(courseOf(row?.course ?? '', buckets.count), buckets);
    return {
      ...named,
      key: formatSeries(named.series),
      calls: row?.calls ?? 0,
      points,
      highest: points.reduce((most, point) => (point.count > most.count ? point : most), {
        at: buckets.start,
        count: 0,
      }),
      spikes: spikesOf(spikes, named.series),
    };
  });
}

/** Steps that need no point between are left out; the last bucket lasts to its end. */
function pointsOf(counts: readonly number[], { start, step }: Buckets): Point[] {
  const points = counts.flatMap((count, place) =>
    place > 0 && counts[place - 1] === count ? [] : [{ at: start + place * step, count }],
  );
  return [...points, { at: start + counts.length * step, count: counts.at(-1) ?? 0 }];
}

/** As wide as the buckets that a spike lies in, and no narrower than can be seen: `least` is in ms. */
export function shadesOf(
  { spikes }: Pick<Tile, 'spikes'>,
  expected: readonly SpikeMark[],
  shown: Span,
  { start, step }: Buckets,
  least: number,
): Shade[] {
  return spikes
    .filter((spike) => spike.end > shown.from && spike.start < shown.to)
    .map((spike) => {
      const from = start + Math.floor((spike.start - start) / step) * step;
      const to = start + Math.ceil((spike.end - start) / step) * step;
      const room = Math.max(0, least - (to - from)) / 2;
      return {
        span: { from: Math.max(shown.from, from - room), to: Math.min(shown.to, to + room) },
        kind: isMarked(spike, expected) ? 'expected' : spike.direction,
      };
    });
}

/** How many fit a page of this size, of those that can be chosen: a little more than is in view at once. */
export function fittingCount<N extends number>(counts: readonly N[], inView: number): N | undefined {
  return counts.find((count) => count >= inView) ?? counts.at(-1);
}
