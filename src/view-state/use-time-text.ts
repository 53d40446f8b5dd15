import { useMemo } from 'react';
import { LOCAL, offsetText, UTC, zonedText } from '#lib/zone-time.ts';
import type { Zone } from '#lib/zone-time.ts';
import { useViewState } from './use-view-state.ts';

export interface TimeText {
  readonly zone: Zone;
  /** What the zone is called in headings: `UTC`, `local time`, `Europe/Berlin`. */
  readonly zoneLabel: string;
  /** `2025-10-10 21:13:51`, in the chosen zone. */
  readonly time: (ms: number) => string;
  /** The same with the zone's distance from UTC: `2025-10-10 23:13:51 UTC+02:00`. */
  readonly timeWithZone: (ms: number) => string;
  /** For tooltips: the moment in the other zone, UTC where another is chosen, the reader's own where UTC is; null where they agree. */
  readonly otherTime: (ms: number) => string | null;
}

/** How times are written on this page: in the zone of the link. */
export function useTimeText(): TimeText {
  const [{ zone }] = useViewState();
  return useMemo(() => timeTextIn(zone), [zone]);
}

function timeTextIn(zone: Zone): TimeText {
  const withZone = (ms: number, other: Zone): string => `${zonedText(ms, other)} ${offsetText(ms, other)}`;
  return {
    zone,
    zoneLabel: zone === LOCAL ? 'local time' : zone,
    time: (ms) => zonedText(ms, zone),
    timeWithZone: (ms) => withZone(ms, zone),
    otherTime: (ms) => {
      const other = withZone(ms, zone === UTC ? LOCAL : UTC);
      return other === withZone(ms, zone) ? null : other;
    },
  };
}
