import { Kbd, Modal, Switch } from '@mantine/core';
import { use } from 'react';
import { phaseOf, useSessionState } from '#session/use-session.ts';
import { GuideLink } from '#ui/guide-link.tsx';
import { isSingleKey, SingleKeysContext } from '#ui/single-keys.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { GUIDE_OF_SCREEN } from './guide-of-screen.ts';
import styles from './frame.module.css';

const KEYS = [
  [['/'], 'search'],
  [['←', '→'], 'from pill to pill; Delete removes one'],
  [['j', 'k'], 'next, previous event'],
  [['↓', '↑'], 'the same, in the table'],
  [['Page Down', 'Page Up'], 'a screenful further, back'],
  [['Home', 'End'], 'newest, oldest event'],
  [['Enter'], 'open the event'],
  [['Esc'], 'close it'],
  [['→', '←'], 'into the cells of the line, back; open a run ×N, close it'],
  [['f', 'x'], 'filter for the cell’s value, filter it out'],
  [['m'], 'what else the value can be used for'],
  [['Space'], 'into the comparison, or out of it'],
  [['g f'], 'go to the facets'],
  [['↑', '↓'], 'from value to value, there'],
  [['f', 'x'], 'there: filter for the value, filter it out'],
  [['t'], 'time range'],
  [['[', ']'], 'narrower, wider time'],
  [['u'], 'UTC, local time'],
  [['g o'], 'go to Overview'],
  [['g e'], 'go to Events'],
  [['g p'], 'go to Principals'],
  [['g s'], 'go to Spikes'],
  [['g d'], 'go to Data'],
  [['c'], 'copy a link to this view'],
  [['?'], 'this help'],
] as const;

/** `g o` is two of them. */
const startsSingle = (keys: string): boolean => isSingleKey(keys.split(' ')[0] ?? '') && !ARROWS.test(keys);
const ARROWS = /[←→↑↓]/;
/** Keys of what has the focus stay. */
const OF_THE_FOCUS = /^there: /;

/** The ways into the user guide; and the list of keys, for those who want to keep their hands there. */
export function HelpDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const single = use(SingleKeysContext);
  return (
    <Modal opened={opened} onClose={onClose} title="Help" centered size={420}>
      <GuideWays />
      <h3 className={styles['helpHeading']}>Keys</h3>
      <Switch
        label="Single-key shortcuts"
        description="Off, letters and signs do nothing by themselves; all they do is on the screen as well."
        checked={single.on}
        onChange={({ currentTarget }) => single.set(currentTarget.checked)}
        className={styles['singleKeys'] ?? ''}
      />
      <table className={styles['keys']}>
        <tbody>
          {KEYS.map(([keys, meaning]) => (
            <tr
              key={meaning}
              data-off={(!single.on && keys.every(startsSingle) && !OF_THE_FOCUS.test(meaning)) || undefined}
            >
              <th scope="row">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles['helpNote']}>
        The marks at the left of a row: red for failed and destructive calls, amber for writes, sensitive
        reads and the root user. Undo is the browser’s Back.
      </p>
    </Modal>
  );
}

function GuideWays() {
  const [{ screen }] = useViewState();
  const isEmpty = useSessionState(phaseOf) === 'empty';
  const { label, to } = GUIDE_OF_SCREEN[screen];
  return (
    <ul className={styles['guideWays']}>
      <li>
        <GuideLink to="index">User guide</GuideLink>: what to do, step by step, and what each screen shows
      </li>
      <li>
        {isEmpty ? (
          <GuideLink to="first-five-minutes">First five minutes</GuideLink>
        ) : (
          <GuideLink to={to}>About this screen: {label}</GuideLink>
        )}
      </li>
      <li>
        <GuideLink to="messages">What messages mean</GuideLink>
      </li>
    </ul>
  );
}
