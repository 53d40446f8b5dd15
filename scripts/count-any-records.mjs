// @ts-check
/**
 * Counts CloudTrail records in a folder by itself, whatever they are wrapped in, to hold the application against:
 * `node scripts/count-any-records.mjs <folder> [--json]`. Shares no code with `src/`: plain gunzip, `JSON.parse`, and a
 * small reader of CSV.
 *
 * A record is an object with a name and a service, or with a version and one more key of a record; at any depth, in
 * strings that hold JSON, in cells of tables, one per line, glued together. Of text that is no JSON whole objects are
 * counted. OCSF events of CloudTrail count too. Archives are not opened.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';

const CARRIERS = ['_raw', '@message', 'CloudTrailEvent', 'eventjson'];
const WITH_VERSION = ['eventName', 'eventSource', 'userIdentity', 'eventTime', 'eventType', 'insightDetails'];

/** @param {any} value */
function isRecord(value) {
  const has = (/** @type {string} */ key) => Object.hasOwn(value, key);
  const isCarrier = (/** @type {string} */ key) => has(key) && String(value[key]).includes('{');
  if (has('insightContext') && !has('eventVersion')) return false;
  if (CARRIERS.some(isCarrier) || (has('summary') && has('timeWindow'))) return false;
  const isNotification = typeof value.eventSource === 'string' && value.eventSource.startsWith('aws:');
  if (typeof value.eventName === 'string' && typeof value.eventSource === 'string' && !isNotification)
    return true;
  const marks = WITH_VERSION.filter((key) => has(key));
  const only = isNotification ? marks.filter((key) => key !== 'eventSource') : marks;
  return has('eventVersion') && !Array.isArray(value.Records) && only.length > 0 && value.s3 === undefined;
}

/** @param {any} value */
const isOcsf = (value) => value.class_uid !== undefined && value.metadata?.product?.name === 'CloudTrail';

/** @param {unknown} value @param {number} depth @returns {number} */
function countIn(value, depth = 0) {
  if (depth > 100) return 0;
  if (typeof value === 'string') return depth > 0 && value.includes('{"') ? countText(value, depth) : 0;
  if (typeof value !== 'object' || value === null) return 0;
  if (!Array.isArray(value) && (isRecord(value) || isOcsf(value))) return 1;
  return Object.values(value).reduce((sum, one) => sum + countIn(one, depth + 1), 0);
}

/** @param {string} text @returns {unknown} */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where the value that begins at `at` is balanced. @param {string} text @param {number} at */
function balanced(text, at) {
  let depth = 0;
  let inString = false;
  for (let i = at; i < text.length; i++) {
    const c = text[i];
    if (inString) {
      if (c === '\\') i++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{' || c === '[') depth++;
    else if ((c === '}' || c === ']') && --depth === 0) return i + 1;
  }
  return -1;
}

/** @param {string} text @param {number} depth @returns {number} */
function countText(text, depth = 0) {
  const whole = parse(text);
  if (whole !== undefined) return countIn(whole, depth + 1);
  let count = 0;
  for (let at = text.search(/[{[]/); at >= 0 && at < text.length;) {
    const end = balanced(text, at);
    const value = end < 0 ? undefined : parse(text.slice(at, end));
    if (value !== undefined) count += countIn(value, depth + 1);
    const from = value === undefined ? at + 1 : end;
    const next = text.slice(from).search(/[{[]/);
    at = next < 0 ? -1 : from + next;
  }
  return count;
}

/** Cells of a table, quotes undone. @param {string} text @returns {string[]} */
function cellsOf(text) {
  const cells = [];
  const cell = /(?:^|[,\r\n])(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g;
  for (const [, quoted, plain] of text.matchAll(cell))
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
  return cells;
}

/** @param {Buffer} raw */
function countFile(raw) {
  let bytes = raw;
  for (let k = 0; k < 3 && bytes[0] === 0x1f && bytes[1] === 0x8b; k++) bytes = gunzipSync(bytes);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 0;
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  const isTable = /^[\w"@ .,{}:[\]-]+\r?\n"/.test(text) && !/^\s*[{[]/.test(text);
  if (isTable)
    return cellsOf(text).reduce((sum, cell) => sum + (cell.startsWith('{') ? countText(cell) : 0), 0);
  return countText(text);
}

const [folder, ...options] = process.argv.slice(2);
if (folder === undefined || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('usage: node scripts/count-any-records.mjs <folder> [--json]');
  process.exit(1);
}
const counts = Object.fromEntries(
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => [relative(folder, path), countFile(readFileSync(path))]),
);
if (options.includes('--json')) console.log(JSON.stringify(counts));
else {
  for (const [name, count] of Object.entries(counts)) console.log(`${String(count).padStart(8)}  ${name}`);
  const sum = Object.values(counts).reduce((total, count) => total + count, 0);
  console.log(`${sum} records in ${Object.values(counts).filter((count) => count > 0).length} files`);
}
