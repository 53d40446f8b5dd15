/** Lines, paragraphs, letters and words as far apart as WCAG 1.4.12 lets a reader set them: nothing that is said is lost. */
import type { Page } from '@playwright/test';
import { expect } from './test.ts';

const SPACED =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';

/** A sheet of a script: the page's own policy forbids only styles that come with the document. */
async function space(page: Page, isOn: boolean): Promise<void> {
  await page.evaluate(
    async ([css, on]) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = on ? [sheet] : [];
      await new Promise((drawn) => void requestAnimationFrame(() => requestAnimationFrame(drawn)));
    },
    [SPACED, isOn] as const,
  );
}

/** `what`: is on the screen. `within`: a part of the page. The texts are as they were when it is over. */
export async function expectRoomForText(page: Page, what: string, within = 'body'): Promise<void> {
  await space(page, true);
  expect(await cutTexts(page, within), `texts of ${what} that are cut when they are spaced`).toEqual([]);
  await space(page, false);
}

/** The same of a screen over which nothing lies: no text is on another either, and none is out of reach to the side. */
export async function expectRoomOnScreen(page: Page, what: string): Promise<void> {
  await space(page, true);
  expect(await cutTexts(page, 'body'), `texts of ${what} that are cut when they are spaced`).toEqual([]);
  expect(await coveredTexts(page), `texts of ${what} that lie on others when they are spaced`).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider, `pixels that ${what} is too wide when texts are spaced`).toBeLessThanOrEqual(0);
  await space(page, false);
}

/**
 * Texts that go over the edge of a box that hides what does, unless three dots say so and all of it is in the hint. What
 * is scrolled to is not lost; what nobody sees, such as the words for screen readers alone, is not looked at.
 */
function cutTexts(page: Page, within: string): Promise<string[]> {
  return page.evaluate((selector) => {
    const SLACK = 3;
    const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
    const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
    const isForEars = (element: Element): boolean => {
      for (let box: Element | null = element; box !== null; box = box.parentElement) {
        const { clip, clipPath } = getComputedStyle(box);
        if (clip !== 'auto' || clipPath !== 'none') return true;
      }
      return false;
    };
    const isCut = (element: Element, text: DOMRect): boolean => {
      let dotted = false;
      for (let box: Element | null = element; box !== null; box = box.parentElement) {
        const { overflowX, overflowY, textOverflow, position } = getComputedStyle(box);
        if (scrolls(overflowX) || scrolls(overflowY)) return false;
        dotted ||= textOverflow === 'ellipsis' && hides(overflowX);
        const { left, right, top, bottom } = box.getBoundingClientRect();
        const isBeside = text.right > right + SLACK || text.left < left - SLACK;
        if (hides(overflowX) && isBeside) return !dotted || element.closest('[title]') === null;
        if (hides(overflowY) && (text.bottom > bottom + SLACK || text.top < top - SLACK)) return true;
        if (position === 'fixed') return false;
      }
      return false;
    };
    const found = new Set<string>();
    for (const root of document.querySelectorAll(selector)) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const element = node.parentElement;
        const text = node.textContent?.trim() ?? '';
        if (text === '' || element?.checkVisibility({ visibilityProperty: true }) !== true) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const place = range.getBoundingClientRect();
        if (place.width > 1 && isCut(element, place) && !isForEars(element))
          found.add(`${text.slice(0, 80)} in ${element.className}`);
      }
    }
    return [...found];
  }, within);
}

/** Pairs of texts one of which lies on the other, where both can be seen. */
function coveredTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    /** What is left of a text after all boxes around it have cut it. */
    const seenPart = (element: Element, text: DOMRect) => {
      let { left, right, top, bottom } = text;
      for (let box: Element | null = element; box !== null; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box);
        const edge = box.getBoundingClientRect();
        if (overflowX !== 'visible') [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
        if (overflowY !== 'visible') [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
      }
      return { left, right, top, bottom };
    };
    const seen: { text: string; element: Element; place: ReturnType<typeof seenPart> }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      const isSeen = element?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) === true;
      if (text === '' || element === null || !isSeen) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const line of range.getClientRects()) {
        const place = seenPart(element, line);
        const isThere = place.right - place.left > 2 && place.bottom - place.top > 2;
        if (isThere) seen.push({ text, element, place });
      }
    }
    return seen.flatMap((one, at) => {
      const height = Number.parseFloat(getComputedStyle(one.element).fontSize) / 2;
      const below = seen.slice(at + 1).filter(({ element, place: { left, right, top, bottom } }) => {
        // Texts of one paragraph run on from line to line.
        if (one.element.contains(element) || element.contains(one.element)) return false;
        const across = Math.min(one.place.right, right) - Math.max(one.place.left, left);
        const down = Math.min(one.place.bottom, bottom) - Math.max(one.place.top, top);
        return across > 2 && down > height;
      });
      return below.map((other) => `${one.text.slice(0, 60)} | ${other.text.slice(0, 60)}`);
    });
  });
}
