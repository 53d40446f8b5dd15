import { Button } from '@mantine/core';
import { corsRule } from '#cloudtrail/bucket-cors.ts';
import { manifestScript } from '#cloudtrail/s3-listing.ts';
import type { DownloadItem } from '#session/download/download-item.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { GuideLink } from '#ui/guide-link.tsx';
import { countOf } from '#ui/number-text.ts';
import { useUrls } from './use-urls.ts';
import styles from './urls.module.css';

/** What the owner of a bucket can do: the rule that lets this page read, and the script that makes a list of URLs. */
export function BucketHelp({ items }: { readonly items: readonly DownloadItem[] }) {
  const isHidden = items.some(({ state }) => state.phase === 'failed' && state.failure.kind === 'cors');
  const listed = items.find(({ state }) => state.phase === 'listing' && !state.expanded);
  return (
    <>
      {listed !== undefined && <ListingHelp item={listed} />}
      {isHidden && <CorsHelp />}
    </>
  );
}

function CorsHelp() {
  return (
    <section className={styles['help']} aria-label="The rule for the bucket">
      <h3>The rule for the bucket</h3>
      <p>
        Whoever owns the bucket adds it in the S3 console under{' '}
        <i>Permissions → Cross-origin resource sharing (CORS)</i>. It lets this page, and no other, read what
        a URL allows anyway. Or download the files and drop them here: that needs no rule.{' '}
        <GuideLink to="load-from-s3#the-bucket-must-let-this-page-read">More in the user guide</GuideLink>
      </p>
      <Code text={corsRule(window.location.origin)} what="the rule" />
    </section>
  );
}

function ListingHelp({ item }: { readonly item: DownloadItem }) {
  const { fetchListed } = useUrls();
  if (item.state.phase !== 'listing') return null;
  const { listing } = item.state;
  const script = manifestScript(
    listing.bucket ?? item.facts?.bucket ?? null,
    listing.prefix,
    item.facts?.region ?? null,
  );
  return (
    <section className={styles['help']} aria-label="URLs for every object">
      <h3>URLs for every object</h3>
      {script === null ? (
        <p>
          The names in this list hold characters that do not belong into a command, so there is no script for
          it.
        </p>
      ) : (
        <>
          <p>
            Run this where the AWS CLI is signed in, for example in CloudShell. It lists everything below the
            prefix, also beyond the first 1,000 objects, and writes <code>trailscope-urls.txt</code>. Drop
            that file here.
          </p>
          <Code text={script} what="the script" />
        </>
      )}
      {listing.objects.length > 0 && (
        <div>
          <Button size="xs" variant="default" onClick={() => fetchListed(item.id)}>
            The bucket is public: fetch {countOf(listing.objects.length, 'object')} without a signature
          </Button>
        </div>
      )}
    </section>
  );
}

function Code({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <div className={styles['code']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways, which must be possible from the keyboard */}
      <pre tabIndex={0} aria-label={what}>
        {text}
      </pre>
      <CopyButton text={text} what={what} />
    </div>
  );
}
