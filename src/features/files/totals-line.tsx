import type { SessionState } from '#session/session.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { balances } from './file-filter.ts';
import styles from './files.module.css';

/** The accounts of the whole set, with the sum spelt out so that it can be checked. */
export function TotalsLine({ totals }: { readonly totals: SessionState['totals'] }) {
  return (
    <section className={styles['totals']} aria-label="Totals">
      <p className={styles['equation']}>
        <Term value={totals.found} words={totals.found === 1 ? 'record found' : 'records found'} />
        <Sign sign="=" />
        <Term value={totals.events} words="loaded" />
        <Sign sign="+" />
        <Term value={totals.duplicates} words={totals.duplicates === 1 ? 'duplicate' : 'duplicates'} />
        <Sign sign="+" />
        <Term value={totals.rejected} words="rejected" bad={totals.rejected > 0} />
      </p>
      <p className={styles['muted']}>
        {countOf(totals.files, 'file')}: {countText(totals.filesLoaded)} loaded,{' '}
        {countText(totals.filesSetAside)} set aside, {countText(totals.filesFailed)} failed
        {totals.archives > 0 && ` · ${countOf(totals.archives, 'archive')} unpacked`}
        {totals.conflicts > 0 &&
          ` · ${countOf(totals.conflicts, 'eventID')} with different bytes, all kept and marked`}
        {!balances(totals) && ' · the sum is not complete while files are read'}
      </p>
    </section>
  );
}

function Term({
  value,
  words,
  bad = false,
}: {
  readonly value: number;
  readonly words: string;
  readonly bad?: boolean;
}) {
  return (
    <span className={bad ? styles['badTerm'] : styles['term']}>
      <strong>{countText(value)}</strong> {words}
    </span>
  );
}

function Sign({ sign }: { readonly sign: string }) {
  return <span className={styles['sign']}>{sign}</span>;
}
