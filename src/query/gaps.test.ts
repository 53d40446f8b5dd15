import { describe, expect, it } from 'vitest';
import type { SourceFile } from '#session/session.ts';
import { openSession } from '#session/testing/workbench.ts';
import { EMPTY_FILTER } from './filter.ts';
import { gapScope, isInScope } from './gap-scope.ts';
import { gapsOf, gapsWithin, gapThreshold, LEAST_GAP, longPauses } from './gaps.ts';
import { parseSearch } from './search-syntax.ts';

const MINUTE = 60_000;
const DAY = Date.UTC(2025, 9, 10);
const at = (clock: string): number => Date.parse(`2025-10-10T${clock}:00Z`);
const iso = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

function log(name: string, times: readonly number[], members: object = {}): SourceFile {
  const records = times.map((time, n) => ({
    eventTime: new Date(time).toISOString().replace('.000Z', 'Z'),
    eventID: crypto.randomUUID(),
    eventName: `Get${n}`,
    eventSource: 's3.amazonaws.com',
    ...members,
  }));
  return { path: name, file: new File([JSON.stringify({ Records: records })], name) };
}

async function pausesOf(times: readonly number[]) {
  const { session } = openSession();
  await session.addFiles([log('a.json', times)]);
  const rows = await session.query(longPauses());
  return {
    usual: rows[0]?.usual ?? null,
    pauses: rows.flatMap(({ from, to }) => (from === null || to === null ? [] : [`${iso(from)}–${iso(to)}`])),
  };
}

/** Every `step` minutes. */
function every(step: number, from: string, to: string): number[] {
  const times: number[] = [];
  for (let time = at(from); time <= at(to); time += step * MINUTE) times.push(time);
  return times;
}

describe('stretches without an event', () => {
  it('are found in a busy log', async () => {
    const found = await pausesOf([...every(2, '13:00', '14:10'), ...every(2, '15:35', '17:00')]);
    expect(found).toEqual({ usual: 5 * MINUTE, pauses: ['14:10–15:35'] });
  });

  it('are none in a log that is quiet all the time', async () => {
    expect(await pausesOf(every(60, '01:00', '20:00'))).toEqual({ usual: 60 * MINUTE, pauses: [] });
  });

  it('are found between two short logs, however long the hole is beside them', async () => {
    const { pauses } = await pausesOf([...every(1, '01:00', '01:10'), ...every(1, '22:00', '22:10')]);
    expect(pauses).toEqual(['01:10–22:00']);
  });

  it('lie between the only two events', async () => {
    expect(await pausesOf([DAY, at('12:00')])).toEqual({ usual: null, pauses: ['00:00–12:00'] });
  });

  it('lie between events that are years apart', async () => {
    const { pauses } = await pausesOf([Date.UTC(2014, 2), Date.UTC(2019, 2), Date.UTC(2025, 2)]);
    expect(pauses).toHaveLength(2);
  });

  it('are none when there is one event, or none', async () => {
    expect(await pausesOf([DAY])).toEqual({ usual: null, pauses: [] });
    expect(await pausesOf([])).toEqual({ usual: null, pauses: [] });
  });
});

