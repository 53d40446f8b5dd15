/** A page of the guide as HTML: static, without inline script or style, and without any markup that is not made here. */
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { Lexer, Parser, Renderer, type Tokens } from 'marked';
import { headingId, readSearch, searchLink, type GuidePage } from './pages.ts';

export interface RenderedText {
  readonly html: string;
  /** Headings of the second level. */
  readonly parts: readonly { readonly id: string; readonly title: string }[];
}

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Throws on markup in the text: a page holds what this file makes, and nothing else. */
export function renderText(page: GuidePage, pages: readonly GuidePage[]): RenderedText {
  const renderer = new PageRenderer(page, pages);
  const html = new Parser({ renderer }).parse(new Lexer({ gfm: true }).lex(page.text));
  return { html, parts: renderer.parts };
}

class PageRenderer extends Renderer {
  readonly parts: { id: string; title: string }[] = [];
  private readonly ids = new Map<string, number>();
  private heard = '';
  private readonly page: GuidePage;
  private readonly names: ReadonlyMap<string, string>;

  constructor(page: GuidePage, pages: readonly GuidePage[]) {
    super();
    this.page = page;
    this.names = new Map(pages.map(({ source, name }) => [source, name]));
  }

  override html({ text }: Tokens.HTML | Tokens.Tag): string {
    if (/^<!--[^]*?-->\s*$/.test(text)) return '';
    throw new Error(`${this.page.source} holds markup: ${text.slice(0, 60)}`);
  }

  override heading({ tokens, depth, text }: Tokens.Heading): string {
    const id = this.newId(headingId(text.replaceAll(/[`*]/g, '')));
    const title = text.replaceAll(/[`*]/g, '');
    this.heard = title;
    if (depth === 2) this.parts.push({ id, title });
    const anchor =
      depth === 1 ? '' : ` <a class="anchor" href="#${id}" aria-label="Link to: ${escapeHtml(title)}">#</a>`;
    return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}${anchor}</h${depth}>\n`;
  }

  /** As on GitHub: the second of one name ends in -1. */
  private newId(id: string): string {
    const times = this.ids.get(id) ?? 0;
    this.ids.set(id, times + 1);
    return times === 0 ? id : `${id}-${times}`;
  }

  override code(token: Tokens.Code): string {
    const search = readSearch(token.lang ?? '', token.text);
    if (search === null)
      return `<pre tabindex="0" aria-label="Text to copy: ${escapeHtml(this.heard)}"><code>${escapeHtml(token.text)}</code></pre>\n`;
    const count = `${search.events.toLocaleString('en')} event${search.events === 1 ? '' : 's'} in the sample`;
    const text = search.search === '' ? 'no search: all events' : search.search;
    return `<div class="search"><code>${escapeHtml(text)}</code><p>${count} · <a href="../#${escapeHtml(searchLink(search))}">Open in Trailscope</a></p></div>\n`;
  }

  override table(token: Tokens.Table): string {
    const label = `Table: ${escapeHtml(this.heard)}`;
    return `<div class="table" role="region" tabindex="0" aria-label="${label}">${super.table(token)}</div>\n`;
  }

  override image({ href, text }: Tokens.Image): string {
    const size = sizeOfWebp(posix.join(posix.dirname(this.page.source), href));
    const place = size === null ? '' : ` width="${size.width}" height="${size.height}"`;
    const src = escapeHtml(href);
    return `<a class="picture" href="${src}"><img src="${src}" alt="${escapeHtml(text)}"${place} loading="lazy" decoding="async" /></a>`;
  }

  /** To another page of the guide, or out into the web. What is not in the site, such as a decision, is only named. */
  override link({ href, tokens }: Tokens.Link): string {
    const text = this.parser.parseInline(tokens);
    if (href.startsWith('https:'))
      return `<a href="${escapeHtml(href)}" rel="noopener noreferrer">${text}</a>`;
    const [path = '', anchor] = href.split('#');
    const target = path === '' ? this.page.source : posix.join(posix.dirname(this.page.source), path);
    const name = this.names.get(target);
    if (name === undefined) return text;
    const place = anchor === undefined ? '' : `#${anchor}`;
    return `<a href="${path === '' ? place : `${name}.html${place}`}">${text}</a>`;
  }
}

/**
 * Of a picture in the repository, so that nothing jumps while it comes. Lossy, lossless and extended WebP. Null for one that has not
 * been taken yet: taking it needs the build.
 */
export function sizeOfWebp(source: string): { readonly width: number; readonly height: number } | null {
  const path = new URL(`../../${source}`, import.meta.url);
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  const form = bytes.toString('latin1', 12, 16);
  if (form === 'VP8 ')
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  if (form === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (form !== 'VP8L') throw new Error(`${source} is no WebP picture`);
  const bits = bytes.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
