import { describe, expect, it } from 'vitest';
import type { SourceFile } from '#session/session.ts';
import { openSession } from '#session/testing/workbench.ts';
import { gapsOf, gapsWithin, gapThreshold, LEAST_GAP, longPauses } from './gaps.ts';

const MINUTE = 60_000;
const DAY = Date.UTC(2025, 9, 10);
const at = (clock: string): number => Date.parse(`2025-10-10T${clock}:00Z`);
const iso = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

function log(name: string, times: readonly number[]): SourceFile {
  const records = times.map((time, n) => ({
    eventTime: new Date(time).toISOString().replace('.000Z', 'Z'),
    eventID: crypto.randomUUID(),
    eventName: `Get${n}`,
    eventSource: 's3.amazonaws.com',
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
