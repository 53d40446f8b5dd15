import type { ReactNode } from 'react';
import { guideAddress } from './guide-places.ts';
import type { GuidePlace } from './guide-places.ts';
import { Icon } from './icon.tsx';
import styles from './guide-link.module.css';

interface GuideLinkProps {
  readonly to: GuidePlace;
  readonly children: ReactNode;
}

/** To the user guide, in a tab of its own: what is loaded in this one stays. */
export function GuideLink({ to, children }: GuideLinkProps) {
  return (
    <a className={styles['link']} href={guideAddress(to)} target="_blank" rel="noopener">
      {children}
    </a>
  );
}

/** The same as a small sign at the head of a screen. `about`: what the page explains. */
export function GuideSign({ to, about }: { readonly to: GuidePlace; readonly about: string }) {
  const words = `About ${about}, in the user guide`;
  return (
    <a
      className={styles['sign']}
      href={guideAddress(to)}
      target="_blank"
      rel="noopener"
      aria-label={words}
      title={words}
    >
      <Icon icon="help" size={15} />
    </a>
  );
}
