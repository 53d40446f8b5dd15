// @ts-check
/**
 * Processor time by thread, which other work on the machine lengthens far less than it does the time on the clock.
 * Linux only: elsewhere there is nothing to read, and nothing is told.
 */
import { readdirSync, readFileSync } from 'node:fs';

/** @typedef {'page' | 'worker' | 'pool' | 'browser'} Kind */
/** @typedef {Map<string, { kind: Kind, seconds: number }>} Sample by process and thread */

/**
 * @typedef {object} CpuSeconds
 * @property {number} readers the ingest workers
 * @property {number} engine
 * @property {number} page the main thread
 * @property {number} pool garbage, compiling, and whatever else the renderer does beside
 * @property {number} browser the other processes: files come from there
 */

/** The processes that descend from this one. @returns {{ pid: string, isRenderer: boolean }[]} */
export function browserProcesses() {
  const parents = new Map();
  const commands = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      // The name in brackets may hold anything, brackets too.
      const [, parent = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      parents.set(pid, parent);
      commands.set(pid, readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    } catch {
      // A process that ended meanwhile.
    }
  }
  const own = String(process.pid);
  /** @param {string} pid */
  const descends = (pid) => {
    for (let at = pid; Number(at) > 1; at = parents.get(at) ?? '') if (parents.get(at) === own) return true;
    return false;
  };
  return [...commands].flatMap(([pid, command]) =>
    descends(pid) ? [{ pid, isRenderer: command.includes('--type=renderer') }] : [],
  );
}

/** @param {string} file */
const read = (file) => readFileSync(file, 'utf8').trim();

/** What each thread has had so far. @returns {Sample} */
export function sampleThreads() {
  /** @type {Sample} */
  const sample = new Map();
  try {
    for (const { pid, isRenderer } of browserProcesses()) {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        const task = `/proc/${pid}/task/${thread}`;
        try {
          const isWorker = read(`${task}/comm`).startsWith('DedicatedWorker');
          const kind = !isRenderer ? 'browser' : thread === pid ? 'page' : isWorker ? 'worker' : 'pool';
          sample.set(`${pid}/${thread}`, {
            kind,
            seconds: Number(read(`${task}/schedstat`).split(' ')[0]) / 1e9,
          });
        } catch {
          // A thread that ended meanwhile.
        }
      }
    }
  } catch {
    // Not Linux.
  }
  return sample;
}

/** ms for which a worker is made to work, so that its thread is seen to. */
const SPIN_MS = 100;

/**
 * The threads of the ingest workers. Nothing names a worker's thread: each is made to work for a moment, and the thread that worked
 * then, and not while the others did, is its own.
 *
 * @param {import('playwright').Page} page at rest
 * @returns {Promise<ReadonlySet<string>>}
 */
export async function readerThreads(page) {
  const workers = page.workers().filter((worker) => worker.url().includes('ingest'));
  /** @type {Map<string, number[]>} */
  const spent = new Map();
  for (const worker of workers) {
    const before = sampleThreads();
    await worker.evaluate((ms) => {
      for (const end = performance.now() + ms; performance.now() < end;);
    }, SPIN_MS);
    for (const [thread, { kind, seconds }] of sampleThreads())
      if (kind === 'worker')
        spent.set(thread, [...(spent.get(thread) ?? []), seconds - (before.get(thread)?.seconds ?? 0)]);
  }
  // What works in the background does so all the time.
  const isReader = (/** @type {number[]} */ times) => {
    const [most = 0, next = 0] = times.toSorted((a, b) => b - a);
    return most > SPIN_MS / 10_000 && most > 2 * next;
  };
  return new Set([...spent].flatMap(([thread, times]) => (isReader(times) ? [thread] : [])));
}

/**
 * @param {Sample} before @param {Sample} after @param {ReadonlySet<string>} readers
 * @returns {CpuSeconds | null} null where it cannot be told
 */
export function secondsBetween(before, after, readers) {
  if (after.size === 0) return null;
  const sums = { readers: 0, engine: 0, page: 0, pool: 0, browser: 0 };
  for (const [thread, { kind, seconds }] of after) {
    const group = kind !== 'worker' ? kind : readers.has(thread) ? 'readers' : 'engine';
    sums[group] += seconds - (before.get(thread)?.seconds ?? 0);
  }
  return sums;
}

/**
 * Of several rounds one for each thread, so that they need not add up.
 *
 * @param {readonly (CpuSeconds | null)[]} rounds @param {(numbers: readonly number[]) => number} middle
 * @returns {CpuSeconds | null}
 */
export function ofEachThread(rounds, middle) {
  const known = rounds.filter((round) => round !== null);
  if (known.length === 0) return null;
  const of = (/** @type {keyof CpuSeconds} */ name) => middle(known.map((round) => round[name]));
  return {
    readers: of('readers'),
    engine: of('engine'),
    page: of('page'),
    pool: of('pool'),
    browser: of('browser'),
  };
}

/** The sum, and its parts. @param {CpuSeconds | null} seconds @returns {[string, string]} */
export function cpuText(seconds) {
  if (seconds === null) return ['–', ''];
  const sum = Object.values(seconds).reduce((all, part) => all + part, 0);
  const parts = Object.entries(seconds).map(([name, part]) => `${name} ${part.toFixed(2)}`);
  return [`${sum.toFixed(2)} s`, parts.join(', ')];
}
