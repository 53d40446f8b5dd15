/**
 * Holds the build against its budgets: what a browser fetches before the first picture, and the whole folder. Run after
 * the build; `npm run check` does.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DIST, runMain, Stop } from './project.mjs';

/** Bytes. Scripts and styles as a server sends them that packs; the folder as it lies on the disk. */
const BUDGETS = {
  'scripts before the first picture, packed': 250_000,
  'styles before the first picture, packed': 60_000,
  'the whole build': 16_000_000,
};

/** The scripts and styles that `index.html` asks for by itself: its entry and all that it imports at once. */
const ASKED = /<(?:script|link)\b[^>]*\b(?:src|href)="\.\/(assets\/[^"]+\.(js|css))"/g;

/**
 * @param {string} dist
 * @returns {Record<keyof typeof BUDGETS, number>} bytes
 */
export function measureBuild(dist) {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const asked = [...page.matchAll(ASKED)].map(([, file = '', kind]) => ({
    kind,
    bytes: gzipSync(readFileSync(join(dist, file)), { level: 9 }).length,
  }));
  /** @param {string} kind */
  const sum = (kind) =>
    asked.filter((one) => one.kind === kind).reduce((total, { bytes }) => total + bytes, 0);
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return {
    'scripts before the first picture, packed': sum('js'),
    'styles before the first picture, packed': sum('css'),
    'the whole build': files.reduce(
      (total, { parentPath, name }) => total + statSync(join(parentPath, name)).size,
      0,
    ),
  };
}

/**
 * @param {ReturnType<typeof measureBuild>} measured
 * @returns {{ lines: string[], isWithin: boolean }}
 */
export function judgeBuild(measured) {
  const lines = [];
  let isWithin = true;
  for (const [what, most] of Object.entries(BUDGETS)) {
    const bytes = measured[/** @type {keyof typeof BUDGETS} */ (what)];
    // A page without a script is no page: nothing was found to be measured.
    const holds = bytes > 0 && bytes <= most;
    isWithin &&= holds;
    lines.push(`${what}: ${kilobytes(bytes)} of ${kilobytes(most)}${holds ? '' : ' – TOO MUCH'}`);
  }
  return { lines, isWithin };
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${Math.round(bytes / 1000).toLocaleString('en')} KB`;

if (import.meta.filename === process.argv[1]) {
  await runMain(async () => {
    const { lines, isWithin } = judgeBuild(measureBuild(DIST));
    for (const line of lines) console.log(line);
    if (!isWithin) throw new Stop('The build is larger than its budget (scripts/size-budget.mjs).');
    return 0;
  });
}
