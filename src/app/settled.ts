/**
 * Says on <html data-settled> whether the program is at rest: nothing loading, no query or gathering under way, and the
 * last change painted. Tests wait for it; people never see it.
 */
import type { QueryClient } from '@tanstack/react-query';
import type { Session } from '#session/session.ts';

/** Rest must last so long: queries start in effects, and scrolling rests before it asks. */
const REST = 80;

const INPUT = [
  'pointerdown',
  'click',
  'keydown',
  'wheel',
  'input',
  'change',
  'drop',
  'scroll',
  'popstate',
  'hashchange',
];

/** Watches until the answered function is called. */
export function watchSettled(page: Window, session: Session, client: QueryClient): () => void {
  const root = page.document.documentElement;
  let timer = 0;
  let frame = 0;
  const isBusy = (): boolean => {
    const { phase } = session.getState();
    return phase === 'opening' || phase === 'loading' || client.isFetching() > 0 || client.isMutating() > 0;
  };
  const settle = (): void => {
    if (!isBusy()) root.dataset['settled'] = 'true';
  };
  // Whatever happens may be the beginning of something: rest is only believed when it has lasted.
  const check = (): void => {
    root.dataset['settled'] = 'false';
    page.clearTimeout(timer);
    page.cancelAnimationFrame(frame);
    if (isBusy()) return;
    timer = page.setTimeout(() => {
      frame = page.requestAnimationFrame(() => {
        frame = page.requestAnimationFrame(settle);
      });
    }, REST);
  };
  const stops = [
    session.subscribe(check),
    client.getQueryCache().subscribe(check),
    client.getMutationCache().subscribe(check),
  ];
  for (const input of INPUT) page.addEventListener(input, check, { capture: true, passive: true });
  check();
  return () => {
    page.clearTimeout(timer);
    page.cancelAnimationFrame(frame);
    for (const stop of stops) stop();
    for (const input of INPUT) page.removeEventListener(input, check, { capture: true });
  };
}
