/** How high the lines of the table are: a preference of this browser. */
import { useCallback, useState } from 'react';
import { readPreference, writePreference } from '#ui/preferences.ts';

export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

export const ROW_HEIGHT: Readonly<Record<Density, number>> = { comfortable: 28, compact: 22 };

export function isDensity(text: string | null): text is Density {
  return text === 'comfortable' || text === 'compact';
}

export function useDensity(): readonly [Density, (density: Density) => void] {
  const [density, setDensity] = useState<Density>(() => {
    const stored = readPreference('density');
    return isDensity(stored) ? stored : 'comfortable';
  });
  const choose = useCallback((next: Density) => {
    setDensity(next);
    writePreference('density', next === 'comfortable' ? null : next);
  }, []);
  return [density, choose];
}
