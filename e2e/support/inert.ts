/**
 * Looks whether a page made anything but text of what a stranger wrote: nothing ran, nothing asked another host, there are no
 * elements and attributes that Trailscope does not make itself, and nothing that cannot be seen.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { CANARY } from '../../src/lib/testing/hostile-strings.ts';
import { expect, requestsElsewhere } from './test.ts';

/** Elements of which Trailscope makes none, whatever is loaded. */
const NEVER =
  'iframe, frame, object, embed, base, video, audio, source, applet, marquee, plaintext, math, foreignObject, animate, set, use, image, template, area, portal, fencedframe, img';

/** What is read by a person, beside the text itself. */
const SPOKEN = ['title', 'aria-label', 'alt', 'placeholder', 'aria-description', 'aria-valuetext', 'label'];

/** Ways out that make no request which Playwright would see, or none at once. */
const WAYS_OUT = ['RTCPeerConnection', 'WebSocket', 'WebTransport', 'EventSource', 'SharedWorker'];

export interface Watch {
  /** Throws unless all that happened so far, and all that is on the page now, is harmless. */
  expectInert(what: string): Promise<void>;
}

/** Before the page is opened. `site`: the only place that may be asked. */
export async function watchPage(page: Page, context: BrowserContext, site: string): Promise<Watch> {
  const happened = requestsElsewhere(context, site);
  page.on('websocket', (socket) => happened.push(`socket ${socket.url()}`));
  page.on('popup', (popup) => happened.push(`window ${popup.url()}`));
  page.on('dialog', (dialog) => {
    happened.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', ({ message }) => happened.push(`error ${message}`));
  await page.exposeFunction('tellWatch', (text: string) => happened.push(text));
  await page.addInitScript((names) => {
    const tell = (text: string): void => void Reflect.get(window, 'tellWatch')(text);
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      tell(`policy ${violatedDirective} ${blockedURI} ${sample}`),
    );
    for (const name of names) {
      const own: unknown = Reflect.get(window, name);
      if (typeof own !== 'function') continue;
      Reflect.set(
        window,
        name,
        new Proxy(own, {
          construct: (target, args) => {
            tell(`${name} ${String(args[0])}`);
            return Reflect.construct(target, args);
          },
        }),
      );
    }
    for (const [owner, name] of [
      [Navigator.prototype, 'sendBeacon'],
      [window, 'open'],
    ] as const) {
      const own: unknown = Reflect.get(owner, name);
      if (typeof own !== 'function') continue;
      Reflect.set(owner, name, (...args: unknown[]) => {
        tell(`${name} ${String(args[0])}`);
        return false;
      });
    }
  }, WAYS_OUT);
  return {
    expectInert: async (what) => {
      const { found, text } = await page.evaluate(look, { never: NEVER, spoken: SPOKEN, canary: CANARY });
      expect.soft(found, what).toEqual([]);
      expect.soft(happened.splice(0), what).toEqual([]);
      expect.soft(text, `${what} shows something`).toBeGreaterThan(20);
    },
  };
}

interface Question {
  readonly never: string;
  readonly spoken: readonly string[];
  readonly canary: string;
}

/** Runs in the page. What is wrong, at most a few of each; and how much text there is. */
function look({ never, spoken, canary }: Question): { found: string[]; text: number } {
  const found: string[] = [];
  const add = (what: string): void => void (found.length < 12 && found.push(what.slice(0, 300)));
  const invisible = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
  const name = (one: Element): string => `<${one.localName} class="${one.getAttribute('class') ?? ''}">`;

  if (Reflect.has(window, canary)) add('the canary is set: something ran');
  if (Reflect.get({}, 'polluted') !== undefined) add('a prototype was changed');
  for (const one of document.querySelectorAll(never)) add(`an element: ${name(one)}`);
  for (const one of document.querySelectorAll('script, link, meta[http-equiv], form, a, [ping]')) {
    const target = one.getAttribute('src') ?? one.getAttribute('href') ?? one.getAttribute('action') ?? '';
    const stays = target === '' || new URL(target, document.baseURI).origin === location.origin;
    if (!stays || one.hasAttribute('ping')) add(`a way out: ${name(one)} ${target}`);
    if (one.localName === 'script' && target === '') add(`a script: ${one.textContent}`);
    if (one.getAttribute('http-equiv')?.toLowerCase() === 'refresh') add('a page that goes elsewhere');
    if (/prefetch|preconnect|prerender/.test(one.getAttribute('rel') ?? '')) add(`fetches ahead: ${target}`);
  }
  for (const one of document.querySelectorAll('*')) {
    for (const { name: attribute, value } of one.attributes) {
      if (attribute.startsWith('on') || attribute === 'srcdoc' || attribute === 'formaction')
        add(`an attribute: ${name(one)} ${attribute}`);
      if (/^\s*(?:javascript|vbscript|data):/i.test(value) && ['href', 'src', 'action'].includes(attribute))
        add(`an address: ${name(one)} ${attribute}=${value}`);
      if (spoken.includes(attribute) && invisible.test(value))
        add(`cannot be seen in ${attribute} of ${name(one)}: ${JSON.stringify(value.slice(0, 80))}`);
    }
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEXTAREA'].includes(parent.tagName)) continue;
    if (invisible.test(node.nodeValue ?? ''))
      add(`cannot be seen in ${name(parent)}: ${JSON.stringify(node.nodeValue?.slice(0, 80))}`);
  }
  return { found, text: document.body.innerText.length };
}
