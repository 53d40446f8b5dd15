import type { FileReport, SessionState } from '#session/session.ts';
import { useSessionState } from '#session/use-session.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import type { Place } from './use-whole-record.ts';
import styles from './event-detail.module.css';

/** Where in which file the record stands. */
export function Provenance({ place }: { readonly place: Place }) {
  const file = useSessionState((state: SessionState): FileReport | undefined =>
    state.files.find((report) => report.id === place.fileId),
  );
  if (file === undefined) return null;
  return (
    <section className={styles['evidence']} aria-label="Evidence">
      <h3>Evidence</h3>
      <p title={visibleText(file.name)}>
        <Visible text={cutMiddle(file.name, 90)} />
      </p>
      <p>
        bytes {countText(place.recordOffset)}–{countText(place.recordOffset + place.recordLength)}
        {file.decompressedBytes !== file.bytes && ' of the unpacked file'}
      </p>
      {file.sha256 !== null && (
        <p className={styles['mono']}>
          SHA-256 {cutMiddle(file.sha256, 21)} <CopyButton text={file.sha256} what="SHA-256 of the file" />
        </p>
      )}
    </section>
  );
}
