import { credentialName, ROOT_WORDS } from '#cloudtrail/credential-words.ts';
import type { Credential, CredentialKind } from '#cloudtrail/lineage.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import { Icon } from '#ui/icon.tsx';
import type { IconName } from '#ui/icon.tsx';
import { countOf } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import type { ChainPart } from './chain-tree.ts';
import { hopWords, partWords } from './chain-words.ts';
import { ROOT_ICONS } from './session-words.tsx';
import styles from './chain.module.css';

/** What is drawn of a node. */
export function ChainNodeBox({ part, chosen }: { readonly part: ChainPart; readonly chosen: boolean }) {
  switch (part.kind) {
    case 'root':
      return (
        <span className={styles['root']} title={visibleText(partWords(part))}>
          <Icon icon={ROOT_ICONS[part.root.kind]} size={14} />
          <strong>
            <CutVisible text={part.root.name} />
          </strong>
          <span className={styles['quiet']}>{ROOT_WORDS[part.root.kind]}</span>
        </span>
      );
    case 'missing':
      return (
        <span className={styles['missing']} title={visibleText(part.sentence)}>
          <Icon icon={ROOT_ICONS[part.root.kind]} size={14} />
          <span>
            <Visible text={part.sentence} />
          </span>
        </span>
      );
    case 'credential':
      return <CredentialBox credential={part.credential} chosen={chosen} />;
    case 'again':
    case 'gap':
    case 'more':
      return (
        <span className={styles['aside']} title={visibleText(partWords(part))}>
          {part.kind === 'again' && <Icon icon="session" size={13} />}
          <span className={styles['cut']}>
            <Visible text={partWords(part)} />
          </span>
        </span>
      );
  }
}

const CARD_ICONS: Partial<Record<CredentialKind, IconName>> = {
  'access key': 'key',
  principal: 'principals',
};

function CredentialBox({
  credential,
  chosen,
}: {
  readonly credential: Credential;
  readonly chosen: boolean;
}) {
  const { accessKeyId, accountId, calls, kind } = credential;
  return (
    <>
      <Hop credential={credential} />
      <span className={styles['card']} data-chosen={chosen || undefined}>
        <span className={styles['cardLine']}>
          <Icon icon={CARD_ICONS[kind] ?? 'session'} size={13} />
          <strong
            className={styles['grow']}
            title={visibleText(credential.arn ?? credentialName(credential))}
          >
            <CutVisible text={credentialName(credential)} />
          </strong>
          <span className={styles['beside']}>{countOf(calls, 'call')}</span>
        </span>
        <span className={styles['cardLine']}>
          <span className={styles['key']} title={visibleText(accessKeyId ?? credential.id)}>
            <CutVisible text={accessKeyId ?? 'no access key'} />
          </span>
          {accountId !== null && (
            <span className={styles['beside']} title={visibleText(accountId)}>
              <Visible text={cutMiddle(accountId, 14)} />
            </span>
          )}
        </span>
      </span>
    </>
  );
}

/** What stands on the edge: by which call, when, and how sure it is. */
function Hop({ credential }: { readonly credential: Credential }) {
  const { time } = useTimeText();
  const hop = hopWords(credential);
  if (hop === null) return null;
  return (
    <span className={styles['hop']} title={visibleText(hop.sentence)}>
      <Visible text={hop.event} />
      {hop.time !== null && ` · ${time(hop.time)}`} ·{' '}
      <span data-certainty={hop.certainty}>
        {hop.sign} {hop.certainty}
      </span>
    </span>
  );
}
