import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTABLE_FIELDS } from '#query/facet-columns.ts';
import { canonicalFilter } from '#query/filter.ts';
import { SORTABLE_FIELDS } from '#query/sort.ts';
import { FAMILIES } from '#query/spike-names.ts';
import { generatedFilter } from '#query/testing/generated-filter.ts';
import { COLUMN_KEYS } from './columns.ts';
import { isValidStamp } from './data-set-stamp.ts';
import type { DataSetStamp } from './data-set-stamp.ts';
import { readLink, writeLink } from './link.ts';
import { OLD_LINKS } from './old-links.fixture.ts';
import { GROUPS, LANES, TIMELINE_TABS } from './people-view.ts';
import { BUCKETS, HOURS_BY, SERIES_COUNTS, SERIES_ORDERS, SPIKE_TABS } from './spike-view.ts';
import { LINK_VERSION, upgrade } from './upgrades.ts';
import { DEFAULT_VIEW, isValidView, LONGEST_NAME, MOST_COMPARED, SCREENS } from './view-state.ts';
import type { ViewState } from './view-state.ts';

const name = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 80 })
  .filter((text) => !/\p{Cs}/u.test(text) && text.length <= LONGEST_NAME);

const chosen = fc.oneof(fc.record({ eventId: name }), fc.record({ fileName: name, offset: fc.maxSafeNat() }));

const moment = fc.integer({ min: -62_135_596_800_000, max: 253_370_764_799_999 });

const period = fc.tuple(moment, moment).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }));

const mark = fc.record({
  series: fc.record({
    family: fc.constantFrom(...FAMILIES),
    eventSource: fc.option(name),
    name: fc.option(name),
    ownAccount: fc.option(name),
    region: fc.option(name),
    account: fc.option(name),
  }),
  at: moment,
});

const view: fc.Arbitrary<ViewState> = fc
  .record({
    screen: fc.constantFrom(...SCREENS),
    filter: generatedFilter.map(canonicalFilter),
    columns: fc.shuffledSubarray([...COLUMN_KEYS], { minLength: 1, maxLength: 30 }),
    pinned: fc.shuffledSubarray([...COLUMN_KEYS], { maxLength: 3 }),
    facets: fc.shuffledSubarray([...COUNTABLE_FIELDS]),
    sort: fc.record({ field: fc.constantFrom(...SORTABLE_FIELDS), descending: fc.boolean() }),
    runs: fc.boolean(),
    zone: fc.constantFrom('UTC', 'local', 'Europe/Berlin', 'Etc/GMT+5'),
    stack: fc.constantFrom('outcome' as const, 'verb' as const),
    event: fc.oneof(fc.constant(null), chosen),
    compare: fc.array(chosen, { maxLength: MOST_COMPARED }),
    equalRows: fc.constantFrom(null, 'shown' as const, 'hidden' as const),
    against: fc.oneof(fc.constantFrom(null, 'rest' as const, 'before' as const), period),
    sources: fc.uniqueArray(
      fc.webUrl({ validSchemes: ['https'] }).map((url) => new URL(url).href),
      { maxLength: 3 },
    ),
    group: fc.constantFrom(...GROUPS),
    listOrder: fc.option(
      fc.record({ column: fc.constantFrom('events', 'firstSeen'), descending: fc.boolean() }),
    ),
    find: fc.oneof(fc.constant(''), name),
    lanes: fc.option(fc.constantFrom(...LANES)),
    zoom: fc.option(period),
    tab: fc.option(fc.constantFrom(...TIMELINE_TABS)),
    versus: fc.option(fc.oneof(fc.record({ search: name }), period)),
    touched: fc.option(period),
    chain: fc.option(name),
    newIn: fc.option(period),
    newAgainst: fc.option(period),
    spikeTab: fc.constantFrom(...SPIKE_TABS),
    sensitivity: fc.constantFrom('plain' as const, 'normal' as const, 'fine' as const),
    countReads: fc.boolean(),
    families: fc.option(fc.subarray([...FAMILIES], { minLength: 1 })),
    spike: fc.option(mark),
    insight: fc.option(name),
    bucket: fc.option(fc.constantFrom(...BUCKETS)),
    expected: fc.uniqueArray(mark, { maxLength: 3, selector: (one) => JSON.stringify(one) }),
    seriesOrder: fc.constantFrom(...SERIES_ORDERS),
    seriesCount: fc.option(fc.constantFrom(...SERIES_COUNTS)),
    sameScale: fc.boolean(),
    hoursBy: fc.constantFrom(...HOURS_BY),
    errorLine: fc.boolean(),
  })
  .filter(isValidView);

const stamp: fc.Arbitrary<DataSetStamp> = fc
  .record({
    fingerprint: fc.string({
      unit: fc.constantFrom(...Array.from('0123456789abcdef')),
      minLength: 16,
      maxLength: 16,
    }),
    events: fc.nat(),
    files: fc.nat(),
    first: fc.option(moment),
    last: fc.option(moment),
    name,
  })
  .filter(isValidStamp);

