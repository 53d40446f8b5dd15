// @ts-check
/**
 * How fast logs load, side by side in one run: Trailscope in a real browser, native DuckDB on all cores, and `gunzip`
 * alone as the floor. They take turns, so that a machine whose speed drifts harms all alike: read the ratios.
 *
 *   npm run bench                         200,000 events in 20 files, then the same number in 10,000 small files
 *   npm run bench -- --events 1000000     one million in 100 files
 *   npm run bench -- --only explore       questions to 1,000,000 loaded events: search, facets, detail, scrolling
 *   npm run bench -- --only people       principals, timelines, sessions of 1,000,000 loaded events, and a blast radius
 *   npm run bench -- --only spikes        all spikes of 1,000,000 loaded events, a chart, the overview
 *   npm run bench -- --only containers   the same 200,000 records as archives, lines, arrays, wrappers and tables
 *   npm run bench -- --only visits       a first visit over 10 Mbit/s, and a second one offline
 *   options: --files N  --runs N  --only main|small|containers|explore|people|spikes|visits  --no-native
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { requireBrowser } from '../scripts/browser.mjs';
import { startStaticServer } from '../scripts/static-server.mjs';
import { loadInBrowser } from './browser.mjs';
import { FORMS, makeForm } from './containers.mjs';
import { exploreInBrowser } from './explore.mjs';
import { generate } from './generate.mjs';
import { peopleInBrowser } from './people.mjs';
import { spikesInBrowser } from './spikes-page.mjs';
import { cpuText, ofEachThread } from './threads.mjs';
import { visitInBrowser } from './visits.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const resultsFile = join(root, 'bench', 'results.json');
const exec = promisify(execFile);

/** @typedef {import('./browser.mjs').LoadFigures} LoadFigures */
/** @typedef {{ name: string, events: number, files: number }} Case */
/** @typedef {{ floorSeconds: number, nativeSeconds: number | null, page: LoadFigures }} Round */

const { values: options } = parseArgs({
  options: {
    events: { type: 'string' },
    files: { type: 'string' },
    runs: { type: 'string', default: '3' },
    only: { type: 'string' },
    'no-native': { type: 'boolean', default: false },
  },
});

/** @param {readonly number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}

/** `gzip -dc` over all files, one process, output thrown away. @param {string} folder */
async function floorSeconds(folder) {
  const start = performance.now();
  await exec('sh', ['-c', 'find "$1" -name "*.gz" -print0 | xargs -0 gzip -dc > /dev/null', 'sh', folder]);
  return (performance.now() - start) / 1000;
}

/** @param {string} folder */
async function nativeSeconds(folder) {
  const { stdout } = await exec(process.execPath, [join(root, 'bench', 'native.mjs'), folder]);
  /** @type {{ seconds: number }} */
  const { seconds } = JSON.parse(stdout);
  return seconds;
}

/** @param {Case} one @param {string} url @param {string} executablePath */
async function measure(one, url, executablePath) {
  const directory = join(root, 'bench', 'data', one.name);
  await generate({ directory, events: one.events, files: one.files });
  const folder = join(directory, 'AWSLogs');
  /** @type {Round[]} */
  const rounds = [];
  for (let round = 0; round < Number(options.runs); round++) {
    const floor = await floorSeconds(folder);
    const page = await loadInBrowser({ url, folder, executablePath });
    const native = options['no-native'] ? null : await nativeSeconds(folder);
    rounds.push({ floorSeconds: floor, nativeSeconds: native, page });
    console.log(
      `  round ${round + 1}: page ${page.seconds.toFixed(2)} s, native DuckDB ${native?.toFixed(2) ?? '–'} s, gunzip ${floor.toFixed(2)} s`,
    );
    if (page.events !== one.events)
      throw new Error(`${page.events} events on the page, ${one.events} were made`);
  }
  return summary(one, rounds);
}

