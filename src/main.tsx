import '@mantine/core/styles.layer.css';
import '#ui/tokens.css';
import { createRoot } from 'react-dom/client';
import { App } from '#app/app.tsx';
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
if (root !== null) {
  const session = createSession();
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
