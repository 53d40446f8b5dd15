// @ts-check
// Collects records as CloudTrail would write them: field order, event versions, categories, request ids and TLS
// details by service (CloudTrail User Guide, record contents). What happens is decided elsewhere.

import { createRandom } from './random.mjs';
import { US, iso } from './world.mjs';

/** @typedef {import('./identities.mjs').Actor} Actor */
/** @typedef {import('./identities.mjs').Json} Json */

/**
 * @typedef {object} CallDetails
 * @property {string} [region]
 * @property {Json | null} [request]
 * @property {Json | null} [response]
 * @property {[code: string, message: string]} [error]
 * @property {Json[]} [resources]
 * @property {Json} [more] additionalEventData
 * @property {Json} [service] serviceEventDetails; makes the record an AwsServiceEvent
 * @property {string} [shared] sharedEventID
 * @property {boolean} [readOnly]
 * @property {string} [eventType]
 * @property {Json} [addendum]
 * @property {string} [requestID] instead of a fresh one
 */

/** @typedef {{ time: number, account: string, region: string, sort: string, eventID: string, json: string }} Entry */

const GLOBAL = new Set(['iam', 'organizations', 'support']);
/** @type {Record<string, string>} */
const VERSIONS = {
  sts: '1.08',
  sso: '1.08',
  ssm: '1.08',
  ec2: '1.10',
  logs: '1.10',
  cloudtrail: '1.10',
  secretsmanager: '1.10',
  cloudformation: '1.09',
  rds: '1.09',
  ecr: '1.09',
};
/** @type {Record<string, string>} */
const API_VERSIONS = { lambda: '2015-03-31', logs: '20140328', dynamodb: '2012-08-10' };
const READS =
  /^(Get|Describe|List|Head|BatchGet|Lookup|Query|Scan|Filter|Validate|Simulate|Decrypt|GenerateDataKey|AssumeRole|Select|BatchCheck)/;
const READS_THAT_ARE_NOT = new Set(['GetSessionToken', 'GetFederationToken', 'GetSigninToken']);
const DATA = new Set([
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  's3:HeadObject',
  's3:ListObjects',
  'lambda:Invoke',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:Query',
  'dynamodb:DeleteItem',
]);

/** @param {string} source @param {string} region @param {Json | null} request */
function tlsDetails(source, region, request) {
  const bucket = request && typeof request['bucketName'] === 'string' ? `${request['bucketName']}.` : '';
  const host = GLOBAL.has(source) ? `${source}.amazonaws.com` : `${bucket}${source}.${region}.amazonaws.com`;
  const recent = (VERSIONS[source] ?? '1.11') === '1.11';
  return {
    tlsVersion: 'TLSv1.3',
    cipherSuite: 'TLS_AES_128_GCM_SHA256',
    clientProvidedHostHeader: host,
    ...(recent ? { keyExchange: source === 's3' || source === 'kms' ? 'X25519MLKEM768' : 'x25519' } : {}),
  };
}

