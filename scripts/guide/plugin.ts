/**
 * The user guide in the build: `guide/*.html` beside the page, made from `docs/`, with their pictures. Plain pages that any
 * server shows and that need no script: they open in a tab of their own, so that what is loaded stays where it is.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { readGuide } from './pages.ts';
import { pageHtml } from './page-html.ts';
import { guideStyles } from './styles.ts';

const PICTURES = fileURLToPath(new URL('../../docs/guide/pictures/', import.meta.url));
const THEME = fileURLToPath(new URL('./theme.js', import.meta.url));

/** All files of the guide, by their names below `guide/`. */
export function guideFiles(): ReadonlyMap<string, string | Uint8Array> {
  const guide = readGuide();
  const pictures = readdirSync(PICTURES).filter((name) => name.endsWith('.webp'));
  return new Map<string, string | Uint8Array>([
    ...guide.pages.map((page) => [`${page.name}.html`, pageHtml(guide, page)] as const),
    ['guide.css', guideStyles()],
    ['theme.js', readFileSync(THEME, 'utf8')],
    ...pictures.map((name) => [`pictures/${name}`, readFileSync(PICTURES + name)] as const),
  ]);
}

export function userGuide(): Plugin {
  return {
    name: 'trailscope-user-guide',
    generateBundle() {
      for (const [name, source] of guideFiles())
        this.emitFile({ type: 'asset', fileName: `guide/${name}`, source });
    },
    configureServer: ({ middlewares }) => {
      middlewares.use('/guide/', (request, response, next) => {
        const name = (request.url ?? '').replace(/^\//, '').replace(/[?#].*$/s, '') || 'index.html';
        const source = guideFiles().get(name);
        if (source === undefined) return next();
        response.setHeader('content-type', TYPES[name.replace(/^.*\./, '')] ?? 'application/octet-stream');
        response.end(source);
      });
    },
  };
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css',
  js: 'text/javascript',
  webp: 'image/webp',
};
