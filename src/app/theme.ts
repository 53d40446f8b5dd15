import {
  Button,
  createTheme,
  Modal,
  type MantineColorSchemeManager,
  type MantineColorsTuple,
} from '@mantine/core';
import { readPreference, writePreference } from '#ui/preferences.ts';

export type Theme = 'light' | 'dark' | 'auto';

const THEMES: readonly Theme[] = ['light', 'dark', 'auto'];

export function storedTheme(): Theme {
  const stored = readPreference('theme');
  return THEMES.find((theme) => theme === stored) ?? 'auto';
}

/** Before anything is drawn, so that the first picture has the right colours. A script in the page's head is not allowed to run. */
export function paintTheme(page: Window): void {
  const theme = storedTheme();
  const dark =
    theme === 'dark' || (theme === 'auto' && page.matchMedia('(prefers-color-scheme: dark)').matches);
  page.document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
}

/** The component library reads and writes the reader's choice through our own storage. */
export function themeManager(): MantineColorSchemeManager {
  return {
    get: () => storedTheme(),
    set: (theme) => writePreference('theme', theme === 'auto' ? null : theme),
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => writePreference('theme', null),
  };
}

const ACCENT: MantineColorsTuple = [
  '#e8eeff',
  '#d3ddff',
  '#a9bcff',
  '#7c9bff',
  '#567af5',
  '#3f68f0',
  '#2f5bea',
  '#234bd0',
  '#1c3eb0',
  '#153190',
];

/** Greys of the library's dark scheme, from ink to page. */
const DARK: MantineColorsTuple = [
  '#dfe5ec',
  '#b9c2cd',
  '#8d99a8',
  '#66717f',
  '#323c47',
  '#2b343f',
  '#1a2129',
  '#151a20',
  '#10151a',
  '#0e1216',
];

export const mantineTheme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 3 },
  colors: { accent: ACCENT, dark: DARK },
  fontFamily: 'var(--face)',
  fontFamilyMonospace: 'var(--face-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    // The library picks a filled button's ink once for both schemes; ours has to follow the tokens.
    Button: Button.extend({ vars: (_theme, { variant, color }) => ({ root: filledButton(variant, color) }) }),
    Modal: Modal.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }),
  },
});

function filledButton(variant: string | undefined, color: string | undefined) {
  if (variant !== undefined && variant !== 'filled') return {};
  if (color !== 'red') return { '--button-color': 'var(--accent-ink)' };
  return { '--button-color': 'var(--bad-ink)', '--button-bg': 'var(--bad)', '--button-hover': 'var(--bad)' };
}
