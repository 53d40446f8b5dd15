// @ts-check
/**
 * The labelled benchmark of spikes: made-up series with spikes and drops put in, Trailscope's judgement beside the plain
 * alternatives at equal false alarms. The method is told in docs/spikes.md.
 *
 *   npm run bench:spikes                        2,016 series of 28 days
 *   npm run bench:spikes -- --write             … and put the tables into docs/spikes.md
 *   options: --series N  --seed N  --sensitivity plain|normal|fine  --no-alternatives  --list
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';

const { values: options } = parseArgs({
  options: {
    series: { type: 'string', default: '2016' },
    seed: { type: 'string', default: '20251001' },
    sensitivity: { type: 'string', default: 'normal' },
    'no-alternatives': { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

/** Bundled, since this Node does not read TypeScript. @param {string} entry */
async function load(entry) {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL(entry, import.meta.url)),
      write: false,
      target: 'node20',
      minify: false,
    },
  });
  const [result] = Array.isArray(output) ? output : [output];
  if (result === undefined || !('output' in result)) throw new Error('nothing was built');
  const [chunk] = result.output;
  return import(`data:text/javascript;base64,${Buffer.from(chunk.code).toString('base64')}`);
}

/** @type {{ runBenchmark: typeof import('./main.ts').runBenchmark, report: typeof import('./report.ts').report }} */
const { runBenchmark, report } = await load('entry.ts');
const sensitivity = options.sensitivity;
if (sensitivity !== 'plain' && sensitivity !== 'normal' && sensitivity !== 'fine')
  throw new Error('--sensitivity is plain, normal or fine');
const results = runBenchmark({
  series: Number(options.series),
  seed: Number(options.seed),
  sensitivity,
  withAlternatives: !options['no-alternatives'],
});
const text = report(results);
console.log(text);
if (options.list) for (const line of results.falseList) console.log(line);
if (options.write) {
  const file = fileURLToPath(new URL('../../docs/spikes.md', import.meta.url));
  const [before, after] = ['<!-- results -->', '<!-- end of results -->'];
  const page = readFileSync(file, 'utf8');
  const [head, rest] = [page.split(before)[0], page.split(after)[1]];
  if (rest === undefined) throw new Error(`${file} has no place for results`);
  writeFileSync(file, `${head}${before}\n\n${text}\n${after}${rest}`);
  console.log('Written; `npx prettier --write docs/spikes.md` lays the tables out.');
}
