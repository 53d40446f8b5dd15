import { memo } from 'react';
import type { SlotState, Stretch } from '#query/coverage-map.ts';

interface CoverageStripProps {
  readonly stretches: readonly Stretch[];
  readonly count: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly className: Readonly<Record<SlotState, string | undefined>>;
  readonly hatch: string;
}

/** One row of the map: stretches as rectangles, one path for each kind. */
export const CoverageStrip = memo(function CoverageStrip({
  stretches,
  count,
  width,
  height,
  className,
  hatch,
}: CoverageStripProps) {
  const path = (state: SlotState): string =>
    stretches
      .filter((stretch) => stretch.state === state)
      .map(({ first, last }) => {
        const x = round((first / count) * width);
        // What lasts an hour of a month must still be seen.
        const w = Math.max(1, round(((last + 1) / count) * width) - x);
        return `M${x} 0h${w}v${height}h${-w}z`;
      })
      .join('');
  return (
    <svg width={width} height={height} aria-hidden="true">
      <path className={className.gap} d={path('gap')} fill={`url(#${hatch})`} />
      <path className={className.delivered} d={path('delivered')} />
      <path className={className.events} d={path('events')} />
    </svg>
  );
});

const round = (value: number): number => Math.round(value * 2) / 2;
