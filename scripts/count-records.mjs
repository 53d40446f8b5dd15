// @ts-check
/**
 * Counts CloudTrail records in a folder by itself, to hold the application against:
 * `node scripts/count-records.mjs <folder> [--total]`. Shares no code with `src/`: plain gunzip and `JSON.parse`.
 *
 * Counted are files in the form of S3 deliveries, `{"Records":[…]}`, gzip or not, whatever their names. Others are named as skipped.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';

const [folder, ...options] = process.argv.slice(2);
if (folder === undefined || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('usage: node scripts/count-records.mjs <folder> [--total]');
  process.exit(1);
}
const totalOnly = options.includes('--total');

/** @param {Buffer} raw @returns {unknown} the file's JSON; undefined when it has none */
function parse(raw) {
  try {
    const bytes = raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw;
    return JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

/** @param {any} json @returns {any[] | null} the records; null when this is no log file */
function recordsOf(json) {
  const records = json?.Records;
  if (!Array.isArray(records)) return null;
  const isNotification =
    records.length > 0 && records.every((r) => r?.s3 !== undefined || r?.Sns !== undefined);
  return isNotification ? null : records;
}

/** @param {string} text @param {number} width */
const right = (text, width) => text.padStart(width);

const paths = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();

/** @type {Set<string>} */
const allIds = new Set();
let files = 0;
let skipped = 0;
let total = 0;
for (const path of paths) {
  const records = recordsOf(parse(readFileSync(path)));
  const name = relative(folder, path);
  if (records === null) {
    skipped++;
    if (!totalOnly) console.log(`${right('-', 8)} ${right('-', 8)}  ${name}`);
    continue;
  }
  const ids = new Set(
    records.map((record) => record?.eventID).filter((id) => id !== undefined && id !== null),
  );
  for (const id of ids) allIds.add(id);
  files++;
  total += records.length;
  if (!totalOnly) console.log(`${right(String(records.length), 8)} ${right(String(ids.size), 8)}  ${name}`);
}
console.log(
  `${total} records, ${allIds.size} distinct eventIDs in ${files} log files; ${skipped} other files skipped`,
);
