/** The import table of `src/README.md`, checked: what is not listed there is forbidden. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('.', import.meta.url));

interface Rule {
  readonly may: readonly string[];
  readonly react: 'no' | 'yes' | 'hooks';
}

/** Reads the table under "Who may import whom" so that the document and the check cannot differ. */
function readTable(): Map<string, Rule> {
  const rules = new Map<string, Rule>();
  for (const line of readFileSync(join(SRC, 'README.md'), 'utf8').split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim());
    const folder = /^`([a-z-]+)`$/.exec(cells[1] ?? '')?.[1];
    if (folder === undefined || cells.length < 5) continue;
    const may = [...(cells[2] ?? '').matchAll(/`([a-z/-]+)`/g)].map((m) => m[1] ?? '');
    const react = cells[3] === 'yes' ? 'yes' : (cells[3] ?? '').includes('use-') ? 'hooks' : 'no';
    rules.set(folder, { may, react });
  }
  return rules;
}

function sourceFiles(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => name.split(sep).join('/'));
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly typesOnly: boolean;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"]([^'"]+\.tsx?)['"],\s*import\.meta\.url/g;

function edgesOf(file: string): Edge[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(IMPORT)].map((match) => {
    const to = (match[2] ?? match[3] ?? match[4] ?? '').replace(/\?.*$/, '');
    return { from: file, to, typesOnly: match[1] !== undefined };
  });
}

/** `query/where.ts` for an import of our own code, null for a package. */
function ownTarget(edge: Edge): string | null {
  if (edge.to.startsWith('#')) return edge.to.slice(1);
  if (!edge.to.startsWith('.')) return null;
  return relative(SRC, resolve(SRC, dirname(edge.from), edge.to))
    .split(sep)
    .join('/');
}

const folderOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : '');
const featureOf = (path: string): string => path.split('/')[1] ?? '';
const isTest = (path: string): boolean => /\.(test|fixture)\.tsx?$/.test(path) || path.includes('/testing/');

const table = readTable();
const files = sourceFiles();

function complaint(edge: Edge): string | null {
  const rule = table.get(folderOf(edge.from));
  if (rule === undefined) return folderOf(edge.from) === '' ? null : `${edge.from}: folder not in the table`;
  const target = ownTarget(edge);
  if (target === null) return reactComplaint(edge, rule);
  if (target.startsWith('..')) return null;
  const [from, to] = [folderOf(edge.from), folderOf(target)];
  if (from === to) {
    if (from === 'features' && featureOf(edge.from) !== featureOf(target)) return `${edge.from} → ${target}`;
    if (edge.to.startsWith('#')) return `${edge.from} → ${edge.to}: use a relative path inside a folder`;
    return null;
  }
  if (edge.to.startsWith('.')) return `${edge.from} → ${edge.to}: use "#…" across folders`;
  const exact = target.replace(/\.tsx?$/, '');
  return rule.may.includes(to) || rule.may.includes(exact) ? null : `${edge.from} → ${target}`;
}

function reactComplaint(edge: Edge, rule: Rule): string | null {
  const isReact = /^(react|react-dom|@mantine\/|@tanstack\/react-|recharts)/.test(edge.to);
  if (!isReact || rule.react === 'yes') return null;
  const isHookFile = /\/use-[a-z-]+\.tsx?$/.test(edge.from);
  return rule.react === 'hooks' && isHookFile ? null : `${edge.from} → ${edge.to}: no React here`;
}

describe('import table', () => {
  it('is read whole', () => {
    expect([...table.keys()].sort()).toEqual(
      [
        'app',
        'cloudtrail',
        'database',
        'features',
        'ingest',
        'lib',
        'query',
        'session',
        'ui',
        'view-state',
      ].sort(),
    );
  });

  it('sees every file and its imports', () => {
    expect(files.length).toBeGreaterThan(10);
    const edges = files.flatMap(edgesOf);
    expect(edges.length).toBeGreaterThan(files.length / 2);
    expect(edges.filter((edge) => ownTarget(edge) === '').map((edge) => edge.from)).toEqual([]);
  });

  it('holds (tests may import what they test with, app and tests aside)', () => {
    const wrong = files
      .filter((file) => !isTest(file))
      .flatMap(edgesOf)
      .map(complaint)
      .filter((text) => text !== null);
    expect(wrong).toEqual([]);
  });

  it('imports only files that exist', () => {
    const known = new Set(files);
    const missing = files
      .flatMap(edgesOf)
      .filter((edge) => {
        const target = ownTarget(edge);
        return target !== null && /\.tsx?$/.test(target) && !target.startsWith('..') && !known.has(target);
      })
      .map((edge) => `${edge.from} → ${edge.to}`);
    expect(missing).toEqual([]);
  });
});
