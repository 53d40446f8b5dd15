import { useViewState } from '#view-state/use-view-state.ts';
import type { Screen } from '#view-state/view-state.ts';
import { isPeopleScreen } from './people-tabs.tsx';
import { HelpButton } from './help-button.tsx';
import { RailButton } from './rail-button.tsx';
import { ThemeButton } from './theme-button.tsx';
import styles from './frame.module.css';

const KEYS = {
  overview: 'g o',
  events: 'g e',
  principals: 'g p',
  spikes: 'g s',
  data: 'g d',
} as const satisfies Partial<Record<Screen, string>>;

/** The screens that belong together stand behind one button. */
function roomOf(screen: Screen): Screen {
  return isPeopleScreen(screen) ? 'principals' : screen;
}

/** Where one can go: the screens above, files and settings at the foot. */
export function Rail() {
  const [view, change] = useViewState();
  const item = (screen: keyof typeof KEYS, label: string) => (
    <RailButton
      icon={screen}
      label={label}
      title={`${label} (${KEYS[screen]})`}
      aria-current={roomOf(view.screen) === screen ? 'page' : undefined}
      onClick={() => change({ screen })}
    />
  );
  return (
    <nav className={styles['rail']} aria-label="Screens">
      {item('overview', 'Overview')}
      {item('events', 'Events')}
      {item('principals', 'Principals')}
      {item('spikes', 'Spikes')}
      <span className={styles['gap']} />
      {item('data', 'Data')}
      <ThemeButton />
      <HelpButton />
    </nav>
  );
}