describe('stretches of some accounts and regions', () => {
  const filterOf = (text: string) => parseSearch(text, EMPTY_FILTER).filter;

  it('are those in which the others do not count', async () => {
    const { session } = openSession();
    const busy = every(2, '13:00', '17:00');
    const holed = busy.filter((time) => time < at('14:11') || time > at('15:34'));
    await session.addFiles([
      log('a.json', busy, { awsRegion: 'eu-west-1', recipientAccountId: '111122223333' }),
      log('b.json', holed, { awsRegion: 'us-east-1', recipientAccountId: '111122223333' }),
    ]);
    const pauses = async (text: string) => {
      const rows = await session.query(longPauses(gapScope(filterOf(text))));
      const found = rows.flatMap(({ from, to }) =>
        from === null || to === null ? [] : [`${iso(from)}–${iso(to)}`],
      );
      return {
        found,
        ends: rows.slice(0, 1).map(({ first, last }) => `${iso(first ?? 0)}–${iso(last ?? 0)}`),
      };
    };
    const whole = { found: [], ends: ['13:00–17:00'] };
    const hole = { found: ['14:10–15:36'], ends: ['13:00–17:00'] };
    expect(await pauses('')).toEqual(whole);
    expect(await pauses('region:EU-WEST-1')).toEqual(whole);
    expect(await pauses('region:us-east-1')).toEqual(hole);
    expect(await pauses('-region:eu-west-1 account:111122223333')).toEqual(hole);
    expect(await pauses('region:(eu-west-1 OR us-east-1)')).toEqual(whole);
    expect(await pauses('region:"o\'; DROP TABLE event; --"')).toEqual({ found: [], ends: ['00:00–00:00'] });
  });

  it('are of what the filter names plainly, and of nothing else', () => {
    expect(gapScope(filterOf('user:alice -error:*'))).toBeNull();
    expect(gapScope(filterOf('region:us-* ~region:eu-west-1'))).toBeNull();
    const scope = gapScope(filterOf('region:us-east-1 -account:111122223333 user:alice'));
    expect(isInScope(scope, { account: '444455556666', region: 'US-EAST-1' })).toBe(true);
    expect(isInScope(scope, { account: null, region: 'us-east-1' })).toBe(true);
    expect(isInScope(scope, { account: '111122223333', region: 'us-east-1' })).toBe(false);
    expect(isInScope(scope, { account: '444455556666', region: null })).toBe(false);
    expect(isInScope(null, { account: null, region: null })).toBe(true);
  });
});

describe('gaps', () => {
  const pause = { from: at('10:00'), to: at('13:00') };

  it('are what no file was delivered in', () => {
    expect(gapsOf([pause], [], LEAST_GAP)).toEqual([pause]);
    const everyFive = Array.from({ length: 35 }, (_, n) => at('10:05') + n * 5 * MINUTE);
    expect(gapsOf([pause], everyFive, LEAST_GAP)).toEqual([]);
  });

  it('end and begin at a delivery, in whatever order these are named', () => {
    const deliveries = [at('12:55'), at('09:00'), at('11:00'), at('14:00'), at('11:05')];
    expect(gapsOf([pause], deliveries, LEAST_GAP)).toEqual([
      { from: at('10:00'), to: at('11:00') },
      { from: at('11:05'), to: at('12:55') },
    ]);
  });

  it('take each delivery into account, in several pauses', () => {
    const later = { from: at('20:00'), to: at('21:00') };
    expect(gapsOf([later, pause], [at('11:00'), at('20:30')], 40 * MINUTE)).toEqual([
      { from: at('10:00'), to: at('11:00') },
      { from: at('11:00'), to: at('13:00') },
    ]);
  });

  it('are longer in logs that are quiet', () => {
    expect(gapThreshold(null)).toBe(15 * MINUTE);
    expect(gapThreshold(5 * MINUTE)).toBe(15 * MINUTE);
    expect(gapThreshold(60 * MINUTE)).toBe(180 * MINUTE);
    expect(gapThreshold(1_000 * 60 * MINUTE)).toBe(24 * 60 * MINUTE);
  });
});

describe('the gaps of a range', () => {
  const coverage = {
    first: at('08:00'),
    last: at('18:00'),
    gaps: [{ from: at('10:00'), to: at('11:00') }],
    threshold: LEAST_GAP,
  };

  it('are cut to it', () => {
    expect(gapsWithin(coverage, { from: at('10:30'), to: at('10:40') })).toEqual([
      { from: at('10:30'), to: at('10:40') },
    ]);
    expect(gapsWithin(coverage, { from: at('11:00'), to: at('12:00') })).toEqual([]);
  });

  it('hold what lies before and after all data', () => {
    expect(gapsWithin(coverage, { from: at('06:00'), to: at('22:00') })).toEqual([
      { from: at('06:00'), to: at('08:00') },
      { from: at('10:00'), to: at('11:00') },
      { from: at('18:00'), to: at('22:00') },
    ]);
    expect(gapsWithin(coverage, { from: at('20:00'), to: at('21:00') })).toEqual([
      { from: at('20:00'), to: at('21:00') },
    ]);
  });

  it('do not begin with the minutes around the data', () => {
    expect(gapsWithin(coverage, { from: at('07:50'), to: at('09:00') })).toEqual([]);
  });
});
