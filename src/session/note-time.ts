/** For the browser's own tools and the benchmark: from `start` to now, under a name. Only the latest of a name stays. */
export function noteTime(name: string, start: number): void {
  performance.clearMeasures(name);
  performance.measure(name, { start });
}
