import { Button, Menu, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { lookupCommand } from '#cloudtrail/lookup-command.ts';
import { addressOf } from '#query/event-detail.ts';
import type { EventDetailRow } from '#query/event-detail.ts';
import { copyText } from '#ui/copy-text.ts';
import { Icon } from '#ui/icon.tsx';
import { formatTree } from '#ui/json-format.ts';
import { saveFile } from '#ui/save-file.ts';
import { useComparison } from '#view-state/use-comparison.ts';
import { MOST_COMPARED } from '#view-state/view-state.ts';
import { shownText, shownTree } from './record-parts.ts';
import { useEventLink } from './use-event-link.ts';
import type { WholeRecord } from './use-whole-record.ts';
import styles from './event-detail.module.css';

interface DetailToolsProps {
  readonly row: EventDetailRow;
  readonly record: WholeRecord;
  readonly secretsShown: boolean;
}

/** What one takes away from an event. */
export function DetailTools({ row, record, secretsShown }: DetailToolsProps) {
  return (
    <div className={styles['tools']}>
      <CopyMenu row={row} record={record} secretsShown={secretsShown} />
      <CompareButton row={row} />
    </div>
  );
}

type Copied = 'idle' | 'copied' | 'failed';

function useCopy() {
  const [state, setState] = useState<Copied>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = window.setTimeout(() => setState('idle'), 2_000);
    return () => window.clearTimeout(timer);
  }, [state]);
  const copy = (text: string): void => {
    void copyText(text).then((done) => setState(done ? 'copied' : 'failed'));
  };
  return { state, copy };
}

const COPY_WORDS = { idle: 'Copy', copied: 'Copied', failed: 'The browser did not allow it' } as const;

function CopyMenu({ row, record, secretsShown }: DetailToolsProps) {
  const { state, copy } = useCopy();
  const link = useEventLink();
  const whole = record.data?.content;
  const tree = whole === undefined ? null : shownTree(whole, secretsShown);
  const lookup = lookupCommand(row);
  const hidden = whole?.hasSecrets === true && !secretsShown ? ', secrets hidden' : '';
  const save = (): void => {
    if (record.data === undefined || whole === undefined) return;
    const name = (row.eventID ?? 'record').replace(/[^\w-]/g, '_').slice(0, 80);
    const content = hidden === '' ? record.data.bytes.slice() : shownText(whole, secretsShown);
    saveFile(`${name}.json`, content, 'application/json');
  };
  return (
    <Menu position="bottom-start" shadow="md" width={340} transitionProps={{ duration: 0 }}>
      <VisuallyHidden role="status">{state === 'idle' ? '' : COPY_WORDS[state]}</VisuallyHidden>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Icon icon={state === 'copied' ? 'fine' : 'copy'} size={12} />}
        >
          {COPY_WORDS[state]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => copy(link(addressOf(row)))}>Copy link to this event</Menu.Item>
        <Menu.Divider />
        <Menu.Item disabled={tree === null} onClick={() => tree !== null && copy(formatTree(tree))}>
          Copy as JSON{hidden}
        </Menu.Item>
        <Menu.Item
          disabled={whole === undefined || record.data?.exact === false}
          onClick={() => whole !== undefined && copy(shownText(whole, secretsShown))}
        >
          Copy as delivered{hidden}
        </Menu.Item>
        <Menu.Item disabled={whole === undefined} onClick={save}>
          Download the record{hidden}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          disabled={'reason' in lookup}
          title={LOOKUP_TITLE}
          onClick={() => 'command' in lookup && copy(lookup.command)}
        >
          Copy as aws cloudtrail lookup-events
          <span className={styles['note']}>
            {'reason' in lookup ? lookup.reason : 'Finds management events of the last 90 days only.'}
          </span>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const LOOKUP_TITLE =
  'A command for a POSIX shell with the AWS CLI, to be run with credentials of the account that holds the event. AWS’s event history finds management events of the last 90 days only.';

function CompareButton({ row }: { readonly row: EventDetailRow }) {
  const comparison = useComparison();
  const address = addressOf(row);
  const isIn = comparison.has(address);
  const isFull = comparison.isFull && !isIn;
  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<Icon icon={isIn ? 'close' : 'compare'} size={12} />}
      disabled={isFull}
      title={
        isFull ? `${MOST_COMPARED} events are chosen already` : 'Put events side by side, differences marked'
      }
      onClick={() => (isIn ? comparison.remove(address) : comparison.add(address))}
    >
      {isIn ? 'Remove from comparison' : 'Add to comparison'}
    </Button>
  );
}
