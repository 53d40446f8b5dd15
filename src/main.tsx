import '@mantine/core/styles.layer.css';
import '#ui/tokens.css';
import { createRoot } from 'react-dom/client';
import { App } from '#app/app.tsx';
import { missingNeeds, showUnfit } from '#app/browser-needs.ts';
import { comesFromCopy, firstPicture } from '#app/first-picture.ts';
import { keepCopyWhenCalm } from '#app/keep-copy.ts';
import { createQueryClient } from '#app/query-client.ts';
import { paintTheme } from '#app/theme.ts';
import { Updates } from '#features/updates/updates.ts';
import { enforcePagePolicy } from '#lib/page-policy.ts';
import { createSession } from '#session/create-session.ts';
import { createViewStore } from '#view-state/use-view-state.ts';

const styleNonce = enforcePagePolicy();
paintTheme(window);
const root = document.getElementById('root');
const missing = missingNeeds(window);
if (root !== null && missing.length > 0) {
  showUnfit(root, missing);
} else if (root !== null) {
  // Over a line the engine is what takes longest, and comes beside the rest. From the browser's own copy everything comes at
  // once: then it would only take the processor away from the first picture.
  const session = createSession(comesFromCopy(window) ? firstPicture(window) : null);
  const updates = new Updates({
    container: window.navigator.serviceWorker,
    reload: () => window.location.reload(),
  });
  createRoot(root).render(
    <App
      session={session}
      viewStore={createViewStore(window)}
      queryClient={createQueryClient()}
      styleNonce={styleNonce}
      updates={updates}
    />,
  );
  // The dev server has no service worker.
  if (import.meta.env.PROD) void keepCopyWhenCalm(window, session, updates);
}
