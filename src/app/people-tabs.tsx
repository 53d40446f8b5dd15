import { Tabs } from '@mantine/core';
import { GuideSign } from '#ui/guide-link.tsx';
import { useViewState } from '#view-state/use-view-state.ts';
import { DEFAULT_PEOPLE_VIEW } from '#view-state/people-view.ts';
import type { Screen } from '#view-state/view-state.ts';
import { GUIDE_OF_SCREEN } from './guide-of-screen.ts';
import styles from './frame.module.css';

const TABS = {
  principals: 'Principals',
  timeline: 'Timeline',
  sessions: 'Sessions',
  new: 'What is new',
} as const satisfies Partial<Record<Screen, string>>;

type PeopleScreen = keyof typeof TABS;

export function isPeopleScreen(screen: Screen): screen is PeopleScreen {
  return Object.hasOwn(TABS, screen);
}

/** The screens about who did something, beside each other. */
export function PeopleTabs({ screen }: { readonly screen: PeopleScreen }) {
  const [, change] = useViewState();
  const { find, listOrder } = DEFAULT_PEOPLE_VIEW;
  return (
    <div className={styles['tabsLine']}>
      <Tabs
        value={screen}
        className={styles['tabs'] ?? ''}
        // What is searched for in one list means nothing in another.
        onChange={(next) =>
          next !== null && isOne(next) && next !== screen && change({ screen: next, find, listOrder })
        }
      >
        <Tabs.List aria-label="About principals">
          {Object.entries(TABS).map(([name, label]) => (
            <Tabs.Tab key={name} value={name} id={`tab-${name}`} aria-controls="people-screen">
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <GuideSign to={GUIDE_OF_SCREEN[screen].to} about="this screen" />
    </div>
  );
}

const isOne = (name: string): name is PeopleScreen => Object.hasOwn(TABS, name);
