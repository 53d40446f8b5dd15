import { createContext } from 'react';

export interface SingleKeys {
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}

/**
 * Whether single letters and signs do something anywhere on the page. They can be switched off: whoever speaks to the
 * computer, or hits keys by accident, would set them off unawares (WCAG 2.1.4). Keys of what has the focus stay.
 */
export const SingleKeysContext = createContext<SingleKeys>({ on: true, set: () => undefined });

/** Letters, digits, signs; not Enter, Escape and arrows, whose names are words. */
export const isSingleKey = (key: string): boolean => key.length === 1;