/** @param {string} seed */
export function createTrail(seed) {
  const random = createRandom(`${seed}/ids`);
  /** @type {Entry[]} */
  const entries = [];

  // The tails are the same on purpose: ids are plainly made up, and the sample stays small.
  /** @param {string} account */
  const eventId = (account) => `${random.hex(8)}-${random.hex(4)}-4000-a000-${account}`;
  /** @param {string} source */
  function requestId(source) {
    if (source === 's3') return random.upper(8) + 'EXAMPLE0';
    if (source === 'dynamodb') return `${random.upper(10)}EXAMPLEVV4KQNSO5AEMVJF66Q9ASUAAJGEXAMPLE00`;
    return `${random.hex(8)}-${random.hex(2)}c1-4e5a-8d3c-5f21e0a7b960`;
  }

  /**
   * @param {Actor} actor @param {string} action `source:EventName` @param {number} when seconds
   * @param {CallDetails} [details]
   * @returns {string} the eventID
   */
  function add(actor, action, when, details = {}) {
    const colon = action.indexOf(':');
    const source = action.slice(0, colon);
    const eventName = action.slice(colon + 1);
    const region = GLOBAL.has(source) ? US : (details.region ?? actor.region);
    const request = details.request ?? null;
    const signIn = source === 'signin';
    const data = DATA.has(action);
    const direct = !signIn && /^[\d.:a-f]+$/.test(actor.ip) && !details.service;
    const apiVersion = API_VERSIONS[source];
    const eventID = eventId(actor.account);
    const record = {
      eventVersion: VERSIONS[source] ?? '1.11',
      userIdentity: actor.identity,
      eventTime: iso(when),
      eventSource: `${source}.amazonaws.com`,
      eventName,
      awsRegion: region,
      sourceIPAddress: actor.ip,
      userAgent: source === 's3' && direct ? `[${actor.agent}]` : actor.agent,
      ...(details.error?.[0] ? { errorCode: details.error[0] } : {}),
      ...(details.error ? { errorMessage: details.error[1] } : {}),
      requestParameters: request,
      responseElements: details.response ?? null,
      ...(details.more ? { additionalEventData: details.more } : {}),
      ...(signIn || details.service ? {} : { requestID: details.requestID ?? requestId(source) }),
      eventID,
      readOnly: details.readOnly ?? (READS.test(eventName) && !READS_THAT_ARE_NOT.has(eventName)),
      ...(details.resources ? { resources: details.resources } : {}),
      eventType:
        details.eventType ??
        (details.service ? 'AwsServiceEvent' : signIn ? 'AwsConsoleSignIn' : 'AwsApiCall'),
      ...(apiVersion && direct ? { apiVersion } : {}),
      managementEvent: !data,
      recipientAccountId: actor.account,
      ...(details.service ? { serviceEventDetails: details.service } : {}),
      ...(details.shared ? { sharedEventID: details.shared } : {}),
      ...(actor.vpce && direct ? { vpcEndpointId: actor.vpce, vpcEndpointAccountId: actor.account } : {}),
      eventCategory: data ? 'Data' : 'Management',
      ...(details.addendum ? { addendum: details.addendum } : {}),
      ...(direct ? { tlsDetails: tlsDetails(source, region, request) } : {}),
      ...(actor.console && !signIn ? { sessionCredentialFromConsole: 'true' } : {}),
    };
    const arn = actor.identity['arn'];
    const sort = `${action} ${typeof arn === 'string' ? arn : actor.ip} ${details.error?.[0] ?? ''}`;
    entries.push({ time: when, account: actor.account, region, sort, eventID, json: JSON.stringify(record) });
    return eventID;
  }

  return {
    add,
    entries,
    /** @returns {string} */
    sharedId: () => `${random.hex(8)}-${random.hex(2)}00-4000-b000-000000000000`,
    /** @returns {string} */
    temporaryKey: () => `ASIAEXAMPLE${random.upper(9)}`,
  };
}

/** @typedef {ReturnType<typeof createTrail>} Trail */

/**
 * A call on an S3 object: the fields that only S3 writes.
 *
 * @param {Trail} trail @param {Actor} actor @param {string} name @param {number} when
 * @param {{ bucket: string, key: string, owner?: string, bytes: number, error?: [string, string] }} object
 */
export function addObjectCall(trail, actor, name, when, object) {
  const host = `${object.bucket}.s3.${actor.region}.amazonaws.com`;
  const put = name === 'PutObject';
  return trail.add(actor, `s3:${name}`, when, {
    request: { bucketName: object.bucket, Host: host, key: object.key },
    ...(put ? { response: { 'x-amz-server-side-encryption': 'AES256' } } : {}),
    ...(object.error ? { error: object.error } : {}),
    more: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      bytesTransferredIn: put ? object.bytes : 0,
      ...(put ? { SSEApplied: 'Default_SSE_S3' } : {}),
      AuthenticationMethod: 'AuthHeader',
      'x-amz-id-2': 'EXAMPLEx0id2s1MadeUpForTheSample7Qe3kYt5rWb=',
      bytesTransferredOut: name === 'GetObject' ? object.bytes : 0,
    },
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${object.bucket}/${object.key}` },
      {
        accountId: object.owner ?? actor.account,
        type: 'AWS::S3::Bucket',
        ARN: `arn:aws:s3:::${object.bucket}`,
      },
    ],
  });
}

/**
 * The message IAM writes when no policy allows a call.
 *
 * @param {Actor} actor @param {string} permission e.g. `iam:ListUsers` @param {string} resource an ARN
 */
export const denied = (actor, permission, resource) =>
  `User: ${String(actor.identity['arn'])} is not authorized to perform: ${permission} on resource: ${resource} ` +
  `because no identity-based policy allows the ${permission} action`;
