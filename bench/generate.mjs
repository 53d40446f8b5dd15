// @ts-check
// Bulk logs for the benchmark, as a trail would lay them down in S3; nothing in them is real.
//   node bench/generate.mjs --events 1000000 --files 100 --out bench/data/1m
//   node bench/generate.mjs --events 200000 --files 10000 --out bench/data/many-files
// The same parameters give the same records. What is already there with the same parameters is left alone.

import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { createGzip } from 'node:zlib';
import { drawCaller, open } from './callers.mjs';
import { ACCOUNTS, ACTIONS, REGIONS, createDice } from './population.mjs';
import { openingText, recordText } from './record.mjs';

/** @typedef {{ version: number, events: number, files: number, seed: number }} Parameters */
/** @typedef {{ events: number, errors: number, bytes: number, gzipBytes: number, files: number }} Totals */

/** Raise it when the records change. */
const VERSION = 2;
const START = Date.UTC(2025, 9, 1) / 1000;
const SPAN = 14 * 86400;
/** Events of one caller's credentials within a file, on average. */
const EVENTS_PER_CALLER = 110;
/** Of a hundred events so many are signed with what a call in the same file gave out: a session, a new user's key. */
const BY_MADE = 8;
/** Of a hundred calls that give something out so many are made use of. */
const USED = 12;
/** So many of those are in use at a time. */
const IN_USE = 40;
/** Records that are handed to gzip at a time: about a megabyte. */
const BATCH = 800;
/** Compression runs on the thread pool of Node, four wide. */
const IN_FLIGHT = 4;

const TWO = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'));

/** A writer of ISO times that keeps the date between calls: making a Date a million times is slow. */
function createClock() {
  let day = -1;
  let date = '';
  /** @param {number} seconds */
  return (seconds) => {
    const today = Math.floor(seconds / 86400);
    if (today !== day) {
      day = today;
      date = new Date(today * 86400000).toISOString().slice(0, 11);
    }
    const rest = seconds - today * 86400;
    return `${date}${TWO[Math.floor(rest / 3600)]}:${TWO[Math.floor(rest / 60) % 60]}:${TWO[rest % 60]}Z`;
  };
}

/**
 * What file number `index` holds: a stretch of time of one account and region.
 *
 * @param {Parameters} parameters @param {number} index
 */
function planFile(parameters, index) {
  const streams = Math.min(ACCOUNTS.length * REGIONS.length, parameters.files);
  const stream = index % streams;
  const slots = Math.ceil(parameters.files / streams);
  const slot = Math.floor(index / streams);
  const place = {
    account: ACCOUNTS[stream % ACCOUNTS.length] ?? '',
    region: REGIONS[Math.floor(stream / ACCOUNTS.length)] ?? '',
  };
  const from = Math.floor((slot * SPAN) / slots);
  const to = Math.floor(((slot + 1) * SPAN) / slots);
  const before = Math.floor((index * parameters.events) / parameters.files);
  const after = Math.floor(((index + 1) * parameters.events) / parameters.files);
  const dice = createDice((parameters.seed + Math.imul(index + 1, 0x85ebca6b)) | 0);
  const end = new Date((START + to - 1) * 1000).toISOString();
  const minute = end.slice(0, 16).replaceAll(/[-:]/g, '');
  const unique = dice.upper(16);
  const folder = `AWSLogs/${place.account}/CloudTrail/${place.region}/${end.slice(0, 10).replaceAll('-', '/')}`;
  const path = `${folder}/${place.account}_CloudTrail_${place.region}_${minute}Z_${unique}.json.gz`;
  return { path, place, dice, count: after - before, from: START + from, seconds: to - from };
}

/**
 * The records of one file, each by one of its callers.
 *
 * @param {ReturnType<typeof planFile>} plan @param {Totals} totals
 * @returns {(time: string) => string} the next record
 */
