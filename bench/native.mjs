// @ts-check
/**
 * Native DuckDB, all cores: the same files into the same searched columns, with its own JSON reader; then, with
 * `--ask`, the same questions on that flat table. One process per run, so that nothing is warm but the files. Prints
 * one line of JSON: { seconds, events, answers }; times of answers in ms.
 */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { FACET_COLUMNS, QUESTIONS } from './questions.mjs';

const FIELDS =
  `eventSource eventName eventType eventCategory readOnly managementEvent awsRegion recipientAccountId
  sourceIPAddress userAgent errorCode errorMessage eventVersion apiVersion vpcEndpointId tlsDetails requestID eventID
  sharedEventID requestParameters responseElements resources additionalEventData serviceEventDetails`.split(
    /\s+/,
  );
const IDENTITY = ['type', 'principalId', 'arn', 'accountId', 'accessKeyId', 'userName', 'invokedBy'];

const COLUMNS = [
  "(r->>'$.eventTime')::TIMESTAMP AS event_time",
  ...FIELDS.map((field) => `r->>'$.${field}' AS ${field}`),
  ...IDENTITY.map((field) => `r->>'$.userIdentity.${field}' AS identity_${field}`),
];

const [folder = '.', ask] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const start = performance.now();
await connection.run(`CREATE TABLE event AS SELECT ${COLUMNS.join(', ')} FROM (
  SELECT unnest(Records) AS r FROM read_json('${join(folder, '**/*.json.gz').replaceAll("'", "''")}',
    columns = {Records: 'JSON[]'}, maximum_object_size = 1073741824))`);
const seconds = (performance.now() - start) / 1000;
const result = await connection.runAndReadAll('SELECT count(*)::INTEGER AS events FROM event');
const events = Number(result.getRows()[0]?.[0] ?? 0);
console.log(JSON.stringify({ seconds, events, answers: ask === '--ask' ? await answers() : null }));

/** @param {string} sql @returns {Promise<number>} ms */
async function time(sql) {
  const begin = performance.now();
  await connection.runAndReadAll(sql);
  return performance.now() - begin;
}

/** @param {string} table */
function facets(table) {
  return FACET_COLUMNS.map(
    (column) =>
      `(SELECT '${column}' AS field, ${column} AS value, count(*) AS n FROM ${table} GROUP BY 2 ORDER BY n DESC LIMIT 10)`,
  ).join(' UNION ALL ');
}

/** @param {string} table */
function histogram(table) {
  return `SELECT time_bucket(INTERVAL 2 HOUR, event_time) AS t, errorCode IS NULL AS ok, count(*) FROM ${table} GROUP BY ALL`;
}

/** @param {string} table */
function page(table) {
  return `SELECT * FROM ${table} ORDER BY event_time DESC LIMIT 100`;
}

/** What the screen shows after a new filter: facets, histogram and first page of what matches. @param {string} where */
async function screen(where) {
  const matches = `(SELECT * FROM event WHERE ${where})`;
  return (await time(facets(matches))) + (await time(histogram(matches))) + (await time(page(matches)));
}

async function answers() {
  /** @type {Record<string, number[]>} */
  const told = { filterMs: [], facetsMs: [], anywhereMs: [], pathMs: [], detailMs: [], suggestMs: [] };
  // Warm, as the other side.
  await screen("eventName = 'none'");
  for (const { sql } of QUESTIONS.filter) {
    told['filterMs']?.push(await screen(sql));
    told['facetsMs']?.push(await time(facets(`(SELECT * FROM event WHERE ${sql})`)));
  }
  for (const { sql } of QUESTIONS.anywhere) told['anywhereMs']?.push(await screen(sql));
  for (const { sql } of QUESTIONS.path) told['pathMs']?.push(await screen(sql));
  const ids = await connection.runAndReadAll('SELECT eventID FROM event LIMIT 20');
  for (const [id] of ids.getRows())
    told['detailMs']?.push(await time(`SELECT * FROM event WHERE eventID = '${String(id)}'`));
  for (const typed of ['G', 'Ge', 'Get', 'GetO', 'D', 'De', 'Des'])
    told['suggestMs']?.push(
      await time(
        `SELECT eventName, count(*) AS n FROM event WHERE eventName ILIKE '%${typed}%' GROUP BY 1 ORDER BY n DESC LIMIT 20`,
      ),
    );
  return told;
}