describe('a link', () => {
  it('is a bijection on views', () => {
    fc.assert(
      fc.property(view, (given) => {
        expect(isValidView(given)).toBe(true);
        const { view: back, dropped } = readLink(writeLink(given));
        expect(back).toEqual(given);
        expect(dropped).toEqual([]);
      }),
    );
  });

  it('carries what it was made over', () => {
    fc.assert(
      fc.property(view, stamp, (given, madeOver) => {
        const text = writeLink(given, madeOver, { always: true });
        expect(readLink(`#${text}`)).toEqual({ view: given, madeOver, dropped: [] });
      }),
    );
  });

  it('is the same text for the same view, with sorted keys, and empty for the default', () => {
    expect(writeLink(DEFAULT_VIEW)).toBe('');
    fc.assert(
      fc.property(view, (given) => {
        const text = writeLink(given);
        expect(writeLink(readLink(`#${text}`).view)).toBe(text);
        const keys = [...new URLSearchParams(text).keys()];
        expect(keys).toEqual(keys.toSorted());
      }),
    );
  });

  it('survives an address bar', () => {
    fc.assert(
      fc.property(view, (given) => {
        const url = new URL('https://host.example/sub/');
        url.hash = writeLink(given);
        expect(readLink(new URL(url.href).hash).view).toEqual(given);
      }),
    );
  });
});

describe('reading', () => {
  it('never throws and always gives a valid view, whatever the text', () => {
    const wild = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...Array.from('v=1&eat:,%#+columnsqfrm-/d')) }),
    );
    fc.assert(
      fc.property(wild, (text) => {
        expect(isValidView(readLink(text).view)).toBe(true);
      }),
    );
  });

  it('bears mutations of real links', () => {
    const cut = fc.tuple(view, fc.nat(), fc.nat(20), fc.string({ unit: 'binary', maxLength: 5 }));
    fc.assert(
      fc.property(cut, ([given, at, length, insert]) => {
        const text = writeLink(given);
        const from = at % (text.length + 1);
        const mutated = text.slice(0, from) + insert + text.slice(from + length);
        expect(isValidView(readLink(mutated).view)).toBe(true);
      }),
    );
  });

  it('drops a bad field alone, in words', () => {
    const { view: read, dropped } = readLink('v=1&screen=nowhere&e=abc&columns=name,nothing');
    expect(read.event).toEqual({ eventId: 'abc' });
    expect(read.columns).toEqual(['eventName']);
    expect(read.screen).toBe('events');
    expect(dropped.map((entry) => entry.key)).toEqual(['columns', 'screen']);
  });

  it.each([
    ['v=1&q=region:(', 'q'],
    ['v=1&q=nosuchfield:x', 'q'],
    ['v=1&from=yesterday', 'from'],
    ['v=1&to=99999-01-01', 'to'],
    ['v=1&sort=nothing', 'sort'],
    ['v=1&zone=Mars/Base', 'zone'],
    ['v=1&stack=evil', 'stack'],
    ['v=1&facets=name,time', 'facets'],
    ['v=1&against=2025-10-10/2025-10-09', 'against'],
    ['v=1&compare=e:a&compare=x:b', 'compare'],
    ['v=1&group=evil', 'group'],
    ['v=1&order=a%20b', 'order'],
    ['v=1&zoom=2025-10-10/2025-10-09', 'zoom'],
    ['v=1&lanes=evil', 'lanes'],
    ['v=1&tab=evil', 'tab'],
    ['v=1&vs=evil', 'vs'],
    ['v=1&chain=', 'chain'],
    ['v=1&new=2025-10-10', 'new'],
    ['v=1&newto=2025-10-10/2025-10-11/2025-10-12', 'newto'],
    ['v=1&src=nothing', 'src'],
    ['v=1&src=http://example.org/a', 'src'],
    ['v=1&src=javascript:alert(1)', 'src'],
    ['v=1&src=https://b.s3.amazonaws.com/a%3FX-Amz-Signature%3D5ecret', 'src'],
    ['v=1&src=https://example.org/a%3Ftoken%3D5ecret', 'src'],
    ['v=1&src=https://user:5ecret@example.org/a', 'src'],
    ['v=1&d=abc', 'd'],
    ['v=1&at=-5:x', 'at'],
    ['v=1&at=99999999999999999999:x', 'at'],
    ['v=1&e=', 'e'],
    [`v=1&e=${'x'.repeat(LONGEST_NAME + 1)}`, 'e'],
    ['v=99', 'v'],
    ['e=abc', 'v'],
    ['v=1&constructor=1', 'constructor'],
    ['v=1&__proto__=1', '__proto__'],
    ['x'.repeat(200_000), 'link'],
  ])('says what it could not read of %.40s', (text, key) => {
    expect(readLink(text).dropped.map((entry) => entry.key)).toContain(key);
  });
});

describe('files that a link offers', () => {
  it('are public ones; what is signed is neither kept nor said again', () => {
    const signed = encodeURIComponent(`https://b.s3.amazonaws.com/a?X-Amz-Signature=${'5ecret'.repeat(10)}`);
    const read = readLink(`v=1&src=${signed}&src=https://b.s3.amazonaws.com/b`);
    expect(read.view.sources).toEqual(['https://b.s3.amazonaws.com/b']);
    expect(JSON.stringify(read)).not.toContain('5ecret');
    expect(writeLink(read.view)).not.toContain('5ecret');
  });
});

describe('old links', () => {
  it.each(OLD_LINKS)('$link', ({ link, means }) => {
    const { view: read, dropped } = readLink(link);
    expect(read).toMatchObject(means);
    expect(dropped).toEqual([]);
  });

  it('has an upgrader for every version before today’s', () => {
    for (let version = 1; version <= LINK_VERSION; version += 1) {
      expect(() => upgrade(new URLSearchParams(), version)).not.toThrow();
    }
  });
});
