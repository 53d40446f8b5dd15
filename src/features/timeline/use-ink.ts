import { useSyncExternalStore } from 'react';

/** Colours that a canvas draws with. */
export interface Ink {
  readonly read: string;
  readonly attention: string;
  readonly bad: string;
}

const FORCED = '(forced-colors: active)';
const LIGHT = '(prefers-color-scheme: light)';

/** A canvas does not follow the page's theme by itself. */
function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
  const media = [FORCED, LIGHT].map((query) => window.matchMedia(query));
  for (const one of media) one.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    for (const one of media) one.removeEventListener('change', listener);
  };
}

/** One text, so that it can be compared: the colours with a line between. */
function snapshot(): string {
  // Where the reader's system chooses the colours, ours would not be seen.
  if (window.matchMedia(FORCED).matches) return 'GrayText\nCanvasText\nHighlight';
  const style = getComputedStyle(document.documentElement);
  return ['--series-1', '--series-2', '--series-3'].map((token) => style.getPropertyValue(token)).join('\n');
}

export function useInk(): Ink {
  const text = useSyncExternalStore(subscribe, snapshot);
  const [read = 'gray', attention = 'gray', bad = 'gray'] = text.split('\n');
  return { read, attention, bad };
}
