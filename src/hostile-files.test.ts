/** Every hostile string in the lists that can be saved as files, and in the note beside an export. Others: hostile-text.test.ts. */
import { describe, expect, it } from 'vitest';
import type { ExportPlan } from '#features/export/export-plan.ts';
import { aboutText, exportStatement } from '#features/export/export-statement.ts';
import { whoCsv } from '#features/principals/who-csv.ts';
import { spikesCsv, spikesJson } from '#features/spikes/spikes-file.ts';
import { spikeOf } from '#features/spikes/spikes.fixture.ts';
import { HOSTILE_STRINGS } from '#lib/testing/hostile-strings.ts';
import { cellsOfAnyReader, RUNS } from '#lib/testing/spreadsheet.ts';
import { parseSearch, LONGEST_SEARCH } from '#query/search-syntax.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import { formatFilter } from '#query/format-filter.ts';
import type { ListedRow } from '#query/principals.ts';
import type { SessionState } from '#session/session.ts';

const TEXTS = HOSTILE_STRINGS.map(({ text }) => text);

/** What a spreadsheet would run of it, or a terminal obey. */
function harmIn(csv: string): string[] {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  const controls = csv.match(/[\0-\x08\v\f\x0e-\x1f\x7f-\x9f]/g) ?? [];
  return [...cellsOfAnyReader(csv).filter((cell) => RUNS.test(cell)), ...controls];
}

const who = (text: string): ListedRow => ({
  gid: 1,
  name: text,
  account: text,
  kinds: 1,
  events: 1,
  writes: 0,
  destructive: 0,
  sensitive: 0,
  denied: 0,
  errors: 0,
  first: 0,
  last: 0,
  principals: 1,
  onePrincipal: text,
  accounts: 1,
  oneAccount: text,
  regions: 1,
  oneRegion: text,
  services: 1,
  oneService: text,
  addresses: 1,
  oneAddress: text,
  agents: 1,
  oneAgent: text,
  all: 1,
  found: 1,
  foundEvents: 1,
});

const spikes = TEXTS.map((text) => ({
  spike: spikeOf({
    series: { family: 'call', eventSource: text, name: text, ownAccount: text, region: text, account: text },
  }),
  isExpected: false,
  explained: {
    attributions: [],
    cause: { attribute: 'principal', value: text, share: 1, within: 1, before: 0 },
    onResource: null,
  } as const,
}));

const report = {
  range: null,
  hours: 336,
  unbroken: 336,
  outside: 0,
  series: TEXTS.length,
  left: 0,
  tests: 1,
  spikes: spikes.map(({ spike }) => spike),
  more: 0,
  others: 0,
};

describe('a list of names that were written by strangers', () => {
  it.each(['principal', 'person', 'address'] as const)('as CSV holds no formula: by %s', (group) => {
    expect(harmIn(whoCsv(TEXTS.map(who), group))).toEqual([]);
  });

  it('as CSV of spikes holds no formula', () => {
    expect(harmIn(spikesCsv(spikes))).toEqual([]);
  });

  it('as JSON of spikes reads back as it was', () => {
    const source = { dataSet: null, fingerprint: null, filter: TEXTS.join(' '), from: null, to: null };
    const read: { filter: string; spikes: { cause: { value: string } }[] } = JSON.parse(
      spikesJson(spikes, report, { ...source, sensitivity: 'usual', reads: false, kinds: [] }),
    );
    expect(read.filter).toBe(source.filter);
    expect(read.spikes.map(({ cause }) => cause.value)).toEqual(TEXTS);
  });
});

describe('the note beside an export', () => {
  const set = { fingerprint: '0', formerFingerprint: '0', events: 1, files: 1, first: null, last: null };

  function noteOf(text: string) {
    const search = text.length > LONGEST_SEARCH ? '' : text;
    const filter = parseSearch(search).filter;
    const plan: ExportPlan = {
      format: 'csv',
      filter: { ...EMPTY_FILTER, ...filter },
      sort: { field: 'eventTime', descending: true },
      fields: [],
      secrets: false,
    };
    const more = { events: 1, link: encodeURIComponent(text.slice(0, 20).replace(/\p{Cs}/gu, '')), now: 0 };
    const file = { name: 'events.csv', bytes: 1, sha256: '0', events: 1, missing: 0 };
    const sources: SessionState['files'] = [];
    const statement = exportStatement(plan, { ...set, name: text }, more);
    return { filter, note: aboutText(statement, file, sources) };
  }

  it('is JSON that says of every text what it is', () => {
    for (const text of TEXTS) {
      const { filter, note } = noteOf(text);
      const read: { dataSet: { name: string }; filter: { search: string } } = JSON.parse(note);
      expect(read.dataSet.name).toBe(text);
      expect(read.filter.search).toBe(formatFilter(filter));
      expect(Object.keys(read)).toContain('sourceFiles');
    }
  });
});
