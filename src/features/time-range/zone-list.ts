/** Time zones to choose from. */
import { isZone, knownZones, LOCAL, offsetText, UTC } from '#lib/zone-time.ts';
import type { Zone } from '#lib/zone-time.ts';

export interface ZoneChoice {
  readonly zone: Zone;
  readonly name: string;
  /** At the moment asked for: summer time counts. */
  readonly offset: string;
}

/** A clock for each takes up to a millisecond to make; all 420 would be felt, and nobody reads that far. */
export const MOST_ZONES = 40;

/** Browsers list some places under names that the IANA database has given up; these are looked for, and chosen, by either. */
const TODAY: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Truk': 'Pacific/Chuuk',
};

function todaysName(zone: Zone): Zone {
  const name = TODAY[zone];
  return name !== undefined && isZone(name) ? name : zone;
}

export function zoneName(zone: Zone): string {
  return zone === LOCAL ? `local time (${localZone()})` : zone;
}

function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** UTC and the reader's own first; then those whose name holds the words. */
export function zoneChoices(
  search: string,
  moment: number,
): { readonly choices: readonly ZoneChoice[]; readonly more: number } {
  const words = plain(search)
    .split(' ')
    .filter((word) => word !== '');
  const listed = knownZones().filter((zone) => zone !== UTC);
  const zones = [UTC, LOCAL, ...listed].filter((zone) => {
    const names = plain(`${zoneName(zone)} ${todaysName(zone)}`);
    return words.every((word) => names.includes(word));
  });
  return {
    choices: zones
      .slice(0, MOST_ZONES)
      .map(todaysName)
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
