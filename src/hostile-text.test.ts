/**
 * Every hostile string through every function that hands a stranger's text on: to the screen, to a file, to the engine, to
 * a link, to a shell. What a browser makes of them is looked at in e2e/hostile-text.spec.ts.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { shellWord } from '#cloudtrail/shell-word.ts';
import { maskSecrets } from '#cloudtrail/secrets.ts';
import type { Story } from '#cloudtrail/story.ts';
import { named } from '#cloudtrail/story-entry.ts';
import { exportName } from '#features/export/export-name.ts';
import { csvRow } from '#features/export/write-csv.ts';
import { sessionsCsv, sessionsJson } from '#features/sessions/sessions-file.ts';
import { child, makeCredential } from '#features/sessions/sessions.fixture.ts';
import { codeSpan, escapeMarkdown, storyMarkdown } from '#features/story/story-markdown.ts';
import { storyFileName } from '#features/story/story-file-name.ts';
import { compareRecords } from '#lib/compare-records.ts';
import { csvLine } from '#lib/csv.ts';
import { isObject, parseJson } from '#lib/json.ts';
import { parseTree } from '#lib/json-tree.ts';
import { inSlices } from '#lib/time-slice.ts';
import { CANARY, HOSTILE_STRINGS, KINDS } from '#lib/testing/hostile-strings.ts';
import { cellsOfAnyReader, RUNS } from '#lib/testing/spreadsheet.ts';
import { describeFilter } from '#query/describe-filter.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import type { Filter } from '#query/filter.ts';
import { formatFilter } from '#query/format-filter.ts';
import { LONGEST_SEARCH, parseSearch } from '#query/search-syntax.ts';
import { where } from '#query/where.ts';
import { MAX_VALUE_LENGTH } from '#database/sql-query.ts';
import type { LiveSession } from '#session/data-set.ts';
import { logText, openSession, record, source } from '#session/testing/workbench.ts';
import { cutMiddle, hasInvisible, visibleText } from '#ui/visible-text.ts';
import { readLink, writeLink } from '#view-state/link.ts';
import { DEFAULT_VIEW } from '#view-state/view-state.ts';

const TEXTS = HOSTILE_STRINGS.map(({ text }) => text);

const userAgentIs = (text: string): Filter => ({
  ...EMPTY_FILTER,
  clauses: [
    {
      condition: { kind: 'field', target: { field: 'userAgent' }, tests: [{ kind: 'equals', text }] },
      negated: false,
      disabled: false,
    },
  ],
});

/** As UTF-8 has it: half a surrogate pair is U+FFFD. */
const wellFormed = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text));
const short = (text: string): string => JSON.stringify(text.slice(0, 100));

