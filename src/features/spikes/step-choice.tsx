import { Button, Popover, Radio } from '@mantine/core';
import { SENSITIVITIES } from '#query/spike-names.ts';
import { Icon } from '#ui/icon.tsx';
import { useViewState } from '#view-state/use-view-state.ts';
import { stepSentence } from './settings-words.ts';
import styles from './spikes-bar.module.css';

/** How surprising something has to be, in three steps. */
export function StepChoice() {
  const [{ sensitivity }, change] = useViewState();
  return (
    <Popover position="bottom-start" shadow="md" width={400} trapFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button size="compact-sm" variant="default" rightSection={<Icon icon="next" size={10} />}>
          <span className={styles['setting']}>
            Sensitivity <strong>{sensitivity}</strong>
          </span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Radio.Group
          label="Sensitivity"
          size="xs"
          value={sensitivity}
          onChange={(next) => {
            const known = SENSITIVITIES.find((step) => step === next);
            if (known !== undefined) change({ sensitivity: known });
          }}
        >
          <div className={styles['choices']}>
            {SENSITIVITIES.map((step) => (
              <Radio
                key={step}
                size="xs"
                value={step}
                label={`${step.charAt(0).toUpperCase()}${step.slice(1)}`}
                description={stepSentence(step)}
              />
            ))}
          </div>
        </Radio.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
