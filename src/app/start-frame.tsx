import type { ReactNode } from 'react';
import { LinkOffer } from '#features/load-logs/link-offer.tsx';
import { LinkDataNotice } from '#features/share/link-data-notice.tsx';
import { UpdateNotice } from '#features/updates/update-notice.tsx';
import { HelpButton } from './help-button.tsx';
import { LinkNotice } from './link-notice.tsx';
import { ThemeButton } from './theme-button.tsx';
import styles from './frame.module.css';

/** The first screen stands alone: no rail to empty rooms, only theme and keys in the corner. */
export function StartFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles['start']}>
      <div className={styles['corner']}>
        <ThemeButton />
        <HelpButton />
      </div>
      <UpdateNotice />
      <LinkNotice />
      <LinkDataNotice />
      <LinkOffer />
      <main className={styles['startMain']}>{children}</main>
    </div>
  );
}
