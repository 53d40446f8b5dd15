/**
 * How far a run of tests is, in a file that its reporter writes and `watched-run.mjs` reads: the runner itself may hang,
 * and what it would have reported at its end is then lost.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** ms between two writings; a run of thousands of tests has as many beginnings and ends. */
const PAUSE = 200;

/** Set for a runner that is watched: where its reporter writes. */
export const PROGRESS_VARIABLE = 'TRAILSCOPE_PROGRESS';

/**
 * @typedef {object} State
 * @property {number} passed
 * @property {number} skipped
 * @property {readonly string[]} failures failed tests and files by name
 * @property {readonly string[]} running what has begun and not ended, files before their tests
 */

/** @type {State} */
export const NO_PROGRESS = { passed: 0, skipped: 0, failures: [], running: [] };

export class Progress {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
    this.passed = 0;
    this.skipped = 0;
    /** @type {string[]} */
    this.failures = [];
    /** @type {Set<string>} */
    this.running = new Set();
    /** @type {NodeJS.Timeout | null} */
    this.due = null;
    mkdirSync(dirname(file), { recursive: true });
  }

  /** @param {string} name */
  begin(name) {
    this.running.add(name);
    this.#soon();
  }

  /**
   * @param {string} name
   * @param {'passed' | 'failed' | 'skipped'} [outcome] none for what is not counted: a file
   */
  end(name, outcome) {
    this.running.delete(name);
    if (outcome === 'passed') this.passed++;
    if (outcome === 'skipped') this.skipped++;
    if (outcome === 'failed') this.failures.push(name);
    this.#soon();
  }

  write() {
    if (this.due !== null) clearTimeout(this.due);
    this.due = null;
    /** @type {State} */
    const state = {
      passed: this.passed,
      skipped: this.skipped,
      failures: this.failures,
      running: [...this.running],
    };
    // Renamed, so that nobody reads half of it.
    writeFileSync(`${this.file}.new`, JSON.stringify(state));
    renameSync(`${this.file}.new`, this.file);
  }

  #soon() {
    this.due ??= setTimeout(() => this.write(), PAUSE).unref();
  }
}

/** @param {string} file the progress file */
const folderOfNames = (file) => `${file}.now`;

/**
 * Where a worker writes which test it is in; removed by itself when its file has ended.
 * @param {string} file the progress file
 * @param {string} worker
 */
export function nameNow(file, worker) {
  const path = join(folderOfNames(file), worker);
  return {
    /** @param {string} name */
    write: (name) => {
      mkdirSync(folderOfNames(file), { recursive: true });
      writeFileSync(path, name);
    },
    remove: () => rmSync(path, { force: true }),
  };
}

/**
 * @param {string} file
 * @returns {string[]}
 */
export function namesNow(file) {
  try {
    return readdirSync(folderOfNames(file)).map((one) =>
      readFileSync(join(folderOfNames(file), one), 'utf8'),
    );
  } catch {
    return [];
  }
}

/** @param {string} file */
export function forgetProgress(file) {
  rmSync(file, { force: true });
  rmSync(folderOfNames(file), { recursive: true, force: true });
}

/**
 * @param {string} file
 * @returns {State}
 */
export function readProgress(file) {
  try {
    return { ...NO_PROGRESS, ...JSON.parse(readFileSync(file, 'utf8')) };
  } catch {
    return NO_PROGRESS;
  }
}
