/** Time zones to choose from. */
import { knownZones, LOCAL, offsetText, UTC } from '#lib/zone-time.ts';
import type { Zone } from '#lib/zone-time.ts';

export interface ZoneChoice {
  readonly zone: Zone;
  readonly name: string;
  /** At the moment asked for: summer time counts. */
  readonly offset: string;
}

/** A clock for each takes 50 µs to make; more would be felt, and nobody reads that far. */
export const MOST_ZONES = 60;

export function zoneName(zone: Zone): string {
  return zone === LOCAL ? `local time (${localZone()})` : zone;
}

function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** UTC and the reader's own first; then those whose name, or distance from UTC, holds the text. */
export function zoneChoices(
  search: string,
  moment: number,
): { readonly choices: readonly ZoneChoice[]; readonly more: number } {
  const words = plain(search)
    .split(' ')
    .filter((word) => word !== '');
  const byName = [UTC, LOCAL, ...knownZones().filter((zone) => zone !== UTC)];
  const found = byName.filter((zone) => words.every((word) => plain(zoneName(zone)).includes(word)));
  const isOffset = /^(?:utc)?[+\-−]?\d/i.test(search.trim());
  const zones =
    found.length > 0 || !isOffset ? found : byName.filter((zone) => hasOffset(zone, search, moment));
  return {
    choices: zones
      .slice(0, MOST_ZONES)
      .map((zone) => ({ zone, name: zoneName(zone), offset: offsetText(moment, zone) })),
    more: Math.max(0, zones.length - MOST_ZONES),
  };
}

/** `America/New_York` is found by `new york`. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[_/()]+/g, ' ')
    .trim();
}

function hasOffset(zone: Zone, search: string, moment: number): boolean {
  const wanted = search.trim().replace(/^utc/i, '').replace('-', '−');
  return offsetText(moment, zone).replace('UTC', '').startsWith(wanted);
}