describe('the corpus', () => {
  it('has more than 200 texts, none twice, and some of each kind', () => {
    expect(TEXTS.filter((text, at) => TEXTS.indexOf(text) !== at).map(short)).toEqual([]);
    expect(TEXTS.length).toBeGreaterThanOrEqual(200);
    const document = readFileSync(new URL('../docs/security.md', import.meta.url), 'utf8');
    expect(document).toContain(`| ${TEXTS.length} hostile strings`);
    const counts = KINDS.map((kind) => HOSTILE_STRINGS.filter((one) => one.kind === kind).length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(7);
  });

  it('has run nothing and changed no prototype when all tests are through it', () => {
    expect(Reflect.get(globalThis, CANARY)).toBeUndefined();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('on the screen', () => {
  it('nothing invisible is left, whole or cut', () => {
    for (const text of TEXTS) {
      expect(hasInvisible(visibleText(text))).toBe(false);
      expect(hasInvisible(visibleText(cutMiddle(text, 60)))).toBe(false);
      expect(cutMiddle(text, 60).length).toBeLessThanOrEqual(120);
    }
  });

  it('bidi text cannot reorder the name of what was hidden', () => {
    for (const text of TEXTS)
      expect(visibleText(text)).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/);
  });
});

describe('in a CSV file', () => {
  it.each(['first cell', 'last cell'])('no reader finds a formula or a control in it, as the %s', (place) => {
    for (const text of TEXTS) {
      const line = csvLine(place === 'first cell' ? [text, 'x'] : ['x', text]);
      expect(
        cellsOfAnyReader(line)
          .filter((cell) => RUNS.test(cell))
          .map(short),
      ).toEqual([]);
      // oxlint-disable-next-line no-control-regex -- they are what is looked for
      expect(line).not.toMatch(/[\0-\x08\v\f\x0e-\x1f\x7f-\x9f]/);
    }
  });

  it('of events, and of sessions, it is the same', async () => {
    const events = TEXTS.map((text) => csvRow([text, text], ['userAgent', 'principal'])).join('');
    expect(
      cellsOfAnyReader(events)
        .filter((cell) => RUNS.test(cell))
        .map(short),
    ).toEqual([]);
    const sessions = (await inSlices(8, (slice) => sessionsCsv(sessionsOfAll(), slice))).join('');
    expect(
      cellsOfAnyReader(sessions)
        .filter((cell) => RUNS.test(cell))
        .map(short),
    ).toEqual([]);
  });
});

function sessionsOfAll() {
  const credentials = TEXTS.map((text, at) =>
    child(makeCredential(`AKIA${at}`), `ASIA${at}`, 10, {
      principal: text,
      person: text,
      sourceIdentity: text,
      roleName: text,
      arn: text,
    }),
  );
  return {
    rows: credentials.map((credential) => ({ credential, calls: 1, denied: 0, start: null, length: null })),
    credentials: new Map(credentials.map((one) => [one.id, one])),
    fileName: (): string => TEXTS[0] ?? '',
    source: {
      dataSet: TEXTS[0] ?? '',
      fingerprint: null,
      filter: '',
      from: null,
      to: null,
      find: '',
      listed: 1,
      total: 1,
    },
  };
}

describe('in a JSON file', () => {
  it('sessions read back as they were', async () => {
    const read = parseJson((await inSlices(8, (slice) => sessionsJson(sessionsOfAll(), slice))).join(''));
    const sessions = isObject(read) && Array.isArray(read['sessions']) ? read['sessions'] : [];
    expect(sessions.map((one: unknown) => (isObject(one) ? one['principal'] : null))).toEqual(TEXTS);
  });
});

/** CommonMark § 6.1: a run of backticks opens a span that the next run of the same length ends. Answers what is outside. */
function outsideOfCode(markdown: string): string {
  let outside = '';
  for (let at = 0; at < markdown.length;) {
    if (markdown[at] === '\\') {
      at += 2;
      continue;
    }
    const [run = ''] = /^`+/.exec(markdown.slice(at)) ?? [];
    if (run === '') {
      outside += markdown[at++] ?? '';
      continue;
    }
    const rest = markdown.slice(at + run.length);
    const end = Array.from(rest.matchAll(/`+/g)).find(([other]) => other.length === run.length);
    if (end === undefined) throw new Error(`a code span that does not end: ${markdown.slice(at, at + 40)}`);
    at += run.length + end.index + run.length;
  }
  return outside;
}

const MEANS_SOMETHING = /[<>[\]|~&#@$!{}*_]|:\/\/|\bwww\./;

describe('in Markdown', () => {
  it('a name is one code span, and escaped text means nothing', () => {
    for (const text of TEXTS) {
      expect(outsideOfCode(codeSpan(text))).toBe('');
      expect(outsideOfCode(escapeMarkdown(text))).not.toMatch(MEANS_SOMETHING);
      expect(escapeMarkdown(text)).not.toMatch(/[\r\n]/);
    }
  });

  it('a story of all of them has one line for each, and no more structure than its own', () => {
    const entries = TEXTS.map((text, at) => ({
      key: String(at),
      from: 0,
      to: 0,
      tone: 'bad' as const,
      who: text,
      account: text,
      words: ['Deleted ', named(text), '.', text],
      more: [[text]],
      count: 1,
      lead: null,
    }));
    const story: Story = { entries, summarised: TEXTS, events: TEXTS.length };
    const head = {
      filter: TEXTS[0] ?? '',
      time: TEXTS[1] ?? '',
      zone: 'UTC',
      dataSet: TEXTS[2] ?? '',
      writeTime: () => '1970-01-01',
    };
    const lines = storyMarkdown(story, head).split('\n');
    expect(lines).toHaveLength(8 + 3 + TEXTS.length + 3 + TEXTS.length + 1);
    const own = lines.map((line) => outsideOfCode(line.replace(/^(?:##? |- )?(?:\*\*[^*]*\*\*)?/, '')));
    expect(own.filter((line) => MEANS_SOMETHING.test(line)).map(short)).toEqual([]);
  });
});

describe('in the name of a file', () => {
  it('there are only letters that every disk and shell takes', () => {
    for (const text of TEXTS) {
      const filter = userAgentIs(text);
      const names = [
        exportName('csv', { name: text, fingerprint: '0123456789abcdef' }, 3, filter),
        storyFileName({ name: text, fingerprint: '0123456789abcdef' }, filter),
      ];
      for (const name of names) {
        expect(name).toMatch(/^trailscope-[\w.-]+\.(?:csv|md)$/);
        expect(name).not.toContain('..');
        expect(name.length).toBeLessThan(200);
      }
    }
  });
});

describe('in a link and in the search bar', () => {
  it('comes out as it went in', () => {
    for (const text of TEXTS) {
      const filter = userAgentIs(text);
      const search = formatFilter(filter);
      expect(describeFilter(filter).length).toBeGreaterThan(0);
      if (search.length > LONGEST_SEARCH) continue;
      expect(formatFilter(parseSearch(search).filter)).toBe(search);
      const { view, dropped } = readLink(writeLink({ ...DEFAULT_VIEW, filter }));
      // An address holds no half of a surrogate pair, and a value has a longest length.
      const kept = wellFormed(text) === text && dropped.length === 0;
      expect(kept ? formatFilter(view.filter) : search).toBe(search);
    }
  });

  it.each([
    { kind: 'matches', pattern: '//evil.*' },
    { kind: 'equals', text: '//evil.example' },
  ] as const)('a value cannot make an address of the name before it: %j', (test) => {
    const target = { field: 'userAgent' } as const;
    const condition = { kind: 'field', target, tests: [test] } as const;
    const filter: Filter = { ...EMPTY_FILTER, clauses: [{ condition, negated: false, disabled: false }] };
    expect(parseSearch(formatFilter(filter)).filter).toEqual(filter);
  });

  it('as any piece of a link it gives a view, and throws nothing', () => {
    const keys = new URLSearchParams(writeLink(DEFAULT_VIEW, null, { always: true })).keys();
    const names = new Set([
      ...keys,
      'q',
      'from',
      'event',
      'columns',
      'screen',
      'tab',
      'zoom',
      'src',
      'd',
      'v',
      'spike',
      'expected',
    ]);
    for (const text of TEXTS) {
      expect(readLink(text).view).toBeDefined();
      expect(parseSearch(text).filter).toBeDefined();
      for (const name of names) {
        const { view } = readLink(`${name}=${encodeURIComponent(wellFormed(text))}`);
        expect(Object.keys(view)).toHaveLength(Object.keys(DEFAULT_VIEW).length);
      }
      expect(readLink(`${encodeURIComponent(wellFormed(text))}=1`).view).toEqual(DEFAULT_VIEW);
    }
  });
});

describe('in a shell', () => {
  it('a word of a command is that word, or refused', () => {
    const words = TEXTS.flatMap((text) => {
      const word = shellWord(text);
      return word === null ? [] : [{ text, word }];
    });
    expect(words.length).toBeGreaterThan(100);
    const script = `set -f; printf '%s\\0' ${words.map(({ word }) => word).join(' ')}`;
    const heard = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8', timeout: 30_000 })
      .split('\0')
      .slice(0, -1);
    expect(heard).toEqual(words.map(({ text }) => text));
  });
});

describe('as keys and values of JSON', () => {
  it('they are data, in a tree, beside others, and where secrets are masked', () => {
    const both = Object.fromEntries(TEXTS.map((text) => [text, text]));
    const text = `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},${JSON.stringify(both).slice(1)}`;
    expect(parseTree(text)).not.toBeNull();
    expect(
      compareRecords([parseTree(text), parseTree('{"__proto__":{"polluted":false}}'), null]),
    ).toBeDefined();
    expect(JSON.parse(maskSecrets(text))).toHaveProperty('x'.repeat(20_000));
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('in the engine', () => {
  let session: LiveSession;

  beforeAll(async () => {
    ({ session } = openSession());
    const log = TEXTS.map((text, n) =>
      record(n, { userAgent: text, errorMessage: text, requestParameters: { [text]: text, value: text } }),
    );
    await session.addFiles([source(`${TEXTS[0]}.json`, logText(log))]);
  });

  it('every record is there, and every table', async () => {
    const [row] = await session.query({
      name: 'test',
      text: 'SELECT count(*)::int AS n FROM event',
      values: [],
      columns: { n: 'integer' },
    });
    expect(row?.n).toBe(TEXTS.length);
    expect(session.getState().totals).toMatchObject({ events: TEXTS.length, rejected: 0 });
  });

  it('a filter by it finds its own event and none that reads otherwise', { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    for (const [n, text] of TEXTS.entries()) {
      if (text === '' || text.length > MAX_VALUE_LENGTH) continue;
      const { text: sql, values } = where(userAgentIs(text));
      const rows = await session.query({
        name: 'test',
        text: `SELECT a.agent AS agent
          FROM event e LEFT JOIN (SELECT id, value AS agent FROM user_agent) a ON a.id = e.user_agent_id WHERE ${sql}`,
        values,
        columns: { agent: 'text' },
      });
      const alike = rows.filter(({ agent }) => agent !== null && same(agent, text));
      if (alike.length !== rows.length || rows.length === 0)
        wrong.push(`${n} ${JSON.stringify(text.slice(0, 60))}: ${rows.length}`);
    }
    expect(wrong).toEqual([]);
  });
});

/** Values are compared without regard to case; what is no Unicode is stored as U+FFFD. */
function same(a: string, b: string): boolean {
  return wellFormed(a).toLowerCase() === wellFormed(b).toLowerCase();
}
