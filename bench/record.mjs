// @ts-check
// One record of the benchmark as text. Shapes after the CloudTrail User Guide, record contents; values invented.

import { roleArn, roleId, sessionArn, sessionCaller, temporaryKey, userCaller } from './callers.mjs';

/** @typedef {import('./population.mjs').Action} Action */
/** @typedef {import('./callers.mjs').Caller} Caller */
/** @typedef {import('./callers.mjs').Session} Session */
/** @typedef {import('./population.mjs').Dice} Dice */
/** @typedef {{ account: string, region: string }} Place */
/**
 * @typedef {object} Body
 * @property {string} request
 * @property {string} response
 * @property {string} more
 * @property {string} resources
 * @property {Session} [session] that the call gives out
 * @property {{ name: string, key: string }} [user] whose key the call creates
 */

/** Of a hundred calls this many fail. */
const ERROR_PERCENT = 8;

/** @param {Dice} dice @param {Action} action @param {Place} place @returns {Body} */
function s3Body(dice, action, { account, region }) {
  const bucket = `example-bucket-${dice.skewed(180)}`;
  const host = `"bucketName":"${bucket}","Host":"${bucket}.s3.${region}.amazonaws.com"`;
  const arn = `arn:aws:s3:::${bucket}`;
  const key = action.data
    ? `part/${dice.below(64)}/2025/10/${dice.hex8()}-${dice.below(100000)}.parquet`
    : '';
  const bytes = dice.below(5_000_000);
  return {
    request: action.data ? `{${host},"key":"${key}"}` : `{${host}}`,
    response: action.name === 'PutObject' ? '{"x-amz-server-side-encryption":"AES256"}' : 'null',
    more: `"additionalEventData":{"SignatureVersion":"SigV4","CipherSuite":"TLS_AES_128_GCM_SHA256","bytesTransferredIn":${action.read ? 0 : bytes},"AuthenticationMethod":"AuthHeader","x-amz-id-2":"${dice.base64(76)}","bytesTransferredOut":${action.read ? bytes : 0}},`,
    resources: `"resources":[${key ? `{"type":"AWS::S3::Object","ARN":"${arn}/${key}"},` : ''}{"accountId":"${account}","type":"AWS::S3::Bucket","ARN":"${arn}"}],`,
  };
}

/** @param {Dice} dice @param {Action} action @param {Place} place @returns {Body} */
function keyBody(dice, action, { account, region }) {
  const key = `arn:aws:kms:${region}:${account}:key/00000000-0000-4000-8000-${100000000000 + dice.skewed(90)}`;
  const context = `"encryptionContext":{"aws:s3:arn":"arn:aws:s3:::example-bucket-${dice.skewed(180)}/part/${dice.hex8()}"}`;
  const spec =
    action.name === 'GenerateDataKey'
      ? `"keySpec":"AES_256","keyId":"${key}"`
      : '"encryptionAlgorithm":"SYMMETRIC_DEFAULT"';
  return {
    request: `{${context},${spec}}`,
    response: 'null',
    more: '',
    resources: `"resources":[{"accountId":"${account}","type":"AWS::KMS::Key","ARN":"${key}"}],`,
  };
}

/** The end of a session of one hour, as STS writes it. @param {string} time ISO, of October 2025 */
function expiry(time) {
  const hour = Number(time.slice(11, 13)) + 1;
  const day = Number(time.slice(8, 10)) + (hour > 23 ? 1 : 0);
  return `Oct ${day}, 2025, ${hour % 12 || 12}${time.slice(13, 19)} ${hour % 24 < 12 ? 'AM' : 'PM'}`;
}

/** @param {Dice} dice @param {Session} session @param {Place} place @param {string} time @returns {Body} */
function assumeBody(dice, session, { account, region }, time) {
  const arn = roleArn(session);
  return {
    request: `{"roleArn":"${arn}","roleSessionName":"${session.name}","durationSeconds":3600}`,
    response: `{"credentials":{"accessKeyId":"${session.key}","sessionToken":"EXAMPLE${dice.base64(180)}","expiration":"${expiry(time)}"},"assumedRoleUser":{"assumedRoleId":"${roleId(session)}:${session.name}","arn":"${sessionArn(session)}"}}`,
    more: `"additionalEventData":{"RequestDetails":{"endpointType":"regional","awsServingRegion":"${region}"}},`,
    resources: `"resources":[{"accountId":"${account}","type":"AWS::IAM::Role","ARN":"${arn}"}],`,
    session,
  };
}

