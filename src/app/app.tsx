import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Session } from '#session/session.ts';
import { SessionContext } from '#session/use-session.ts';
import { ViewStoreContext } from '#view-state/use-view-state.ts';
import type { ViewStore } from '#view-state/use-view-state.ts';
import { UpdatesContext } from '#features/updates/update-notice.tsx';
import type { Updates } from '#features/updates/updates.ts';
import { SingleKeysContext } from '#ui/single-keys.ts';
import { HandleMenuProvider } from '#ui/handle-menu.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { forgetAnswers } from './forget-answers.ts';
import { showOverviewFirst } from './first-screen.ts';
import { keepFocus } from './keep-focus.ts';
import { Screens } from './screens.tsx';
import { stampLinks } from './stamp-links.ts';
import { watchSettled } from './settled.ts';
import { mantineTheme, themeManager } from './theme.ts';
import { useSingleKeys } from './use-single-keys.ts';

interface AppProps {
  readonly session: Session;
  readonly viewStore: ViewStore;
  readonly queryClient: QueryClient;
  /** What `<style>` elements made at run time must carry under the page's policy. */
  readonly styleNonce: string;
  readonly updates: Updates;
}

const colorSchemeManager = themeManager();

/** Providers around the screens. */
export function App({ session, viewStore, queryClient, styleNonce, updates }: AppProps) {
  useEffect(() => watchSettled(window, session, queryClient), [session, queryClient]);
  useEffect(() => stampLinks(session, viewStore), [session, viewStore]);
  useEffect(() => showOverviewFirst(window, session, viewStore), [session, viewStore]);
  useEffect(() => forgetAnswers(session, queryClient), [session, queryClient]);
  useEffect(() => keepFocus(document), []);
  const singleKeys = useSingleKeys();
  return (
    <MantineProvider
      theme={mantineTheme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      getStyleNonce={() => styleNonce}
    >
      <ErrorBoundary>
        <SessionContext value={session}>
          <ViewStoreContext value={viewStore}>
            <QueryClientProvider client={queryClient}>
              <UpdatesContext value={updates}>
                <HandleMenuProvider>
                  <SingleKeysContext value={singleKeys}>
                    <Screens />
                  </SingleKeysContext>
                </HandleMenuProvider>
              </UpdatesContext>
            </QueryClientProvider>
          </ViewStoreContext>
        </SessionContext>
      </ErrorBoundary>
    </MantineProvider>
  );
}
