/**
 * The theme changes colours, and nothing else: that is why accessibility is looked at in full in one theme, and for its
 * colours in the other (`e2e/support/accessible.ts`).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const SRC = new URL('../', import.meta.url);
const BY_THEME =
  /data-mantine-color-scheme|prefers-color-scheme|light-dark\(|useComputedColorScheme|darkHidden|lightHidden/;
const TOKENS = 'ui/tokens.css';

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.(css|tsx?)$/.test(path) && !/\.test\.tsx?$/.test(path),
);
const textOf = (path: string): string => readFileSync(new URL(path, SRC), 'utf8');

describe('the theme', () => {
  it('is known to the tokens, to what sets it, and to what draws without style sheets', () => {
    const knowing = files.filter((path) => BY_THEME.test(textOf(path)));
    expect(knowing.toSorted()).toEqual(['app/theme.ts', 'features/timeline/use-ink.ts', TOKENS]);
  });

  it('gives other values to properties that are colours, and nothing else', () => {
    const dark = /:root\[data-mantine-color-scheme='dark'\] \{([^}]*)\}/.exec(textOf(TOKENS))?.[1] ?? '';
    const values = Array.from(dark.matchAll(/^\s*(--[\w-]+): ([^;]+);/gm), ([, name, value]) => ({
      name,
      value,
    }));
    expect(values.length).toBeGreaterThan(20);
    const others = values.filter(
      ({ name, value = '' }) => name !== '--shadow' && !/^#[0-9a-f]{6}$/.test(value),
    );
    expect(others).toEqual([]);
  });
});
