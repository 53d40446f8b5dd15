import { Button, CloseButton, Progress } from '@mantine/core';
import { isExpired } from '#cloudtrail/s3-url.ts';
import { canTryAgain, isUnderWay } from '#session/download/download-item.ts';
import type { DownloadItem } from '#session/download/download-item.ts';
import { Pill } from '#ui/pill.tsx';
import { Visible } from '#ui/visible.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { stateWords } from './url-words.ts';
import { useUrls } from './use-urls.ts';
import styles from './urls.module.css';

const ICONS = { fine: 'fine', bad: 'failed', attention: 'warning', plain: undefined } as const;

interface UrlLineProps {
  readonly item: DownloadItem;
  readonly now: number;
}

/** One URL: which object, from where, and what became of it. Never the URL itself. */
export function UrlLine({ item, now }: UrlLineProps) {
  const { tone, title, more } = stateWords(item, now);
  const icon = ICONS[tone];
  const slash = item.path.lastIndexOf('/') + 1;
  return (
    <>
      <div role="cell" className={styles['object']}>
        <span className={styles['path']}>
          <Visible text={item.path.slice(slash)} />
        </span>
        {slash > 0 && (
          <span className={styles['folder']}>
            <Visible text={item.path.slice(0, slash)} />
          </span>
        )}
        <span className={styles['place']}>
          <Visible text={placeWords(item)} />
        </span>
      </div>
      <div role="cell" className={styles['state']}>
        <Pill tone={tone} {...(icon === undefined ? {} : { icon })}>
          {title}
        </Pill>
        {more.map((sentence) => (
          <p key={sentence} className={styles['more']}>
            <Visible text={sentence} />
          </p>
        ))}
        <Bar item={item} />
      </div>
      <div role="cell" className={styles['tools']}>
        <Tools item={item} now={now} />
      </div>
    </>
  );
}

function placeWords({ facts }: DownloadItem): string {
  if (facts === null) return '';
  const bucket = facts.bucket === null ? [] : [`bucket ${facts.bucket}`];
  const region = facts.region === null ? [] : [facts.region];
  const session = facts.temporary ? ['signed by a session, and over when that ends'] : [];
  return [...bucket, ...region, facts.host, ...session].join(' · ');
}

function Bar({ item: { state, path } }: { readonly item: DownloadItem }) {
  if (state.phase !== 'fetching' || state.total === null || state.total === 0) return null;
  const percent = Math.min(100, Math.floor((state.received / state.total) * 100));
  return (
    <Progress
      value={percent}
      size={3}
      transitionDuration={0}
      aria-label={`${visibleText(path)}: ${percent} % fetched`}
    />
  );
}

function Tools({ item, now }: UrlLineProps) {
  const { downloads, start } = useUrls();
  const name = visibleText(item.path);
  const tryIt = (label: string) => (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={`${label}: ${name}`}
      onClick={() => start([item.id])}
    >
      {label}
    </Button>
  );
  if (isUnderWay(item)) return null;
  const expired = item.facts !== null && isExpired(item.facts, now);
  return (
    <>
      {canTryAgain(item) && tryIt('Try again')}
      {item.state.phase === 'ready' && expired && tryIt('Try anyway')}
      <CloseButton
        size="sm"
        aria-label={`Remove from the list: ${name}`}
        onClick={() => downloads.remove(item.id)}
      />
    </>
  );
}
