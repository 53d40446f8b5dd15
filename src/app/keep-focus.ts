/**
 * When what has the focus is taken away (a row, a notice, a pill, a whole screen), browsers give the focus to the page: a
 * screen reader begins again at the top, and keys go nowhere. Here the nearest part of the page that is still there gets
 * it (`focus-memory.ts` says which). Whoever knows a better place gives it the focus at once, and this one has nothing to do.
 */
import { FocusMemory } from './focus-memory.ts';
import type { Look } from './focus-memory.ts';

/** ms for those who know better: dialogs give the focus back after they are closed. */
const PATIENCE = 100;

const PARTS = '[role="dialog"], [role="grid"], section, aside, main, nav, header, footer, [role="alert"]';
const LAST = 'main, [role="alert"]';
/** What lies over the page, and is gone when it is closed. */
const LAYERS = '[role="dialog"], [role="menu"], [role="listbox"]';

const LOOK: Look<Element> = {
  isThere: (element) => element.isConnected,
  canHaveFocus: (element) =>
    element.isConnected && !element.matches(':disabled') && element.getClientRects().length > 0,
  isPart: (element) => element.matches(PARTS),
  isLayer: (element) => element.matches(LAYERS),
};

/** Until the answered function is called. */
export function keepFocus(page: Document): () => void {
  const memory = new FocusMemory(LOOK);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLost = (): boolean => isNowhere(page) && memory.isTaken;
  const restore = (): void => {
    timer = undefined;
    if (isLost()) focusPart(memory.heir ?? page.querySelector(LAST));
  };
  const look = (): void => {
    if (timer === undefined && isLost()) timer = setTimeout(restore, PATIENCE);
  };
  const note = ({ target }: FocusEvent): void => {
    if (target instanceof Element) memory.note(pathOf(target));
  };
  // A press on bare ground takes the focus away as well: that is the reader's own wish.
  const giveUp = ({ target }: PointerEvent): void => {
    if (target instanceof Element && isNowhere(page)) memory.giveUp();
  };
  const observer = new MutationObserver(look);
  observer.observe(page.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  page.addEventListener('focusin', note);
  page.addEventListener('pointerup', giveUp);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    page.removeEventListener('focusin', note);
    page.removeEventListener('pointerup', giveUp);
  };
}

const isNowhere = ({ activeElement, body }: Document): boolean =>
  activeElement === null || activeElement === body;

function pathOf(element: Element): Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) path.push(at);
  return path;
}

/** A part of the page takes the focus only while it has it: it is no stop of Tab. */
function focusPart(part: Element | null): void {
  if (!(part instanceof HTMLElement || part instanceof SVGElement)) return;
  if (part.tabIndex < 0 && part.matches(PARTS)) {
    const isMade = !part.hasAttribute('tabindex');
    if (isMade) part.setAttribute('tabindex', '-1');
    // A frame around half of the page would say that all of it is chosen.
    part.setAttribute('data-holds-focus', '');
    const giveUp = (): void => {
      if (isMade) part.removeAttribute('tabindex');
      part.removeAttribute('data-holds-focus');
    };
    part.addEventListener('blur', giveUp, { once: true });
  }
  part.focus({ preventScroll: true });
}
