/** The style of the guide: the program's own colours, light and dark, and `guide.css`. */
import { readFileSync } from 'node:fs';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/** Where no script has said which colours are wanted, the system's wish decides. */
export function guideStyles(): string {
  const tokens = read('../../src/ui/tokens.css');
  const usual = block(tokens, /^:root \{[^}]*\}/m);
  const light = block(tokens, /^:root,\n:root\[data-mantine-color-scheme='light'\] \{[^}]*\}/m);
  const dark = block(tokens, /^:root\[data-mantine-color-scheme='dark'\] \{[^}]*\}/m);
  const byWish = dark.replace(
    ":root[data-mantine-color-scheme='dark']",
    ':root:not([data-mantine-color-scheme])',
  );
  const wished = `@media (prefers-color-scheme: dark) {\n${byWish}\n}`;
  return [usual, light, dark, wished, read('./guide.css')].join('\n\n');
}

function block(styles: string, form: RegExp): string {
  const [found] = form.exec(styles) ?? [];
  if (found === undefined)
    throw new Error('src/ui/tokens.css has changed its form: see scripts/guide/styles.ts');
  return found;
}