/** @param {Dice} dice @param {Action} action @param {Place} place @param {string} time @returns {Body} */
function stsBody(dice, action, place, time) {
  if (!action.name.startsWith('AssumeRole')) {
    const response =
      action.name === 'GetSessionToken' ? `{"credentials":{"accessKeyId":"${temporaryKey(dice)}"}}` : 'null';
    return { request: 'null', response, more: '', resources: '' };
  }
  const number = dice.skewed(240);
  const name = `session-${dice.hex8()}`;
  const role = `service-role-${number}`;
  const { account } = place;
  const key = temporaryKey(dice);
  return assumeBody(dice, { account, role, path: '/', number, name, key, ec2: false }, place, time);
}

/** @param {Dice} dice @param {Action} action @param {Place} place @returns {Body} */
function iamBody(dice, action, place) {
  if (action.name !== 'CreateAccessKey') return namedBody(dice, action, place);
  const name = `made-user-${dice.hex8()}`;
  const key = `AKIAEXAMPLE${dice.upper(10).slice(1)}`;
  const response = `{"accessKey":{"userName":"${name}","accessKeyId":"${key}","status":"Active"}}`;
  return { request: `{"userName":"${name}"}`, response, more: '', resources: '', user: { name, key } };
}

/** @param {Dice} dice @param {Action} action @returns {Body} */
function ec2Body(dice, action) {
  const instance = `i-0${dice.hex8()}${dice.hex8()}`;
  const request = action.read
    ? `{"maxResults":${dice.below(10) * 100 + 100},"filterSet":{"items":[{"name":"vpc-id","valueSet":{"items":[{"value":"vpc-0${dice.skewed(99)}example"}]}}]}}`
    : `{"instancesSet":{"items":[{"instanceId":"${instance}"}]},"tagSet":{"items":[{"key":"Name","value":"node-${dice.below(5000)}"},{"key":"team","value":"team-${dice.skewed(40)}"}]},"clientToken":"${dice.uuid()}"}`;
  const response = action.read
    ? 'null'
    : `{"requestId":"${dice.uuid()}","instancesSet":{"items":[{"instanceId":"${instance}","currentState":{"code":0,"name":"pending"}}]},"_return":true}`;
  return { request, response, more: '', resources: '' };
}

/** @param {Dice} dice @param {Action} action @param {Place} place @returns {Body} */
function tableBody(dice, action, { account, region }) {
  const table = `table-${dice.skewed(70)}`;
  const key = action.data
    ? `,"key":{"pk":"order#${dice.below(1_000_000)}","sk":"${dice.hex8()}"},"consistentRead":false`
    : '';
  return {
    request: `{"tableName":"${table}"${key}}`,
    response: 'null',
    more: '',
    resources: `"resources":[{"accountId":"${account}","type":"AWS::DynamoDB::Table","ARN":"arn:aws:dynamodb:${region}:${account}:table/${table}"}],`,
  };
}

/** @param {Dice} dice @param {Action} action @param {Place} place @returns {Body} */
function namedBody(dice, action, { account, region }) {
  const thing = `${action.source}-thing-${dice.skewed(400)}`;
  const arn = `arn:aws:${action.source}:${region}:${account}:${thing}`;
  const request = action.read
    ? `{"name":"${thing}","maxResults":50,"nextToken":"${dice.base64(24)}"}`
    : `{"name":"${thing}","description":"changed by run ${dice.below(100000)}","configuration":{"memory":${dice.below(8) * 256 + 256},"timeout":${dice.below(60)},"tags":{"team":"team-${dice.skewed(40)}","run":"${dice.hex8()}"}}}`;
  const response = action.read ? 'null' : `{"arn":"${arn}","version":"${dice.below(900)}","status":"ACTIVE"}`;
  return { request, response, more: '', resources: '' };
}

