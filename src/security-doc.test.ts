/** What `docs/security.md`, `docs/faults.md` and `docs/accessibility.md` promise: the test behind each promise has to be there, by its name. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../', import.meta.url);

describe.each(['docs/security.md', 'docs/faults.md', 'docs/accessibility.md'])('%s', (document) => {
  const text = readFileSync(new URL(document, ROOT), 'utf8');
  /** The last cell of each line of the tables. */
  const named = Array.from(
    text.matchAll(/^\|.*\| `([^`|]+)`(?: › ([^|]+?))? \|$/gm),
    ([, file = '', name = '']) => [file, name] as const,
  );

  it('names a test for each line of its tables', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('| ') && !line.endsWith('| held by |'));
    expect(rows.length).toBeGreaterThan(15);
    expect(named).toHaveLength(rows.length);
  });

  it.each(named)('%s has the test “%s”', (file, name) => {
    expect(existsSync(new URL(file, ROOT))).toBe(true);
    expect(readFileSync(new URL(file, ROOT), 'utf8')).toContain(name);
  });

  it('links to files that exist', () => {
    const links = Array.from(text.matchAll(/\]\(([^)#]+)\)/g), ([, path = '']) => path);
    const missing = links.filter((path) => !existsSync(new URL(`docs/${path}`, ROOT)));
    expect(missing).toEqual([]);
  });
});
