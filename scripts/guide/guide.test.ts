/** The guide, and every other document: what they lead to is there, and the guide's pages are as harmless as the page itself. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readLink } from '../../src/view-state/link.ts';
import { guideAddress, GUIDE_PLACES } from '../../src/ui/guide-places.ts';
import { CONTENT_SECURITY_POLICY } from '../content-security-policy.ts';
import { headingId, readGuide, searchesOf, searchLink } from './pages.ts';
import { pageHtml } from './page-html.ts';
import { PICTURES } from './pictures.mjs';
import { guideFiles } from './plugin.ts';
import { guideStyles } from './styles.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PICTURE_FOLDER = 'docs/guide/pictures';
const MOST_BYTES_OF_ONE = 66_000;
const MOST_BYTES_OF_ALL = 1_500_000;

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const guide = readGuide();
const html = new Map(guide.pages.map((page) => [`${page.name}.html`, pageHtml(guide, page)]));

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'src/README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join('docs', name.replaceAll('\\', '/')))
    .filter((name) => name.endsWith('.md')),
];

/** Without what stands in fenced blocks and in code. */
const prose = (text: string): string => text.replaceAll(/^```[^]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '');

function headingsOf(path: string): Set<string> {
  const titles = Array.from(
    read(path)
      .replaceAll(/^```[^]*?^```$/gm, '')
      .matchAll(/^#{1,6} (.+)$/gm),
    ([, one = '']) => headingId(one.replaceAll(/[`*]/g, '')),
  );
  return new Set(titles);
}

/** Links of a document that lead nowhere. */
function brokenLinks(document: string): string[] {
  return Array.from(prose(read(document)).matchAll(/\]\(([^)\s]+)\)/g), ([, href = '']) => href)
    .filter((href) => !/^(?:https?|mailto):/.test(href))
    .filter((href) => {
      const [path = '', heading] = href.split('#');
      const target = path === '' ? document : posix.join(posix.dirname(document), path);
      if (!existsSync(join(ROOT, target))) return true;
      return heading !== undefined && !headingsOf(target).has(heading);
    });
}

it.each(documents)('%s leads to what is there', (document) => {
  expect(brokenLinks(document)).toEqual([]);
});

describe('the guide', () => {
  it('has every page in its contents', () => {
    const files = readdirSync(join(ROOT, 'docs/guide')).filter((name) => name.endsWith('.md'));
    const listed = new Set(guide.pages.map(({ source }) => source));
    expect(files.filter((name) => !listed.has(`docs/guide/${name}`))).toEqual([]);
    expect(new Set(guide.pages.map(({ name }) => name)).size).toBe(guide.pages.length);
  });

  it('has searches with their numbers: a test of the session asks the sample for them', () => {
    const searches = guide.pages.flatMap(({ text }) => searchesOf(text));
    expect(searches.length).toBeGreaterThan(20);
    expect(searches.flatMap((search) => readLink(searchLink(search)).dropped)).toEqual([]);
    expect(
      guide.pages.filter(
        ({ text }) => text.match(/^```search/gm)?.length !== (searchesOf(text).length || undefined),
      ),
    ).toEqual([]);
  });

  it.each(GUIDE_PLACES)('is where the program leads to: %s', (place) => {
    const [file = '', heading] = guideAddress(place).replace('./guide/', '').split('#');
    const page = html.get(file);
    expect(page).toBeDefined();
    expect(page).toContain(heading === undefined ? '<h1 ' : ` id="${heading}"`);
  });
});

describe('the pictures', () => {
  const files = readdirSync(join(ROOT, PICTURE_FOLDER)).toSorted();
  const size = (name: string): number => readFileSync(join(ROOT, PICTURE_FOLDER, name)).length;
  const named = [...guide.pages.map(({ text }) => text), read('README.md')].flatMap((text) =>
    Array.from(text.matchAll(/!\[([^\]]*)\]\([^)]*pictures\/([^)]+)\)/g), ([, words = '', name = '']) => ({
      words,
      name,
    })),
  );

  it('are all named, and all taken by the script', () => {
    expect([...new Set(named.map(({ name }) => name))].toSorted()).toEqual(files);
    expect(PICTURES.map(({ name }) => `${name}.webp`).toSorted()).toEqual(files);
  });

  it('say in words what they show', () => {
    expect(named.filter(({ words }) => words.length < 10)).toEqual([]);
  });

  it('are small', () => {
    expect(files.filter((name) => size(name) > MOST_BYTES_OF_ONE)).toEqual([]);
    expect(files.reduce((sum, name) => sum + size(name), 0)).toBeLessThan(MOST_BYTES_OF_ALL);
  });

  it.each(PICTURES)('$name shows what its page says', ({ page, shows }) => {
    const told =
      guide.pages
        .find(({ name }) => name === page)
        ?.text.replaceAll(/[`*]/g, '')
        .replaceAll(/\s+/g, ' ') ?? '';
    expect(shows.filter((words) => !told.includes(words))).toEqual([]);
  });
});

describe('a page of the built guide', () => {
  const pages = [...html];

  it.each(pages)('%s is under the policy, and holds no script or style of its own', (_, page) => {
    const policy = CONTENT_SECURITY_POLICY.replaceAll('"', '&quot;');
    const [before = '', after = ''] = page.split(
      `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    );
    expect(before).not.toMatch(/<(?:script|link|style|meta)/);
    expect(after).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    expect(after.match(/<script[^>]*>[^<]*/g)).toEqual(['<script src="theme.js">']);
  });

  it.each(pages)('%s has one title, and no name twice', (_, page) => {
    expect(page.match(/<h1 /g)).toHaveLength(1);
    const ids = Array.from(page.matchAll(/ id="([^"]*)"/g), ([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it.each(pages)('%s leads to what is built', (_, page) => {
    const built = guideFiles();
    const missing = Array.from(page.matchAll(/ (?:href|src)="([^"]*)"/g), ([, href = '']) => href).filter(
      (href) => {
        if (/^(?:https:|\.\.\/)/.test(href)) return false;
        const [file = '', heading] = href.split('#');
        const text = file === '' ? page : built.get(file);
        if (text === undefined) return true;
        return heading !== undefined && !String(text).includes(` id="${heading}"`);
      },
    );
    expect(missing).toEqual([]);
  });
});

it('has the program’s colours, dark too where no script runs', () => {
  const styles = guideStyles();
  expect(styles).toMatch(
    /prefers-color-scheme: dark\) \{\s*:root:not\(\[data-mantine-color-scheme\]\) \{[^}]*--surface/,
  );
  for (const [, name] of styles.matchAll(/var\((--[\w-]+)\)/g)) expect(styles).toContain(`${name}:`);
});
