import { CloseButton } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { SidePanel } from '#ui/side-panel.tsx';
import { isEmptyFilter } from '#query/filter.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { AgainstChoice } from './against-choice.tsx';
import { comparisonOf } from './comparison.ts';
import { DifferencesList } from './differences-list.tsx';
import styles from './differences.module.css';

const TITLE = 'What is different here?';

/** In which fields the events shown differ from others, and by which values. */
export function DifferencesPanel() {
  const [{ filter, against }, change] = useViewState();
  const close = (): void => change({ against: null });
  const onKeyDown = (press: KeyboardEvent): void => {
    if (press.key !== 'Escape' || press.defaultPrevented) return;
    press.preventDefault();
    close();
  };
  if (against === null) return null;
  const comparison = comparisonOf(filter, against);
  return (
    <SidePanel label={TITLE}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape closes it from anywhere inside */}
      <div className={styles['body']} onKeyDown={onKeyDown}>
        <div className={styles['head']}>
          <h2 className={styles['title']}>{TITLE}</h2>
          <CloseButton size="sm" aria-label="Close" title="Close (Esc)" onClick={close} />
        </div>
        <AgainstChoice against={against} />
        {comparison === null ? (
          <NothingToCompare isEmpty={isEmptyFilter(filter)} />
        ) : (
          <DifferencesList comparison={comparison} />
        )}
      </div>
    </SidePanel>
  );
}

function NothingToCompare({ isEmpty }: { readonly isEmpty: boolean }) {
  return (
    <div className={styles['nothing']} role="status">
      <strong>{isEmpty ? 'Choose something first' : 'Choose a range of time first'}</strong>
      <p>
        {isEmpty
          ? 'A filter, values of a facet, or a range in the histogram. Then this panel says in which fields those events differ from the others.'
          : 'The time before is as long as the range that is chosen, and ends where it begins. It needs both ends of a range.'}
      </p>
    </div>
  );
}
