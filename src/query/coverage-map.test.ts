import { describe, expect, it } from 'vitest';
import { log, openSession, record } from '#session/testing/workbench.ts';
import { coverageBuckets, coverageCells, coverageFilter, coverageRows, timeOf } from './coverage-map.ts';
import type { CoverageRow } from './coverage-map.ts';
import { formatFilter } from './format-filter.ts';

const HOUR = 3_600_000;
const DAY = Date.UTC(2025, 9, 10);

describe('the step', () => {
  it('is an hour, and longer where there would be too many', () => {
    expect(coverageBuckets({ from: DAY + 5, to: DAY + 2 * HOUR })).toEqual({
      start: DAY,
      step: HOUR,
      count: 2,
    });
    expect(coverageBuckets({ from: DAY, to: DAY + 8 * 24 * HOUR })).toEqual({
      start: DAY,
      step: HOUR,
      count: 192,
    });
    expect(coverageBuckets({ from: DAY, to: DAY + 30 * 24 * HOUR }).step).toBe(6 * HOUR);
    const centuries = coverageBuckets({ from: -62e12, to: 253e12 });
    expect(centuries.count).toBeLessThanOrEqual(200);
  });

  it('follows the zone’s clock', () => {
    expect(coverageBuckets({ from: DAY, to: DAY + 30 * 24 * HOUR }, 2 * HOUR).start).toBe(DAY - 2 * HOUR);
  });
});

describe('cells', () => {
  it('hold the events of an account and region in an hour', async () => {
    const { session } = openSession();
    const at = (hour: number, members = {}) => ({
      eventTime: new Date(DAY + hour * HOUR + 1_000).toISOString().replace('.000', ''),
      recipientAccountId: '111122223333',
      ...members,
    });
    await session.addFiles([
      log('a', [record(1, at(0)), record(2, at(0)), record(3, at(3)), record(4, at(99))]),
      log('b', [
        record(5, at(0, { awsRegion: 'us-east-1' })),
        record(6, at(1, { recipientAccountId: undefined, awsRegion: undefined })),
        record(7, at(0, { eventTime: undefined })),
      ]),
    ]);
    const rows = await session.query(coverageCells({ start: DAY, step: HOUR, count: 24 }));
    expect(
      rows.map(({ account, region, slot, events }) => `${account} ${region} ${slot}: ${events}`).toSorted(),
    ).toEqual([
      '111122223333 eu-west-1 0: 2',
      '111122223333 eu-west-1 3: 1',
      '111122223333 us-east-1 0: 1',
      'null null 1: 1',
    ]);
    expect(rows[0]?.pairs).toBe(3);
  });
});

/** A row from a picture: `#` events, `d` a delivery, `.` nothing. Answers the picture with `~` for gaps. */
function drawn(picture: string, step = HOUR): string {
  return pictureOf(rowOf(picture, step));
}

function rowOf(picture: string, step = HOUR): CoverageRow {
  const pair = { account: '1', region: 'r' };
  const slots = Array.from(picture);
  const [row] = coverageRows(
    slots.flatMap((mark, slot) => (mark === '#' ? [{ ...pair, slot, events: 2 }] : [])),
    slots.flatMap((mark, slot) => (mark === 'd' ? [{ ...pair, at: DAY + slot * step + 5 }] : [])),
    { start: DAY, step, count: slots.length },
  );
  if (row === undefined) throw new Error('no row');
  return row;
}

const MARKS = { events: '#', delivered: 'd', quiet: '.', gap: '~' } as const;
const pictureOf = ({ stretches }: CoverageRow): string =>
  stretches.map(({ first, last, state }) => MARKS[state].repeat(last - first + 1)).join('');

describe('gaps of an account and region', () => {
  it.each([
    // Busy: more than three hours stand out, at the ends too.
    [`${'#'.repeat(30)}.####....####`, `${'#'.repeat(30)}.####~~~~####`],
    ['####.####....####', '####.####....####'],
    ['########........', '########~~~~~~~~'],
    ['....########', '~~~~########'],
    // Files may come without events of that hour.
    ['##dd##dd####', '##dd##dd####'],
    // Quiet all the time: that is usual.
    ['#...#...#...#...#', '#...#...#...#...#'],
    // Once only: nobody can say.
    ['......#......', '......#......'],
    ['#.#', '#.#'],
  ])('%s → %s', (picture, expected) => {
    expect(drawn(picture)).toBe(expected);
  });

  it('are always those of more than a day', () => {
    const pause = '.'.repeat(25);
    expect(drawn(`#${pause}#${pause}#`)).toBe(`#${'~'.repeat(25)}#${'~'.repeat(25)}#`);
    expect(drawn('#..#', 24 * HOUR)).toBe('#~~#');
  });

  it('are counted, as is what is covered', () => {
    const busy = '#'.repeat(19);
    expect(rowOf(`${busy}d....${busy}d....${busy}d.#`)).toMatchObject({ covered: 61, gaps: 2 });
  });
});

it('rows are in the order of accounts and regions, unnamed ones last', () => {
  const cell = (account: string | null, region: string | null) => ({ account, region, slot: 0, events: 1 });
  const rows = coverageRows(
    [cell(null, null), cell('2', 'b'), cell('2', null), cell('1', 'z'), cell('2', 'a')],
    [{ account: '1', region: 'c', at: 5 }],
    { start: 0, step: HOUR, count: 1 },
  );
  expect(rows.map(({ account, region }) => `${account} ${region}`)).toEqual([
    '1 c',
    '1 z',
    '2 a',
    '2 b',
    '2 null',
    'null null',
  ]);
});

describe('the filter of a cell', () => {
  const buckets = { start: DAY, step: HOUR, count: 4 };
  it('names account, region and time', () => {
    const row = { ...rowOf('#d..'), account: '111122223333', region: 'eu-west-1' };
    const filter = coverageFilter(row, buckets, { first: 0, last: 0 });
    expect(formatFilter(filter)).toBe('recipientAccountId:111122223333 awsRegion:eu-west-1');
    expect([filter.from, filter.to]).toEqual([DAY, DAY + HOUR]);
    expect(coverageFilter(row, buckets, null)).toMatchObject({ from: null, to: null });
    expect(timeOf(buckets, { first: 1, last: 2 })).toEqual({ from: DAY + HOUR, to: DAY + 3 * HOUR });
  });

  it('begins earlier where a file was delivered, and says what is absent', () => {
    const row = { ...rowOf('#d..'), account: null };
    const filter = coverageFilter(row, buckets, { first: 1, last: 1 });
    expect(filter.from).toBe(DAY + HOUR - 15 * 60_000);
    expect(formatFilter(filter)).toBe('-recipientAccountId:* awsRegion:r');
  });
});
