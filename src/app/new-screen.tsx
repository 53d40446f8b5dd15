import { NewsPanel } from '#features/first-seen/news-panel.tsx';

/** What one period has that another has not. */
export function NewScreen() {
  return <NewsPanel />;
}
