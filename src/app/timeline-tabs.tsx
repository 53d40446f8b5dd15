import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { FirstSeenPanel } from '#features/first-seen/first-seen-panel.tsx';
import { LifeLinePanel } from '#features/life-line/life-line-panel.tsx';
import { ReachPanel } from '#features/reach/reach-panel.tsx';
import { VersusPanel } from '#features/versus/versus-panel.tsx';
import { subjectOf } from '#query/subject.ts';
import type { TimelineTab } from '#view-state/people-view.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import styles from './timeline-screen.module.css';

const TABS: readonly {
  readonly name: TimelineTab;
  readonly label: string;
  readonly panel: ReactNode;
  /** Of a resource only. */
  readonly ofResource?: boolean;
}[] = [
  { name: 'life', label: 'Life line', panel: <LifeLinePanel />, ofResource: true },
  { name: 'reach', label: 'What came from it', panel: <ReachPanel /> },
  { name: 'first-seen', label: 'First seen', panel: <FirstSeenPanel /> },
  { name: 'compare', label: 'Compare', panel: <VersusPanel /> },
];

/** What is known of the subject besides its lanes; the life line of a resource comes first. */
export function TimelineTabs() {
  const [{ tab, filter }, change] = useViewState();
  const isResource = subjectOf(filter)?.field === 'resource';
  const shown = TABS.filter(({ ofResource = false }) => isResource || !ofResource);
  const chosen =
    shown.find(({ name }) => name === tab) ?? shown.find(({ ofResource }) => ofResource) ?? shown[0];
  if (chosen === undefined) return null;
  return (
    <Tabs
      value={chosen.name}
      className={styles['tabs'] ?? ''}
      onChange={(next) => {
        const known = shown.find(({ name }) => name === next);
        if (known !== undefined && known !== chosen) change({ tab: known.name });
      }}
    >
      <Tabs.List aria-label="More about it">
        {shown.map(({ name, label }) => (
          <Tabs.Tab key={name} value={name}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={chosen.name} className={styles['tabPanel'] ?? ''}>
        {chosen.panel}
      </Tabs.Panel>
    </Tabs>
  );
}
