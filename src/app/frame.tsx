import { Suspense, useRef } from 'react';
import { CompareScreen } from '#features/compare/compare-screen.tsx';
import { CoveragePanel } from '#features/coverage/coverage-panel.tsx';
import { FileButtons } from '#features/load-logs/file-buttons.tsx';
import { GatheringNote } from '#features/load-logs/gathering-note.tsx';
import { LinkOffer } from '#features/load-logs/link-offer.tsx';
import { LoadPanel } from '#features/load-logs/load-panel.tsx';
import { NoEvents } from '#features/load-logs/no-events.tsx';
import { UrlButton } from '#features/load-logs/url-button.tsx';
import { UrlStrip } from '#features/load-logs/url-strip.tsx';
import { DataScreen } from '#features/files/data-screen.tsx';
import { LinkDataNotice } from '#features/share/link-data-notice.tsx';
import { UpdateNotice } from '#features/updates/update-notice.tsx';
import { hasNoEvents, useSessionState } from '#session/use-session.ts';
import { useKeys } from '#ui/use-keys.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { Screen } from '#view-state/view-state.ts';
import { Announcements } from './announcements.tsx';
import { EventsScreen } from './events-screen.tsx';
import { Header } from './header.tsx';
import { OverviewScreen, PeopleScreens, SpikesScreen } from './later.ts';
import { isPeopleScreen } from './people-tabs.tsx';
import { LinkNotice } from './link-notice.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { Rail } from './rail.tsx';
import { StatusLine } from './status-line.tsx';
import styles from './frame.module.css';

/** Header, rail, the chosen screen and the status line. */
export function Frame() {
  const [view, change] = useViewState();
  const isBare = useSessionState(hasNoEvents);
  const main = useRef<HTMLElement>(null);
  useKeys({
    'g o': () => change({ screen: 'overview' }),
    'g e': () => change({ screen: 'events' }),
    'g p': () => change({ screen: 'principals' }),
    'g s': () => change({ screen: 'spikes' }),
    'g d': () => change({ screen: 'data' }),
  });
  return (
    <div className={styles['frame']}>
      <button type="button" className={styles['skip']} onClick={() => main.current?.focus()}>
        Skip to content
      </button>
      <Announcements />
      <Header />
      <Rail />
      <main ref={main} tabIndex={-1} className={styles['main']}>
        <LoadPanel />
        <GatheringNote />
        <UrlStrip />
        <UpdateNotice />
        <LinkNotice />
        <LinkDataNotice />
        <LinkOffer />
        <ProblemNotice />
        {view.screen !== 'data' && (isBare ? <NoEvents /> : <Shown screen={view.screen} />)}
        {view.screen === 'data' && (
          <DataScreen
            addButtons={
              <>
                <FileButtons filesLabel="Add files" folderLabel="Add a folder" size="xs" />
                <UrlButton label="Add presigned URLs" size="xs" />
              </>
            }
            coverage={<CoveragePanel />}
          />
        )}
      </main>
      <StatusLine />
    </div>
  );
}

/** The screen that shows events. */
function Shown({ screen }: { readonly screen: Screen }) {
  return (
    <>
      {screen === 'events' && <EventsScreen />}
      {screen === 'compare' && <CompareScreen />}
      {isPeopleScreen(screen) && (
        <Suspense>
          <PeopleScreens />
        </Suspense>
      )}
      <Suspense>
        {screen === 'overview' && <OverviewScreen />}
        {screen === 'spikes' && <SpikesScreen />}
      </Suspense>
    </>
  );
}
