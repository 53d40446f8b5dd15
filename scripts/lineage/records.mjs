// @ts-check
// Raw CloudTrail records out of folders, for the oracle: plain gunzip and `JSON.parse`, no code of `src/`.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * One record, each once.
 *
 * @typedef {object} Row
 * @property {string | null} id its eventID
 * @property {number} time milliseconds; NaN where the record says none
 * @property {string} name eventName
 * @property {unknown} record
 */

/** Walks into parsed JSON by own members only: `__proto__` is a name like any other. @param {unknown} value @param {string[]} path */
export function dig(value, ...path) {
  let here = value;
  for (const step of path) {
    here =
      typeof here === 'object' && here !== null && Object.hasOwn(here, step)
        ? Reflect.get(here, step)
        : undefined;
  }
  return here;
}

/** The text at the end of the way; empty where there is none. @param {unknown} value @param {string[]} path */
export function text(value, ...path) {
  const found = dig(value, ...path);
  return typeof found === 'string' ? found : '';
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const US_DATE = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}),? (\d{1,2}):(\d\d):(\d\d)\s(AM|PM)$/u;
const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * A moment as CloudTrail writes it: ISO, ISO basic (old creationDate), or the US text of `expiration`, whose last blank may be a
 * narrow no-break space.
 *
 * @param {string} written
 * @returns {number} milliseconds, NaN when it is no time
 */
export function moment(written) {
  const us = US_DATE.exec(written);
  if (us) {
    const [, month = '', day, year, hour, minute, second, half] = us;
    const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
    const at = MONTHS.indexOf(month) / 3;
    return Date.UTC(Number(year), at, Number(day), hours, Number(minute), Number(second));
  }
  return Date.parse(written.replace(BASIC, '$1-$2-$3T$4:$5:$6Z'));
}

/** @param {unknown} json @returns {unknown[]} */
function listOf(json) {
  const list = Array.isArray(json) ? json : dig(json, 'Records');
  return Array.isArray(list) ? list : [];
}

/** @param {string} path @returns {unknown[]} the records of one file; none where it is no log */
function readLog(path) {
  try {
    const raw = readFileSync(path);
    const bytes = raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw;
    return listOf(JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, '')));
  } catch {
    return [];
  }
}

/**
 * Each record once: a second one with the same eventID is a second delivery.
 *
 * @param {Iterable<unknown>} records
 * @returns {Row[]}
 */
export function toRows(records) {
  const seen = new Set();
  /** @type {Row[]} */
  const rows = [];
  for (const record of records) {
    if (typeof record !== 'object' || record === null) continue;
    const id = text(record, 'eventID') || null;
    if (id !== null && seen.has(id)) continue;
    seen.add(id);
    rows.push({ id, time: moment(text(record, 'eventTime')), name: text(record, 'eventName'), record });
  }
  /** @param {Row} row */
  const place = ({ time }) => (Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time);
  return rows.sort((a, b) => place(a) - place(b));
}

/** @param {string[]} folders @returns {Row[]} in order of time */
export function readFolders(folders) {
  /** @type {unknown[]} */
  const records = [];
  for (const folder of folders) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Error(`no folder: ${folder}`);
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.json(\.gz|\.cloudtrail)?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const path of paths) for (const record of readLog(path)) records.push(record);
  }
  return toRows(records);
}
