/**
 * Runs a runner of tests and watches its progress. No runner can end a test that never gives the thread back, nor itself
 * when a worker does not close; whoever waits for it would wait for ever and then know nothing. Here it is ended, and
 * what was running is named and counted as failed.
 */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { killTree } from './kill-tree.mjs';
import { forgetProgress, namesNow, PROGRESS_VARIABLE, readProgress } from './progress.mjs';
import { ROOT, Stop } from './project.mjs';

/**
 * @typedef {object} Watched
 * @property {readonly string[]} command a program of Node's and its arguments
 * @property {string} progress the file in which it says how far it is
 * @property {number} patience ms without any test beginning or ending after which it is ended
 * @property {Record<string, string>} [env]
 * @property {'inherit' | 'ignore'} [output]
 */

/**
 * @param {Watched} what
 * @returns {Promise<{ code: number, state: import('./progress.mjs').State }>} what hung is among the failures
 */
export async function runWatched({ command, progress, patience, env = {}, output = 'inherit' }) {
  forgetProgress(progress);
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: { ...process.env, ...env, [PROGRESS_VARIABLE]: progress },
    stdio: ['ignore', output, output],
  });
  const ended = new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Stop(`${command[0]} could not be started: ${error.message}`)));
    child.on('exit', (code) => resolve(code ?? 1));
  });
  let silent = false;
  const stopWatching = whenSilent(progress, patience, () => {
    silent = true;
    if (child.pid !== undefined) killTree(child.pid);
  });
  try {
    const code = await ended;
    const state = readProgress(progress);
    return silent ? { code: 1, state: withHung(state, namesNow(progress), patience) } : { code, state };
  } finally {
    stopWatching();
  }
}

/**
 * @param {string} file
 * @param {number} patience
 * @param {() => void} tell called once
 */
function whenSilent(file, patience, tell) {
  let seen = changedAt(file);
  let since = performance.now();
  const timer = setInterval(
    () => {
      const now = changedAt(file);
      if (now !== seen) since = performance.now();
      seen = now;
      if (performance.now() - since < patience) return;
      clearInterval(timer);
      tell();
    },
    Math.min(1_000, patience / 4),
  );
  return () => clearInterval(timer);
}

/** @param {string} file */
function changedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/**
 * @param {import('./progress.mjs').State} state
 * @param {readonly string[]} now tests that workers were in
 * @param {number} patience
 * @returns {import('./progress.mjs').State}
 */
function withHung(state, now, patience) {
  const minutes = `${Math.round(patience / 6_000) / 10} min`;
  const running = [...new Set([...state.running, ...now])];
  // A file is named by its tests, where any have begun.
  const hung = running.filter((one) => !running.some((other) => other.startsWith(`${one} › `)));
  const named = hung.map((name) => `${name} (no progress for ${minutes}: ended)`);
  const closing = `the runner itself (no progress for ${minutes} with no test running: ended)`;
  return { ...state, failures: [...state.failures, ...(hung.length > 0 ? named : [closing])] };
}
