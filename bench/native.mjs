// @ts-check
/**
 * Native DuckDB, all cores: the same files into the same searched columns, with its own JSON reader. One process per
 * run, so that nothing is warm but the files. Prints one line of JSON: { seconds, events }.
 */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

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

const [folder = '.'] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const start = performance.now();
await connection.run(`CREATE TABLE event AS SELECT ${COLUMNS.join(', ')} FROM (
  SELECT unnest(Records) AS r FROM read_json('${join(folder, '**/*.json.gz').replaceAll("'", "''")}',
    columns = {Records: 'JSON[]'}, maximum_object_size = 1073741824))`);
const seconds = (performance.now() - start) / 1000;
const result = await connection.runAndReadAll('SELECT count(*)::INTEGER AS events FROM event');
console.log(JSON.stringify({ seconds, events: Number(result.getRows()[0]?.[0] ?? 0) }));
