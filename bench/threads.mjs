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

/** Turns of a loop that a worker is made to take, so that its thread is seen to work: some tenths of a second. */
const TURNS = 200_000_000;
/** Each is asked so often: what works in the background may do so for a moment only. */
const ASKINGS = 2;

/**
 * The threads of the ingest workers. Nothing names a worker's thread: each is made to work for a moment, and the thread that worked
 * then, and not while the others did, is its own.
 *
 * @param {import('playwright').Page} page at rest
 * @returns {Promise<ReadonlySet<string>>}
 */
export async function readerThreads(page) {
  const workers = page.workers().filter((worker) => worker.url().includes('ingest'));
  /** @type {{ of: number, spent: Sample }[]} */
  const askings = [];
  for (let n = 0; n < ASKINGS * workers.length; n++) {
    const of = n % workers.length;
    const before = sampleThreads();
    await workers[of]?.evaluate((turns) => {
      let x = 1;
      for (let k = 0; k < turns; k++) x = Math.imul(x ^ k, 31);
      return x;
    }, TURNS);
    const spent = [...sampleThreads()].map(([thread, { kind, seconds }]) => {
      const since = seconds - (before.get(thread)?.seconds ?? 0);
      return /** @type {const} */ ([thread, { kind, seconds: since }]);
    });
    askings.push({ of, spent: new Map(spent) });
  }
  return new Set(workers.map((_, worker) => threadOf(worker, askings)));
}

/** Least time while it was asked, less the most while others were. @param {number} worker @param {{ of: number, spent: Sample }[]} askings */
function threadOf(worker, askings) {
  let thread = '';
  let most = Number.NEGATIVE_INFINITY;
  for (const [name, { kind }] of askings[0]?.spent ?? []) {
    const times = (/** @type {boolean} */ own) =>
      askings.filter(({ of }) => (of === worker) === own).map(({ spent }) => spent.get(name)?.seconds ?? 0);
    const margin = Math.min(...times(true)) - Math.max(0, ...times(false));
    if (kind === 'worker' && margin > most) [thread, most] = [name, margin];
  }
  return thread;
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
