/** What stands around the text of a page of the guide: head, contents at the side, the way on. */
import { CONTENT_SECURITY_POLICY } from '../content-security-policy.ts';
import type { Guide, GuidePage } from './pages.ts';
import { escapeHtml, renderText, type RenderedText } from './render.ts';

export function pageHtml(guide: Guide, page: GuidePage): string {
  const text = renderText(page, guide.pages);
  return `${head(page)}
  <body>
    <a class="skip" href="#content">Skip to the text</a>
    <header class="top">
      <a class="product" href="index.html"><img src="../icon.svg" alt="" width="22" height="22" /> Trailscope <span>User guide</span></a>
      <a class="open" href="../">Open Trailscope</a>
    </header>
    <div class="frame">
${side(guide, page, text)}
      <main id="content">
${text.html}${wayOn(guide, page)}
      </main>
    </div>
  </body>
</html>
`;
}

function head({ name, title }: GuidePage): string {
  const whole = name === 'index' ? 'Trailscope user guide' : `${title} – Trailscope user guide`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta http-equiv="Content-Security-Policy" content="${escapeHtml(CONTENT_SECURITY_POLICY)}" />
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <meta name="color-scheme" content="light dark" />
    <title>${escapeHtml(whole)}</title>
    <link rel="icon" href="../icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="guide.css" />
    <script src="theme.js"></script>
  </head>`;
}

function side(guide: Guide, page: GuidePage, { parts }: RenderedText): string {
  const item = (one: GuidePage): string => {
    const isHere = one === page;
    const inner = isHere && parts.length > 1 ? `<ol class="parts">${parts.map(part).join('')}</ol>` : '';
    return `<li><a href="${one.name}.html"${isHere ? ' aria-current="page"' : ''}>${escapeHtml(one.title)}</a>${inner}</li>`;
  };
  const part = ({ id, title }: RenderedText['parts'][number]): string =>
    `<li><a href="#${id}">${escapeHtml(title)}</a></li>`;
  const sections = guide.sections.map(
    ({ title, pages }) => `<h2>${escapeHtml(title)}</h2><ol>${pages.map(item).join('')}</ol>`,
  );
  return `      <nav class="side" aria-label="Contents">${sections.join('')}</nav>`;
}

function wayOn({ pages }: Guide, page: GuidePage): string {
  const at = pages.indexOf(page);
  const [before, after] = [pages[at - 1], pages[at + 1]];
  const link = (one: GuidePage | undefined, word: string, rel: string): string =>
    one === undefined
      ? ''
      : `<a rel="${rel}" href="${one.name}.html"><span>${word}</span> ${escapeHtml(one.title)}</a>`;
  return `<nav class="way" aria-label="Previous and next page">${link(before, 'Previous', 'prev')}${link(after, 'Next', 'next')}</nav>`;
}
