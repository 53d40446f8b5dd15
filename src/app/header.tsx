import { useDeferredValue } from 'react';
import { Logo } from '#ui/logo.tsx';
import { SearchBar } from '#features/search/search-bar.tsx';
import { ShareButton } from '#features/share/share-button.tsx';
import { TimeRangeButton } from '#features/time-range/time-range-button.tsx';
import { ZoneButton } from '#features/time-range/zone-button.tsx';
import styles from './frame.module.css';

/** The product, and what belongs to every screen: the search, the range of time, the zone and the link. */
export function Header() {
  // In slices, beside the first rows: see `events-screen.tsx`.
  const filled = useDeferredValue(true, false);
  return (
    <header className={styles['header']}>
      <Logo size={20} />
      <span className={styles['product']}>Trailscope</span>
      {filled && (
        <>
          <div className={styles['search']}>
            <SearchBar />
          </div>
          <TimeRangeButton />
          <ZoneButton />
          <ShareButton />
        </>
      )}
    </header>
  );
}