function createWriter({ dice, place, count, from, seconds }, totals) {
  const clock = createClock();
  const callers = Array.from({ length: Math.max(3, Math.round(count / EVENTS_PER_CALLER)) }, () =>
    drawCaller(dice, place.account, clock(from + dice.below(seconds))),
  );
  /** @type {import('./callers.mjs').Caller[]} */
  const made = [];
  return (time) => {
    const late = made.length > 0 && dice.below(100) < BY_MADE;
    const caller = late ? dice.pick(made) : (callers[dice.skewed(callers.length)] ?? dice.pick(callers));
    if (caller.opening) {
      const json = openingText(dice, caller, place, time);
      open(caller, time);
      return json;
    }
    const record = recordText(dice, dice.pick(ACTIONS), caller, place, time);
    if (record.failed) totals.errors++;
    if (record.made && dice.below(100) < USED) {
      if (made.length === IN_USE) made.shift();
      made.push(record.made);
    }
    return record.json;
  };
}

/**
 * @param {ReturnType<typeof planFile>} plan
 * @param {Totals} totals counted up on the way
 */
function* textOf(plan, totals) {
  const { dice, count, from, seconds } = plan;
  const clock = createClock();
  const next = createWriter(plan, totals);
  /** @type {string[]} */
  let batch = [];
  yield '{"Records":[';
  for (let i = 0; i < count; i++) {
    // Time goes forward through the file, with the disorder of a delivery.
    const ahead = Math.floor((i / count) * seconds);
    const json = next(clock(from + Math.min(seconds - 1, ahead + dice.below(300))));
    totals.events++;
    batch.push(i === 0 ? json : `,${json}`);
    if (batch.length === BATCH) {
      yield batch.join('');
      batch = [];
    }
  }
  yield `${batch.join('')}]}`;
}

/** @param {string} directory @param {ReturnType<typeof planFile>} plan @param {Totals} totals */
async function writeFile(directory, plan, totals) {
  const target = join(directory, plan.path);
  mkdirSync(dirname(target), { recursive: true });
  const gzip = createGzip({ level: 6 });
  const file = createWriteStream(target);
  const done = pipeline(gzip, file);
  for (const text of textOf(plan, totals)) {
    // Everything is ASCII, so one letter is one byte.
    totals.bytes += text.length;
    if (!gzip.write(Buffer.from(text, 'latin1'))) await once(gzip, 'drain');
  }
  gzip.end();
  await done;
  totals.gzipBytes += file.bytesWritten;
  totals.files++;
}

/**
 * What an earlier run left, if it was asked for the same.
 *
 * @param {string} marker @param {Parameters} parameters
 * @returns {Totals | null}
 */
function alreadyThere(marker, parameters) {
  if (!existsSync(marker)) return null;
  const { parameters: before, ...totals } = JSON.parse(readFileSync(marker, 'utf8'));
  return JSON.stringify(before) === JSON.stringify(parameters) ? totals : null;
}

/**
 * Writes the logs into `directory` and the totals into `expected.json` beside them. The directory is emptied first.
 *
 * @param {{ directory: string, events?: number, files?: number, seed?: number }} options
 * @returns {Promise<Totals>}
 */
export async function generate({ directory, events = 200_000, files = 20, seed = 1 }) {
  const parameters = { version: VERSION, events, files, seed };
  const marker = join(directory, 'expected.json');
  const before = alreadyThere(marker, parameters);
  if (before) return before;
  rmSync(join(directory, 'AWSLogs'), { recursive: true, force: true });
  rmSync(marker, { force: true });
  const totals = { events: 0, errors: 0, bytes: 0, gzipBytes: 0, files: 0 };
  let next = 0;
  const worker = async () => {
    while (next < files) await writeFile(directory, planFile(parameters, next++), totals);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  writeFileSync(marker, `${JSON.stringify({ parameters, ...totals }, null, 2)}\n`);
  return totals;
}

async function main() {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '200000' },
      files: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string', default: 'bench/data/200k' },
    },
  });
  const start = performance.now();
  const totals = await generate({
    directory: values.out,
    events: Number(values.events),
    files: Number(values.files),
    seed: Number(values.seed),
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const mean = Math.round(totals.bytes / totals.events);
  const ratio = (totals.bytes / totals.gzipBytes).toFixed(1);
  console.log(
    `${values.out}: ${JSON.stringify(totals)} in ${seconds} s; ${mean} bytes a record, gzip ${ratio} : 1`,
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
