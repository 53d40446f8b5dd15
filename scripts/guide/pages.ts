/**
 * The pages of the user guide: `docs/user-guide.md` is its contents, and the order of the links in it that of the pages. The
 * same texts are read on the web where the sources are hosted, and, as HTML, inside the program.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const CONTENTS = 'docs/user-guide.md';

export interface GuidePage {
  /** From the root of the repository: `docs/guide/search.md`. */
  readonly source: string;
  /** Its HTML is `<name>.html`. */
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

export interface GuideSection {
  readonly title: string;
  readonly pages: readonly GuidePage[];
}

export interface Guide {
  readonly contents: GuidePage;
  readonly sections: readonly GuideSection[];
  /** All of them, the contents first. */
  readonly pages: readonly GuidePage[];
}

/** A link of the contents to another document. */
const ITEM = /^- \[[^\]]+\]\(([^)#]+\.md)\)/gm;

/** Throws when the contents name a document that is not there. */
export function readGuide(root = ROOT): Guide {
  const contents = readPage(root, CONTENTS);
  const sections = contents.text.split(/^## /m).slice(1);
  const read = sections.map((section) => ({
    title: section.slice(0, section.indexOf('\n')).trim(),
    pages: Array.from(section.matchAll(ITEM), ([, path = '']) =>
      readPage(root, posix.join(posix.dirname(CONTENTS), path)),
    ),
  }));
  const filled = read.filter(({ pages }) => pages.length > 0);
  return { contents, sections: filled, pages: [contents, ...filled.flatMap(({ pages }) => pages)] };
}

function readPage(root: string, source: string): GuidePage {
  const path = join(root, source);
  if (!existsSync(path)) throw new Error(`${CONTENTS} leads to ${source}, which is not there`);
  const text = readFileSync(path, 'utf8');
  const [, title] = /^# (.+)$/m.exec(text) ?? [];
  if (title === undefined) throw new Error(`${source} has no title`);
  return { source, name: source === CONTENTS ? 'index' : basename(source, '.md'), title, text };
}

/** The part of an address after `#` that leads to a heading: as GitHub writes it, so that links hold in both places. */
export function headingId(heading: string): string {
  const kept = heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '');
  return kept.trim().replaceAll(/\s/g, '-');
}

/** A search of the guide, with the number of events that it leaves of the sample. */
export interface GuideSearch {
  readonly search: string;
  readonly events: number;
  /** The rest of the link that shows it: `screen=timeline&tab=reach`. */
  readonly view: string;
}

/** Of a fenced block: its first line, ```` ```search 2,498 screen=timeline ````, and what stands in it. */
export function readSearch(info: string, text: string): GuideSearch | null {
  const [kind, count = '', view = '', ...more] = info.split(' ');
  if (kind !== 'search') return null;
  if (!/^[\d,]+$/.test(count) || more.length > 0)
    throw new Error(`A search says how many events it leaves, and what else the link holds: ${info}`);
  return { search: text.trim(), events: Number(count.replaceAll(',', '')), view };
}

/** All searches of a page. */
export function searchesOf(text: string): GuideSearch[] {
  const blocks = text.matchAll(/^```(search[^\n]*)\n([^]*?)\n```$/gm);
  return Array.from(blocks, ([, info = '', search = '']) => readSearch(info, search)).filter(
    (search) => search !== null,
  );
}

/** What stands behind `#` in the link that opens it. */
export function searchLink({ search, view }: GuideSearch): string {
  const entries = [...new URLSearchParams(view), ...(search === '' ? [] : [['q', search]]), ['v', '1']];
  const known = entries.map(([key = '', value = '']) => [key, value] as const);
  return new URLSearchParams(
    known.toSorted(([a], [b]) => (a < b ? -1 : 1)).map((entry) => [...entry]),
  ).toString();
}
