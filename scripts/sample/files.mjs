// @ts-check
// Records → the files a trail would have delivered to S3, a few of them delivered twice.

import { gzipSync } from 'node:zlib';
import { createRandom } from './random.mjs';
import { DAYS, EU, FIRST_DAY, PROD, US, time } from './world.mjs';

/** @typedef {import('./trail.mjs').Entry} Entry */
/** @typedef {{ path: string, records: number, json: string }} SampleFile */

export const DUPLICATES = 37;
/** A day's file leaves at 23:55 and takes what happened up to 23:50; the rest goes with the next one. */
const CUT = 600;

/** Days that share one file: quiet corners of the organisation get a file every few days. @param {string} account @param {string} region */
function stride(account, region) {
  if (account === PROD && region !== 'us-west-2') return 1;
  return region === EU || region === US ? 2 : 14;
}

/** @param {string} account @param {string} region @param {number} slot */
function pathOf(account, region, slot) {
  const step = stride(account, region);
  const day = Math.min(DAYS, (slot + 1) * step) - 1;
  const date = new Date(time(day) * 1000).toISOString().slice(0, 10);
  const unique = createRandom(`file:${account}/${region}/${slot}`).upper(16);
  const name = `${account}_CloudTrail_${region}_${date.replaceAll('-', '')}T2355Z_${unique}.json.gz`;
  return `AWSLogs/${account}/CloudTrail/${region}/${date.replaceAll('-', '/')}/${name}`;
}

/**
 * @param {Entry[]} entries
 * @param {string} seed
 * @returns {SampleFile[]}
 */
export function toFiles(entries, seed) {
  /** @type {Map<string, Entry[]>} */
  const byFile = new Map();
  /** @type {Map<string, string>} */
  const previous = new Map();
  for (const entry of [...entries].sort((a, b) => a.time - b.time)) {
    const { account, region } = entry;
    const day = Math.floor((entry.time + CUT - FIRST_DAY) / 86400);
    const slot = Math.floor(day / stride(account, region));
    const path = pathOf(account, region, slot);
    if (slot > 0) previous.set(path, pathOf(account, region, slot - 1));
    const list = byFile.get(path);
    if (list) list.push(entry);
    else byFile.set(path, [entry]);
  }
  repeatSome(byFile, previous, seed);
  return [...byFile]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, list]) => ({ path, records: list.length, json: body(list) }));
}

/**
 * Delivered twice, byte for byte: once on time and once with the next file.
 *
 * @param {Map<string, Entry[]>} byFile @param {Map<string, string>} previous @param {string} seed
 */
function repeatSome(byFile, previous, seed) {
  const random = createRandom(`${seed}/duplicates`);
  const targets = [...previous].filter(([, before]) => (byFile.get(before)?.length ?? 0) > 100);
  const repeated = new Set();
  while (repeated.size < DUPLICATES) {
    const [path, before] = random.pick(targets);
    const entry = random.pick(byFile.get(before) ?? []);
    if (repeated.has(entry.eventID)) continue;
    repeated.add(entry.eventID);
    byFile.get(path)?.push(entry);
  }
}

/**
 * Records of a file are in no order of time. Likes stand together within a stretch of hours, which also makes
 * the sample small.
 *
 * @param {Entry[]} list
 */
function body(list) {
  const stretch = 24 * 3600;
  const sorted = [...list].sort((a, b) => {
    const hours = Math.floor(a.time / stretch) - Math.floor(b.time / stretch);
    if (hours !== 0) return hours;
    if (a.sort !== b.sort) return a.sort < b.sort ? -1 : 1;
    return a.time - b.time || (a.eventID < b.eventID ? -1 : 1);
  });
  return `{"Records":[${sorted.map(({ json }) => json).join(',')}]}`;
}

/** @param {string} json gzip with no time and no name in its header */
export const compress = (json) => gzipSync(Buffer.from(json), { level: 9, memLevel: 9 });
