/** The arithmetic of zooming and panning over time. Spans are in ms, half-open, and never leave the domain. */

export interface Span {
  readonly from: number;
  readonly to: number;
}

const SECOND = 1_000;
/** CloudTrail's times are whole seconds; closer there is nothing more to see. */
export const SHORTEST = 10 * SECOND;

export const lengthOf = ({ from, to }: Span): number => to - from;

/** The time of what matches, the last event included, with some air so that nothing stands at the very edge. */
export function domainOf(first: number, last: number): Span {
  const length = last - first + SECOND;
  const air = Math.max(Math.ceil((length * 0.02) / SECOND) * SECOND, (SHORTEST - length) / 2, SECOND);
  return { from: Math.floor(first - air), to: Math.ceil(last + SECOND + air) };
}

/** The nearest span of the same length inside the domain; the domain itself when it is longer. */
export function within({ from, to }: Span, domain: Span): Span {
  const length = to - from;
  if (length >= lengthOf(domain)) return domain;
  if (from < domain.from) return { from: domain.from, to: domain.from + length };
  if (to > domain.to) return { from: domain.to - length, to: domain.to };
  return { from, to };
}

/** `factor` under 1 is closer. What is under `at` stays where it is, as far as the domain allows. */
export function zoomed(span: Span, at: number, factor: number, domain: Span, shortest = SHORTEST): Span {
  const length = lengthOf(span);
  const next = Math.min(Math.max(length * factor, shortest), lengthOf(domain));
  const from = at - ((at - span.from) / length) * next;
  return within({ from, to: from + next }, domain);
}

/** By any distance, infinity too: as far as the domain goes. */
export function panned({ from, to }: Span, by: number, domain: Span): Span {
  const most = lengthOf(domain);
  const distance = Math.min(most, Math.max(-most, by));
  return within({ from: from + distance, to: to + distance }, domain);
}

/** A part chosen by hand, not shorter than can be shown. */
export function spanAround({ from, to }: Span, domain: Span, shortest = SHORTEST): Span {
  const missing = Math.max(0, shortest - (to - from)) / 2;
  return within({ from: from - missing, to: to + missing }, domain);
}

export function sameSpan(a: Span, b: Span): boolean {
  return a.from === b.from && a.to === b.to;
}

/** What is shown where the link says nothing, and how close one can get; absent: all there is, to ten seconds. */
export interface ZoomRest {
  readonly home?: Span;
  readonly shortest?: number;
}

/** Whole ms, as a link holds it; null when it is what is shown anyway. */
export function zoomOf(span: Span, domain: Span, { home = domain }: ZoomRest = {}): Span | null {
  const [from, to] = [Math.round(span.from), Math.round(span.to)];
  const isHome =
    home === domain
      ? from <= domain.from && to >= domain.to
      : from === Math.round(home.from) && to === Math.round(home.to);
  return isHome ? null : { from, to };
}

/** What a link's zoom shows: of a part beside the domain, what is shown anyway. */
export function shownSpan(zoom: Span | null, domain: Span, rest: ZoomRest = {}): Span {
  if (zoom === null || zoom.to <= domain.from || zoom.from >= domain.to) return rest.home ?? domain;
  return spanAround(zoom, domain, rest.shortest);
}

/** Whole seconds around it, as the filter's time is written. */
export function secondsAround({ from, to }: Span): Span {
  const start = Math.floor(from / SECOND) * SECOND;
  return { from: start, to: Math.max(start + SECOND, Math.ceil(to / SECOND) * SECOND) };
}
