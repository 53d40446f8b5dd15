import { describe, expect, it } from 'vitest';
import { MOST_ZONES, zoneChoices } from './zone-list.ts';

const SUMMER = Date.UTC(2025, 6, 1);
const WINTER = Date.UTC(2025, 0, 1);

const found = (search: string, moment = SUMMER): string[] =>
  zoneChoices(search, moment).choices.map((choice) => choice.zone);

describe('the list of zones', () => {
  it('begins with UTC and the reader’s own, and says how many are left out', () => {
    const { choices, more } = zoneChoices('', SUMMER);
    expect(choices.slice(0, 2).map((choice) => choice.zone)).toEqual(['UTC', 'local']);
    expect(choices).toHaveLength(MOST_ZONES);
    expect(more).toBeGreaterThan(300);
  });

  it('is searched by parts of names, however they are written', () => {
    expect(found('berlin')).toContain('Europe/Berlin');
    expect(found('new york')).toContain('America/New_York');
    expect(found('New_Y')).toContain('America/New_York');
    expect(found('america york')).toContain('America/New_York');
    expect(found('kolkata')).toEqual(['Asia/Kolkata']);
    expect(found('calcutta')).toEqual(['Asia/Kolkata']);
    expect(found('kyiv')).toEqual(['Europe/Kyiv']);
    expect(found('atlantis')).toEqual([]);
  });

  it('tells the distance at the moment asked for', () => {
    const offset = (moment: number): string | undefined =>
      zoneChoices('europe/berlin', moment).choices[0]?.offset;
    expect(offset(SUMMER)).toBe('UTC+02:00');
    expect(offset(WINTER)).toBe('UTC+01:00');
  });
});
