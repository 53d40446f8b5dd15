import { FilterPills } from '#features/search/filter-pills.tsx';
import { useViewState } from '#view-state/use-view-state.ts';
import { isPeopleScreen, PeopleTabs } from './people-tabs.tsx';
import { NewScreen } from './new-screen.tsx';
import { PrincipalsScreen } from './principals-screen.tsx';
import { TimelineScreen } from './timeline-screen.tsx';
import { SessionsScreen } from './sessions-screen.tsx';
import styles from './frame.module.css';

/** Principals, one's timeline, sessions, what is new: all under the filter. */
export function PeopleScreens() {
  const [{ screen }] = useViewState();
  if (!isPeopleScreen(screen)) return null;
  return (
    <>
      <FilterPills />
      <PeopleTabs screen={screen} />
      <div
        id="people-screen"
        role="tabpanel"
        aria-labelledby={`tab-${screen}`}
        className={styles['peopleScreen']}
      >
        {screen === 'principals' && <PrincipalsScreen />}
        {screen === 'timeline' && <TimelineScreen />}
        {screen === 'sessions' && <SessionsScreen />}
        {screen === 'new' && <NewScreen />}
      </div>
    </>
  );
}
