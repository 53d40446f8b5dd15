import { GuideLink } from '#ui/guide-link.tsx';
import { Logo } from '#ui/logo.tsx';
import { FileButtons } from './file-buttons.tsx';
import { GatheringNote } from './gathering-note.tsx';
import { UrlButton } from './url-button.tsx';
import { UrlStrip } from './url-strip.tsx';
import { useIntake } from './use-intake.ts';
import styles from './start-screen.module.css';

const PROMISES = [
  ['Stays here', 'A database inside this tab reads the files. They are never sent anywhere.'],
  ['Every record accounted for', 'What was read, what was a duplicate, what was damaged, file by file.'],
  ['Down to the byte', 'Each event opens as delivered, with its file, its offset and the file’s SHA-256.'],
] as const;

/** What is seen before anything is loaded. */
export function StartScreen() {
  const { sample } = useIntake();
  return (
    <div className={styles['page']}>
      <div className={styles['column']}>
        <div className={styles['brand']}>
          <Logo size={28} />
          <span>Trailscope</span>
        </div>
        <h1 className={styles['title']}>See who did what in your AWS account</h1>
        <p className={styles['lead']}>
          Drop CloudTrail logs. They are read here, in this tab, by a database that runs in your browser.
          Nothing is uploaded, and nothing needs to be set up.
        </p>
        <section className={styles['zone']} aria-label="Add logs">
          <h2 className={styles['call']}>Drop files or folders anywhere</h2>
          <p className={styles['formats']}>
            Log files from S3, <code>.zip</code> and <code>.tar</code> archives, what the CLI and the console
            give, exports as JSON, CSV or Parquet: told by what is in them
          </p>
          <div className={styles['buttons']}>
            <FileButtons filesLabel="Choose files" folderLabel="Choose a folder" size="md" main />
            <UrlButton label="Paste presigned URLs" size="md" />
          </div>
        </section>
        <GatheringNote />
        <UrlStrip />
        <p className={styles['sample']}>
          No logs at hand?{' '}
          <button type="button" className={styles['sampleButton']} onClick={sample}>
            Try the sample: 30,000 events, one incident to find
          </button>
          <br />
          New here? <GuideLink to="first-five-minutes">First five minutes</GuideLink> ·{' '}
          <GuideLink to="index">User guide</GuideLink>
        </p>
        <dl className={styles['promises']}>
          {PROMISES.map(([title, words]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}
