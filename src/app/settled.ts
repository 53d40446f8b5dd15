/**
 * Says on <html data-settled> whether the program is at rest: nothing loading, no query or gathering under way, and the
 * last change painted. Tests wait for it; people never see it.
 */
import type { QueryClient } from '@tanstack/react-query';
import type { Session } from '#session/session.ts';
import { fetchFirstParts, fetchOtherParts } from './later.ts';

/** ms that rest must last after an input: scrolling rests before it asks. */
const REST_AFTER_INPUT = 80;
/** ms that rest must last after an answer: the next query starts in an effect of the picture that it makes. */
const REST_AFTER_ANSWER = 20;

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
  let restUntil = 0;
  let isFetchingParts = false;
  const isBusy = (): boolean => {
    const { phase } = session.getState();
    const isAsking = client.isFetching() > 0 || client.isMutating() > 0;
    return isFetchingParts || phase === 'opening' || phase === 'loading' || isAsking;
  };
  const settle = (): void => {
    if (!isBusy()) root.dataset['settled'] = 'true';
  };
  // Whatever happens may be the beginning of something: rest is only believed when it has lasted.
  const check = (rest: number): void => {
    root.dataset['settled'] = 'false';
    restUntil = Math.max(restUntil, page.performance.now() + rest);
    page.clearTimeout(timer);
    page.cancelAnimationFrame(frame);
    if (isBusy()) return;
    timer = page.setTimeout(() => {
      frame = page.requestAnimationFrame(() => {
        frame = page.requestAnimationFrame(settle);
      });
    }, restUntil - page.performance.now());
  };
  const afterInput = (): void => check(REST_AFTER_INPUT);
  const afterAnswer = (): void => check(REST_AFTER_ANSWER);
  const stops = [
    session.subscribe(afterAnswer),
    client.getQueryCache().subscribe(afterAnswer),
    client.getMutationCache().subscribe(afterAnswer),
  ];
  for (const input of INPUT) page.addEventListener(input, afterInput, { capture: true, passive: true });
  afterInput();
  const duringFetch = async (parts: Promise<void>): Promise<void> => {
    isFetchingParts = true;
    afterAnswer();
    await parts;
    isFetchingParts = false;
    afterAnswer();
  };
  void duringFetch(fetchFirstParts(page))
    .then(() => session.engineFetched())
    .then(() => duringFetch(fetchOtherParts()));
  return () => {
    page.clearTimeout(timer);
    page.cancelAnimationFrame(frame);
    for (const stop of stops) stop();
    for (const input of INPUT) page.removeEventListener(input, afterInput, { capture: true });
  };
}
