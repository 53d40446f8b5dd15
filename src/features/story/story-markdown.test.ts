import { describe, expect, it } from 'vitest';
import type { Story } from '#cloudtrail/story.ts';
import { named } from '#cloudtrail/story-entry.ts';
import type { StoryEntry } from '#cloudtrail/story-entry.ts';
import { codeSpan, escapeMarkdown, storyMarkdown } from './story-markdown.ts';
import { storyFileName } from './story-file-name.ts';

const writeTime = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').slice(0, 19);

function entry(words: StoryEntry['words'], more: Partial<StoryEntry> = {}): StoryEntry {
  const from = Date.UTC(2025, 9, 10, 18, 42, 7);
  return {
    key: 'k',
    from,
    to: from,
    tone: 'bad',
    who: null,
    account: null,
    words,
    more: [],
    count: 1,
    lead: null,
    ...more,
  };
}

const HEAD = {
  filter: 'accessKeyId:AKIA',
  time: 'all',
  zone: 'UTC',
  dataSet: 'the sample (3f9c)',
  writeTime,
};
const told = (entries: readonly StoryEntry[], summarised: readonly string[] = []): string =>
  storyMarkdown({ entries, summarised, events: 1_022 } satisfies Story, HEAD);

it('says what it is told of, and one line an entry under its day', () => {
  const first = entry(['Created user ', named('ops-helper'), '.'], {
    who: 'ci-deployer',
    account: '111122223333',
    to: Date.UTC(2025, 9, 10, 18, 43),
    more: [['2 calls'], ['from ', named('192.0.2.1', 'sourceIPAddress')]],
  });
  expect(
    told(
      [
        first,
        entry([{ strong: 'Deleted 2 objects' }, '.'], {
          from: first.from + 86_400_000,
          to: first.from + 86_400_000,
        }),
      ],
      ['3 events & more.'],
    ),
  ).toBe(
    `# What happened, in order

- Data set: \`the sample (3f9c)\`
- Filter: \`accessKeyId:AKIA\`
- Time told of: all
- Times are in: UTC
- 1,022 events in 2 entries
- ○ routine, ▲ attention, ■ failed, destructive or against protection

## 2025-10-10

- **18:42:07 – 18:43:00** ■ \`ci-deployer\` (\`111122223333\`): Created user \`ops-helper\`. — 2 calls; from \`192.0.2.1\`

## 2025-10-11

- **18:42:07** ■ **Deleted 2 objects**.

## What was summarised

- 3 events \\& more.
`,
  );
});

describe('hostile names', () => {
  it.each([
    ['a`b', '``a`b``'],
    ['`a`', '`` `a` ``'],
    ['``` ', '```` ```  ````'],
    ['', '``  ``'],
    ['x\u202ey\n# head', '`x⟨U+202E⟩y⟨U+000A⟩# head`'],
    ['<img src=x onerror=alert(1)>', '`<img src=x onerror=alert(1)>`'],
  ])('%j stands in a fence of its own', (name, span) => {
    expect(codeSpan(name)).toBe(span);
  });

  it.each([
    ['[a](https://evil.example)', '\\[a\\](https\\://evil.example)'],
    ['www.evil.example', 'www\\.evil.example'],
    ['<b> & | *x* _y_ `z` @user #1', '\\<b\\> \\& \\| \\*x\\* \\_y\\_ \\`z\\` \\@user \\#1'],
    ['\\', '\\\\'],
    ['a\nb', 'a⟨U+000A⟩b'],
  ])('%j has no meaning', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it('never begin another line or leave their fence', () => {
    const hostile = '`` ` ```\n\n# x\r\n- | [a](b) <script>\u2028\u202e';
    const text = told([
      entry([named(hostile), hostile, { strong: hostile }], { who: hostile, account: hostile }),
    ]);
    const plain = told([entry([named('x'), 'x', { strong: 'x' }], { who: 'x', account: 'x' })]);
    expect(text.split('\n')).toHaveLength(plain.split('\n').length);
    expect(text).not.toMatch(/[\u2028\u202e\r]/);
    // Outside of fences no character of meaning is left without its backslash.
    const outside = text.replace(/(`+)(?!`)[^]*?[^`]\1(?!`)/g, '');
    expect(outside.split('\n').filter((line) => /(?<!\\)[<[|]/.test(line))).toEqual([]);
  });
});

it('is named after what it is told of, in letters that every disk takes', () => {
  const filter = { clauses: [], from: null, to: null };
  expect(storyFileName({ name: 'the sample', fingerprint: '3f9c1f5e0c7f4d0e' }, filter)).toBe(
    'trailscope-story-the-sample-3f9c1f5e.md',
  );
  const hostile = { name: '../<b>\u202e', fingerprint: '3f9c1f5e0c7f4d0e' };
  expect(storyFileName(hostile, filter)).toMatch(/^[\w.-]+\.md$/);
  expect(storyFileName(null, filter)).toBe('trailscope-story.md');
});
