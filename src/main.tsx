import '@mantine/core/styles.layer.css';
import '#ui/tokens.css';
import { createRoot } from 'react-dom/client';
import { App } from '#app/app.tsx';
import { createQueryClient } from '#app/query-client.ts';
import { paintTheme } from '#app/theme.ts';
import { enforcePagePolicy } from '#lib/page-policy.ts';
import { createSession } from '#session/create-session.ts';
import { createViewStore } from '#view-state/use-view-state.ts';

const styleNonce = enforcePagePolicy();
paintTheme(window);
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <App
      session={createSession()}
      viewStore={createViewStore(window)}
      queryClient={createQueryClient()}
      styleNonce={styleNonce}
    />,
  );
}