/** @param {Case} one @param {readonly Round[]} rounds */
function summary(one, rounds) {
  /** @param {(page: LoadFigures) => number | null} of */
  const ofPage = (of) => median(rounds.map(({ page }) => of(page) ?? Number.NaN));
  const seconds = ofPage((page) => page.seconds);
  const native = options['no-native']
    ? null
    : median(rounds.map((round) => round.nativeSeconds ?? Number.NaN));
  const floor = median(rounds.map((round) => round.floorSeconds));
  return {
    case: one.name,
    events: one.events,
    files: one.files,
    runs: rounds.length,
    seconds,
    eventsPerSecond: Math.round(one.events / seconds),
    nativeSeconds: native,
    timesNative: native === null ? null : native / seconds,
    floorSeconds: floor,
    timesFloor: seconds / floor,
    firstRowsMs: ofPage((page) => page.firstRowsMs),
    longestTaskMs: ofPage((page) => page.longestTaskMs),
    tasksOver50ms: ofPage((page) => page.tasksOver50ms),
    engineBytesPerEvent: Math.round(ofPage((page) => page.engineBytes) / one.events),
    rendererPeakMb: ofPage((page) => page.rendererPeakMb),
    cpuSeconds: ofEachThread(
      rounds.map(({ page }) => page.cpuSeconds),
      median,
    ),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${platform()} ${arch()}`,
    rounds,
  };
}

/** @param {Awaited<ReturnType<typeof measure>>} result */
function print(result) {
  const rows = [
    [
      'loaded in',
      `${result.seconds.toFixed(2)} s`,
      `${result.eventsPerSecond.toLocaleString('en')} events/s`,
    ],
    [
      'native DuckDB',
      result.nativeSeconds === null ? '–' : `${result.nativeSeconds.toFixed(2)} s`,
      result.timesNative === null ? '' : `Trailscope is ${result.timesNative.toFixed(2)} × as fast`,
    ],
    [
      'gunzip alone',
      `${result.floorSeconds.toFixed(2)} s`,
      `Trailscope takes ${result.timesFloor.toFixed(2)} × its time`,
    ],
    ['first rows', `${result.firstRowsMs} ms`, ''],
    ['longest task', `${result.longestTaskMs} ms`, `${result.tasksOver50ms} over 50 ms`],
    ['engine', `${result.engineBytesPerEvent} bytes`, 'an event'],
    ['renderer', `${result.rendererPeakMb} MB`, 'resident at its peak'],
    ['CPU by thread', ...cpuText(result.cpuSeconds)],
  ];
  console.log(
    `\n${result.events.toLocaleString('en')} events in ${result.files.toLocaleString('en')} files, medians of ${result.runs}`,
  );
  for (const [what, figure, note] of rows)
    console.log(`  ${(what ?? '').padEnd(16)}${(figure ?? '').padStart(10)}   ${note}`);
}

/** The share of 0 to 1 of the numbers that lies at or below. @param {readonly number[]} numbers @param {number} share */
function quantile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const QUESTIONS = /** @type {const} */ ([
  ['filterMs', 'a filter: facets, histogram, first page'],
  ['facetsMs', '… the facets alone, in the engine'],
  ['anywhereMs', 'a word anywhere in the record'],
  ['pathMs', 'a place inside the request'],
  ['detailMs', 'the next event’s detail'],
  ['suggestMs', 'suggestions while typing'],
]);

/** @param {Case} one @param {string} url @param {string} executablePath */
async function explore(one, url, executablePath) {
  const directory = join(root, 'bench', 'data', one.name);
  await generate({ directory, events: one.events, files: one.files });
  const folder = join(directory, 'AWSLogs');
  const page = await exploreInBrowser({ url, folder, executablePath });
  /** @type {{ answers: Record<string, number[]> } | null} */
  const native = options['no-native']
    ? null
    : JSON.parse((await exec(process.execPath, [join(root, 'bench', 'native.mjs'), folder, '--ask'])).stdout);
  console.log(
    `\n${one.events.toLocaleString('en')} events, ms: median and p95 on the page, median in native DuckDB`,
  );
  for (const [key, what] of QUESTIONS) {
    const [middle, slow] = [median(page[key]), quantile(page[key], 0.95)];
    const other = native === null ? Number.NaN : median(native.answers[key] ?? []);
    const ratio = native === null ? '' : `${(other / middle).toFixed(2)} × as fast`;
    console.log(
      `  ${what.padEnd(42)}${middle.toFixed(0).padStart(6)}${slow.toFixed(0).padStart(6)}${other.toFixed(0).padStart(8)}   ${ratio}`,
    );
  }
  const { seconds, frames, dropped, longTasks } = page.scroll;
  console.log(
    `  scrolling ${seconds.toFixed(1)} s: ${frames} frames, ${(dropped * 100).toFixed(1)} % dropped, ${longTasks} tasks over 50 ms; longest task of all ${page.longestTaskMs} ms`,
  );
  return { case: `explore ${one.name}`, events: one.events, page, native: native?.answers ?? null };
}

const PEOPLE_QUESTIONS = /** @type {const} */ ([
  ['openMs', 'open the timeline of a busy key'],
  ['stepMs', 'zoom step: new bars'],
  ['frameMs', '… the old ones at their new place'],
  ['everybodyStepMs', 'zoom step over all events'],
  ['principalsMs', 'everyone who acted in nearly all events'],
  ['reachMs', 'blast radius of the busy key'],
]);

/** @param {Case} one @param {string} url @param {string} executablePath */
async function people(one, url, executablePath) {
  const directory = join(root, 'bench', 'data', one.name);
  await generate({ directory, events: one.events, files: one.files });
  const page = await peopleInBrowser({ url, folder: join(directory, 'AWSLogs'), executablePath });
  console.log(`\n${page.events.toLocaleString('en')} events of the busy key, ms: median and p95`);
  for (const [key, what] of PEOPLE_QUESTIONS)
    console.log(
      `  ${what.padEnd(42)}${median(page[key]).toFixed(0).padStart(6)}${quantile(page[key], 0.95).toFixed(0).padStart(6)}`,
    );
  const { seconds, frames, longTasks } = page.moving;
  console.log(
    `  moving ${seconds.toFixed(1)} s: ${(frames / seconds).toFixed(0)} frames a second, ${longTasks} tasks over 50 ms`,
  );
  const { loadMs, indexMs, indexLongTasks } = page;
  console.log(
    `  index of sessions ${indexMs.toFixed(0)} ms after a load of ${loadMs.toFixed(0)} ms: ${((100 * indexMs) / loadMs).toFixed(0)} %, ${indexLongTasks} tasks over 50 ms`,
  );
  return { case: `people ${one.name}`, events: one.events, page };
}

const SPIKE_QUESTIONS = /** @type {const} */ ([
  ['againMs', 'all spikes, under another filter'],
  ['chartMs', 'open the chart of a series'],
  ['zoomMs', 'another time of it'],
  ['overviewMs', 'the overview'],
]);

/** @param {Case} one @param {string} url @param {string} executablePath */
async function spikes(one, url, executablePath) {
  const directory = join(root, 'bench', 'data', one.name);
  await generate({ directory, events: one.events, files: one.files });
  const page = await spikesInBrowser({ url, folder: join(directory, 'AWSLogs'), executablePath });
  console.log(
    `\n${one.events.toLocaleString('en')} events, ${page.seriesMade} series: all spikes in ${page.spikesMs.toFixed(0)} ms after the load`,
  );
  console.log('  ms: median and p95');
  for (const [key, what] of SPIKE_QUESTIONS)
    console.log(
      `  ${what.padEnd(42)}${median(page[key]).toFixed(0).padStart(6)}${quantile(page[key], 0.95).toFixed(0).padStart(6)}`,
    );
  console.log(`  longest task ${page.longestTaskMs} ms`);
  return { case: `spikes ${one.name}`, events: one.events, page };
}

/**
 * Each container beside the loose files, in turns.
 *
 * @param {Case} one @param {string} url @param {string} executablePath
 */
async function containers(one, url, executablePath) {
  const directory = join(root, 'bench', 'data', one.name);
  await generate({ directory, events: one.events, files: one.files });
  const loose = join(directory, 'AWSLogs');
  /** @type {Record<string, { seconds: number, timesLoose: number, megabytesPerSecond: number }>} */
  const results = {};
  console.log(`  ${'container'.padEnd(24)}seconds  × loose   MB/s unpacked`);
  for (const form of FORMS) {
    const made = await makeForm(form, loose, `${directory}-as`);
    /** @type {{ loose: number, made: number }[]} */
    const rounds = [];
    for (let round = 0; round < Number(options.runs); round++) {
      const first = await loadInBrowser({ url, folder: loose, executablePath });
      const page = await loadInBrowser({ url, folder: made.folder, executablePath });
      if (page.events !== one.events)
        throw new Error(`${form}: ${page.events} events on the page, ${one.events} were made`);
      rounds.push({ loose: first.seconds, made: page.seconds });
    }
    const seconds = median(rounds.map((round) => round.made));
    const timesLoose = median(rounds.map((round) => round.made / round.loose));
    const megabytesPerSecond = made.megabytes / seconds;
    results[form] = { seconds, timesLoose, megabytesPerSecond };
    console.log(
      `  ${form.padEnd(24)}${seconds.toFixed(2).padStart(7)}${timesLoose.toFixed(2).padStart(9)}${megabytesPerSecond.toFixed(0).padStart(16)}`,
    );
  }
  return results;
}

const VISIT_FIGURES = /** @type {const} */ ([
  ['firstPaint', 'first paint', null, null],
  ['largestPaint', 'largest paint', null, null],
  ['usable', 'page usable: answers a click', 2_000, 1_000],
  ['engine', 'logs chosen at once are shown', 10_000, null],
  ['slowestInput', 'slowest input until its picture', null, null],
  ['facetInput', 'a facet’s value clicked, until its picture', null, null],
  ['typingInput', 'slowest key in the search, until its picture', null, null],
  ['blocked', 'long tasks, beyond 50 ms each', null, null],
]);

/** @param {string} executablePath */
async function visits(executablePath) {
  const packing = await startStaticServer({ root: join(root, 'dist'), packed: true });
  /** @type {Awaited<ReturnType<typeof visitInBrowser>>[]} */
  const rounds = [];
  try {
    for (let round = 0; round < Number(options.runs); round++)
      rounds.push(await visitInBrowser({ url: packing.url, executablePath }));
  } finally {
    await packing.close();
  }
  for (const which of /** @type {const} */ (['first', 'second'])) {
    console.log(
      `\n${which === 'first' ? 'first visit, 10 Mbit/s' : 'second visit, offline'}: ms, medians of ${rounds.length}`,
    );
    for (const [key, what, firstAim, secondAim] of VISIT_FIGURES) {
      const aim = which === 'first' ? firstAim : secondAim;
      const figure = median(rounds.map((round) => round[which][key]));
      console.log(
        `  ${what.padEnd(42)}${figure.toFixed(0).padStart(6)}${aim === null ? '' : `   aim: ${aim}`}`,
      );
    }
    console.log(`  layout shift ${median(rounds.map((round) => round[which].shifts)).toFixed(3)}`);
  }
  console.log(
    `  progress shown in the first visit: ${rounds.every(({ first }) => first.progressShown) ? 'yes' : 'NO'}`,
  );
  console.log(`  the browser had its copy after ${median(rounds.map(({ kept }) => kept)).toFixed(0)} ms`);
  return rounds;
}

/** @returns {Case[]} */
function cases() {
  const events = Number(
    options.events ?? (['explore', 'people', 'spikes'].includes(options.only ?? '') ? 1_000_000 : 200_000),
  );
  const main = {
    name: `${events}-events`,
    events,
    files: Number(options.files ?? Math.ceil(events / 10_000)),
  };
  const small = { name: '10000-files', events: 200_000, files: 10_000 };
  if (['main', 'containers', 'people', 'spikes'].includes(options.only ?? '')) return [main];
  if (options.only === 'small') return [small];
  return options.only !== 'explore' && events === 200_000 ? [main, small] : [main];
}

/** @param {object} results */
function keep(results) {
  const old = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) : {};
  mkdirSync(join(root, 'bench'), { recursive: true });
  writeFileSync(resultsFile, `${JSON.stringify({ ...old, ...results }, null, 2)}\n`);
}

if (!existsSync(join(root, 'dist', 'index.html'))) await exec('npx', ['vite', 'build'], { cwd: root });
const executablePath = await requireBrowser();
const server = await startStaticServer({ root: join(root, 'dist') });
try {
  if (options.only === 'visits') keep({ visits: await visits(executablePath) });
  else
    for (const one of cases()) {
      console.log(
        `${one.name}: ${one.events.toLocaleString('en')} events in ${one.files.toLocaleString('en')} files`,
      );
      if (options.only === 'explore') {
        keep({ [`explore-${one.name}`]: await explore(one, server.url, executablePath) });
        continue;
      }
      if (options.only === 'people') {
        keep({ [`people-${one.name}`]: await people(one, server.url, executablePath) });
        continue;
      }
      if (options.only === 'spikes') {
        keep({ [`spikes-${one.name}`]: await spikes(one, server.url, executablePath) });
        continue;
      }
      if (options.only === 'containers') {
        keep({ [`containers-${one.name}`]: await containers(one, server.url, executablePath) });
        continue;
      }
      const result = await measure(one, server.url, executablePath);
      print(result);
      keep({ [one.name]: result });
    }
} finally {
  await server.close();
}
