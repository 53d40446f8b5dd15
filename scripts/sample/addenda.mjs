// @ts-check
// Late and corrected deliveries (`addendum`, since event version 1.08), and a workflow that signs in by web identity.

import { resourceId } from './actions.mjs';
import { assumedRole } from './identities.mjs';
import { createRandom } from './random.mjs';
import { usDate } from './sessions.mjs';
import { addObjectCall } from './trail.mjs';
import { AGENTS, DAYS, EU, INSTANCES, PROD, STAGING, isWorkday, time } from './world.mjs';

/** @typedef {import('./trail.mjs').Trail} Trail */
/** @typedef {import('./random.mjs').Random} Random */

export const CORRECTED = 6;
export const DELAYED = 4;

/** A record, and a later one that corrects a field of it. @param {Trail} trail @param {Random} random */
function corrections(trail, random) {
  const instance = INSTANCES[PROD]?.[0];
  if (!instance) return;
  const created = time(3, 6.02);
  const identity = assumedRole({
    account: PROD,
    role: 'app-server',
    session: instance.id,
    key: trail.temporaryKey(),
    created,
    ec2: '2.0',
  });
  const actor = { account: PROD, region: EU, identity, ip: instance.ip, agent: AGENTS.java };
  const request = { queueUrl: `https://sqs.${EU}.amazonaws.com/${PROD}/orders`, attributeNames: ['All'] };
  for (let i = 0; i < CORRECTED; i++) {
    const when = time(3, 10) + i * 17;
    const requestID = `${random.hex(8)}-0000-4e5a-8d3c-5f21e0a7b960`;
    const originalEventID = trail.add(actor, 'sqs:GetQueueAttributes', when, { request, requestID });
    trail.add({ ...actor, vpce: resourceId('vpce', PROD) }, 'sqs:GetQueueAttributes', when, {
      request,
      requestID,
      addendum: {
        reason: 'UPDATED_DATA',
        updatedFields: 'vpcEndpointId',
        originalRequestID: requestID,
        originalEventID,
      },
    });
  }
  for (let i = 0; i < DELAYED; i++) {
    const actor = {
      account: PROD,
      region: EU,
      identity: { type: 'AWSService', invokedBy: 'delivery.logs.amazonaws.com' },
      ip: 'delivery.logs.amazonaws.com',
      agent: 'delivery.logs.amazonaws.com',
    };
    trail.add(actor, 'logs:CreateLogStream', time(5, 14) + i * 300, {
      request: { logGroupName: 'delivery-errors', logStreamName: `late-${i}` },
      addendum: { reason: 'DELIVERY_DELAY' },
    });
  }
}

/** Browser tests in staging, started by a workflow of a code host. @param {Trail} trail @param {Random} random */
function workflows(trail, random) {
  for (let day = 0; day < DAYS; day++) {
    if (!isWorkday(day)) continue;
    const when = time(day, 16.5) + random.int(0, 600);
    const subject = 'repo:example-org/shop:ref:refs/heads/main';
    const provider = `arn:aws:iam::${STAGING}:oidc-provider/code.example.org`;
    const key = trail.temporaryKey();
    const session = { account: STAGING, role: 'browser-tests', session: 'nightly-tests', key, created: when };
    const web = { federatedProvider: provider, attributes: {} };
    const place = { account: STAGING, region: EU, ip: `192.0.2.${random.int(230, 239)}`, agent: AGENTS.oidc };
    const identity = {
      type: 'WebIdentityUser',
      principalId: `${provider}:sts.amazonaws.com:${subject}`,
      userName: subject,
      identityProvider: provider,
    };
    const role = `arn:aws:iam::${STAGING}:role/browser-tests`;
    trail.add({ ...place, identity }, 'sts:AssumeRoleWithWebIdentity', when, {
      request: { roleArn: role, roleSessionName: 'nightly-tests', durationSeconds: 3600 },
      response: {
        credentials: {
          accessKeyId: key,
          sessionToken: 'EXAMPLE-SESSION-TOKEN-NOT-REAL',
          expiration: usDate(when + 3600),
        },
        assumedRoleUser: {
          assumedRoleId: `${assumedRole(session).principalId}`,
          arn: assumedRole(session).arn,
        },
        subjectFromWebIdentityToken: subject,
        provider,
        audience: 'sts.amazonaws.com',
      },
      more: {
        identityProviderConnectionVerificationMethod: 'IAMTrustStore',
        RequestDetails: { endpointType: 'regional', awsServingRegion: EU },
      },
      resources: [{ accountId: STAGING, type: 'AWS::IAM::Role', ARN: role }],
    });
    const actor = { ...place, identity: assumedRole({ ...session, web }) };
    trail.add(actor, 'sts:GetCallerIdentity', when + 1);
    for (let i = 0; i < 12; i++) {
      addObjectCall(trail, actor, 'PutObject', when + 60 + i * 40, {
        bucket: 'shop-test-reports',
        key: `run-${day + 1}/shot-${i}.png`,
        bytes: random.int(40, 400) * 512,
      });
    }
  }
}

/** @param {Trail} trail @param {string} seed */
export function addAddenda(trail, seed) {
  const random = createRandom(`${seed}/addenda`);
  corrections(trail, random);
  workflows(trail, random);
}