/** @type {Record<string, (dice: Dice, action: Action, place: Place, time: string) => Body>} */
const BODIES = { s3: s3Body, kms: keyBody, sts: stsBody, ec2: ec2Body, dynamodb: tableBody, iam: iamBody };

/** @param {Dice} dice @param {Action} action @param {Caller} caller @param {Place} place */
function errorText(dice, action, caller, { account, region }) {
  const ec2 = action.source === 'ec2';
  const permission = `${action.source}:${action.name}`;
  const kind = dice.below(10);
  if (kind < 6) {
    const code = ec2 ? 'Client.UnauthorizedOperation' : 'AccessDenied';
    return `"errorCode":"${code}","errorMessage":"User: ${caller.arn} is not authorized to perform: ${permission} on resource: arn:aws:${action.source}:${region}:${account}:thing/${dice.skewed(400)} because no identity-based policy allows the ${permission} action",`;
  }
  if (kind < 8) {
    const code = ec2 ? 'Client.RequestLimitExceeded' : 'ThrottlingException';
    return `"errorCode":"${code}","errorMessage":"Rate exceeded",`;
  }
  return `"errorCode":"ResourceNotFoundException","errorMessage":"Requested resource not found: ${action.source}-thing-${dice.skewed(400)}",`;
}

/**
 * @param {Dice} dice @param {Action} action @param {Caller} caller @param {Place} place @param {string} time ISO
 * @returns {{ json: string, failed: boolean, made: Caller | null }} `made`: who can act by what the call gave out
 */
export function recordText(dice, action, caller, place, time) {
  const body = (BODIES[action.source] ?? namedBody)(dice, action, place, time);
  const failed = dice.below(100) < ERROR_PERCENT;
  const json = lines(dice, action, caller, place, time, body, failed);
  return { json, failed, made: failed ? null : madeBy(body, caller, place, time) };
}

/** @param {Body} body @param {Caller} caller @param {Place} place @param {string} time @returns {Caller | null} */
function madeBy({ session, user }, caller, { account }, time) {
  if (session) return sessionCaller(caller, session, time);
  return user ? userCaller(caller, account, user.name, user.key) : null;
}

/**
 * The call that gave a caller its credentials. It does not fail.
 *
 * @param {Dice} dice @param {Caller} caller @param {Place} place @param {string} time ISO
 * @returns {string}
 */
export function openingText(dice, caller, place, time) {
  const { opening } = caller;
  if (!opening) throw new Error('this caller needs no opening');
  const { by, host, name, session } = opening;
  const action = { source: 'sts', name, read: true, data: false };
  const first = { ...caller, identity: by, address: host, agent: host, tls: false };
  return lines(dice, action, first, place, time, assumeBody(dice, session, place, time), false);
}

/** @param {Dice} dice @param {Action} action @param {Caller} caller @param {Place} place @param {string} time @param {Body} body @param {boolean} failed */
function lines(dice, action, caller, place, time, body, failed) {
  const tls = caller.tls
    ? `,"tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"${action.source}.${place.region}.amazonaws.com"}`
    : '';
  return (
    `{"eventVersion":"1.11","userIdentity":${caller.identity},"eventTime":"${time}","eventSource":"${action.source}.amazonaws.com","eventName":"${action.name}",` +
    `"awsRegion":"${place.region}","sourceIPAddress":"${caller.address}","userAgent":"${caller.agent}",${failed ? errorText(dice, action, caller, place) : ''}` +
    `"requestParameters":${body.request},"responseElements":${failed ? 'null' : body.response},${body.more}"requestID":"${dice.uuid()}","eventID":"${dice.uuid()}",` +
    `"readOnly":${action.read},${body.resources}"eventType":"AwsApiCall","managementEvent":${!action.data},"recipientAccountId":"${place.account}",` +
    `"eventCategory":"${action.data ? 'Data' : 'Management'}"${tls}}`
  );
}
