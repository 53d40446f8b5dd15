// @ts-check
/**
 * What is asked of the explorer and of native DuckDB alike: as a search text, and as a condition on the flat table of
 * `native.mjs`. Words and names are those of the made-up logs. No two are alike, so that nothing can be kept.
 */

/** @param {string} text */
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

/** @typedef {{ search: string, sql: string }} Question */

/** @param {readonly string[]} names @returns {Question[]} */
const eventNames = (names) =>
  names.map((name) => ({
    search: `eventName:${name}`,
    sql: `lower(eventName) = ${quoted(name.toLowerCase())}`,
  }));

/** @type {readonly Question[]} */
const FILTER_QUESTIONS = [
  ...eventNames(['GetObject', 'Decrypt', 'AssumeRole', 'DescribeInstances', 'PutObject', 'GetRole']),
  { search: 'eventName:Delete*', sql: "lower(eventName) LIKE 'delete%'" },
  { search: '-eventName:(GetObject OR PutObject)', sql: "eventName NOT IN ('GetObject', 'PutObject')" },
  { search: 'service:kms.amazonaws.com', sql: "eventSource = 'kms.amazonaws.com'" },
  {
    search: 'region:eu-west-1 service:s3.amazonaws.com',
    sql: "awsRegion = 'eu-west-1' AND eventSource = 's3.amazonaws.com'",
  },
  { search: 'region:(us-east-1 OR eu-central-1)', sql: "awsRegion IN ('us-east-1', 'eu-central-1')" },
  {
    search: 'account:111122223333 error:*',
    sql: "recipientAccountId = '111122223333' AND errorCode IS NOT NULL",
  },
  { search: 'error:AccessDenied', sql: "errorCode = 'AccessDenied'" },
  { search: '-error:*', sql: 'errorCode IS NULL' },
  { search: 'ip:10.0.0.0/8', sql: "sourceIPAddress LIKE '10.%'" },
  { search: 'userAgent:Boto3*', sql: "userAgent ILIKE 'Boto3%'" },
  { search: 'userIdentity.type:IAMUser', sql: "identity_type = 'IAMUser'" },
  { search: 'userIdentity.userName:machine-user-1', sql: "identity_userName = 'machine-user-1'" },
  { search: 'readOnly:false', sql: "readOnly = 'false'" },
  {
    search: 'readOnly:false region:eu-west-1 -service:s3.amazonaws.com',
    sql: "readOnly = 'false' AND awsRegion = 'eu-west-1' AND eventSource <> 's3.amazonaws.com'",
  },
];

/** Columns of the flat table that hold text of the record. */
const TEXTS =
  `eventSource eventName eventType eventCategory awsRegion recipientAccountId sourceIPAddress userAgent errorCode
  errorMessage requestID eventID sharedEventID requestParameters responseElements resources additionalEventData
  serviceEventDetails identity_type identity_principalId identity_arn identity_accessKeyId identity_userName`.split(
    /\s+/,
  );

/** @type {readonly Question[]} */
const WORD_QUESTIONS = [
  'example-bucket-17',
  'machine-user-12',
  'parquet',
  'service-role-99',
  'AES256',
  'Terraform',
  'person.7',
  '2025/10/00',
  'SYMMETRIC',
  'session-ab',
].map((word) => ({
  search: word,
  sql: `(${TEXTS.map((column) => `regexp_matches(${column}, ${quoted(word.replaceAll('.', '\\.'))}, 'i')`).join(' OR ')})`,
}));

/** @type {readonly Question[]} */
const PATH_QUESTIONS = [3, 8, 15, 23, 41, 60, 77, 90].map((n) => ({
  search: `requestParameters.bucketName:example-bucket-${n}`,
  sql: `requestParameters->>'$.bucketName' = 'example-bucket-${n}'`,
}));

export const QUESTIONS = { filter: FILTER_QUESTIONS, anywhere: WORD_QUESTIONS, path: PATH_QUESTIONS };

/** @param {readonly Question[]} questions */
const searches = (questions) => questions.map(({ search }) => search);
export const FILTERS = searches(FILTER_QUESTIONS);
export const WORDS = searches(WORD_QUESTIONS);
export const PATHS = searches(PATH_QUESTIONS);

/** What the facets of the screen count, as columns of the flat table. */
export const FACET_COLUMNS =
  'eventName eventSource identity_arn identity_type sourceIPAddress awsRegion recipientAccountId errorCode readOnly userAgent eventCategory'.split(
    ' ',
  );
