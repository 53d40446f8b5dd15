// @ts-check
/**
 * The same records in other containers: how long each takes beside the loose log files. They are made from the files of
 * the main case and kept, so that one run compares them side by side.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';

const exec = promisify(execFile);

/** Raise it when a form changes. */
const VERSION = 1;

/** @typedef {{ name: string, text: string }} Log a log file's name without `.json.gz`, and its text */
/** @typedef {{ form: string, folder: string, megabytes: number }} Made what to choose, and how much it is unpacked */

/** @param {Log} log @returns {Record<string, unknown>[]} */
const recordsOf = ({ text }) => JSON.parse(text).Records;

/** @param {unknown} value A cell as Athena and Lake write it. */
const cell = (value) =>
  `"${(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).replaceAll('"', '""')}"`;

/** One file for each log file. @type {Record<string, (log: Log) => { name: string, text: string }>} */
const EACH = {
  'json-lines': (log) => ({
    name: `${log.name}.jsonl`,
    text: recordsOf(log)
      .map((record) => JSON.stringify(record))
      .join('\n'),
  }),
  array: (log) => ({ name: `${log.name}.json`, text: JSON.stringify(recordsOf(log)) }),
  'event-bridge': (log) => ({
    name: `${log.name}.jsonl`,
    text: recordsOf(log)
      .map((detail) =>
        JSON.stringify({ version: '0', id: 'x', 'detail-type': 'AWS API Call via CloudTrail', detail }),
      )
      .join('\n'),
  }),
  'lookup-events': (log) => ({
    name: `${log.name}.json`,
    text: JSON.stringify({
      Events: recordsOf(log).map((record) => ({
        EventId: record['eventID'],
        EventName: record['eventName'],
        CloudTrailEvent: JSON.stringify(record),
      })),
    }),
  }),
  'lake-csv': (log) => ({
    name: `${log.name}.csv`,
    text: ['eventid,eventname,eventjson']
      .concat(
        recordsOf(log).map((record) =>
          [record['eventID'], record['eventName'], JSON.stringify(record)].map(cell).join(','),
        ),
      )
      .join('\n'),
  }),
  'event-history-csv': (log) => ({
    name: `${log.name}.csv`,
    text: [
      'User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,Event ID,Read-only',
    ]
      .concat(
        recordsOf(log).map((record) =>
          [
            'somebody',
            'AKIAEXAMPLE',
            record['eventTime'],
            record['eventSource'],
            record['eventName'],
            record['awsRegion'],
            record['sourceIPAddress'],
            record['eventID'],
            record['readOnly'],
          ]
            .map(cell)
            .join(','),
        ),
      )
      .join('\n'),
  }),
};

/** All log files in one. @type {Record<string, (loose: string, folder: string, logs: () => Log[]) => Promise<void>>} */
const TOGETHER = {
  zip: async (loose, folder) => {
    const entries = Object.fromEntries(
      filesBelow(loose).map((path) => [path, new Uint8Array(readFileSync(join(loose, path)))]),
    );
    writeFileSync(join(folder, 'logs.zip'), zipSync(entries, { level: 0 }));
  },
  'zip of plain files': async (_, folder, logs) => {
    const encoder = new TextEncoder();
    const entries = Object.fromEntries(
      logs().map(({ name, text }) => [`${name}.json`, encoder.encode(text)]),
    );
    writeFileSync(join(folder, 'logs.zip'), zipSync(entries, { level: 5 }));
  },
  tar: async (loose, folder) => {
    await exec('tar', ['-cf', join(folder, 'logs.tar'), '-C', loose, '.']);
  },
  'tar.gz of plain files': async (_, folder, logs) => {
    const plain = join(folder, 'plain');
    mkdirSync(plain);
    for (const { name, text } of logs()) writeFileSync(join(plain, `${name}.json`), text);
    await exec('tar', ['-czf', join(folder, 'logs.tar.gz'), '-C', plain, '.']);
    rmSync(plain, { recursive: true });
  },
};

export const FORMS = [...Object.keys(TOGETHER), ...Object.keys(EACH)];

/** @param {string} folder @returns {string[]} paths below it */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

/**
 * Makes one form of the log files in `loose`, unless it is there.
 *
 * @param {string} form @param {string} loose @param {string} target @returns {Promise<Made>}
 */
export async function makeForm(form, loose, target) {
  const folder = join(target, form.replaceAll(' ', '-'));
  const note = join(target, `${form.replaceAll(' ', '-')}.json`);
  const known = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) : null;
  if (known?.version === VERSION) return { form, folder, megabytes: known.megabytes };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const logs = () =>
    filesBelow(loose).map((path) => ({
      name: path.replace(/^.*\//, '').replace(/\.json\.gz$/, ''),
      text: gunzipSync(readFileSync(join(loose, path))).toString('utf8'),
    }));
  const each = EACH[form];
  let bytes = 0;
  if (each === undefined) {
    await TOGETHER[form]?.(loose, folder, logs);
    bytes = logs().reduce((sum, { text }) => sum + text.length, 0);
  } else {
    for (const log of logs()) {
      const { name, text } = each(log);
      bytes += text.length;
      writeFileSync(join(folder, `${name}.gz`), gzipSync(text));
    }
  }
  const megabytes = bytes / 1e6;
  writeFileSync(note, JSON.stringify({ version: VERSION, megabytes }));
  return { form, folder, megabytes };
}
