// @ts-check
// Callers from outside: the readers of a public bucket, and a reporting tool with federated credentials.

import { createRandom } from './random.mjs';
import { usDate } from './sessions.mjs';
import { addObjectCall } from './trail.mjs';
import { AGENTS, DAYS, EU, OFFICE, PROD, STAGING, US, iso, time } from './world.mjs';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {import('./trail.mjs').Trail} Trail */

/** A bucket that is public on purpose: product pictures. @param {Trail} trail @param {Random} random */
function visitors(trail, random) {
  for (let day = 0; day < DAYS; day++) {
    for (let i = 0; i < 30; i++) {
      const identity = { type: 'AWSAccount', principalId: '', accountId: 'anonymous' };
      const ip = random.chance(0.2)
        ? `2001:db8:c0:${random.int(1, 9)}::${random.int(1, 9)}`
        : `198.51.100.${random.int(100, 199)}`;
      const actor = {
        account: PROD,
        region: EU,
        identity,
        ip,
        agent: random.chance(0.5) ? AGENTS.chrome : AGENTS.firefox,
      };
      addObjectCall(trail, actor, 'GetObject', time(day, 5) + random.int(0, 60000), {
        bucket: 'shop-public-pictures',
        key: `p/${random.int(100, 999)}.webp`,
        bytes: random.int(20, 90) * 512,
      });
    }
  }
}

/** A reporting tool with federated credentials, once a week. @param {Trail} trail */
function federatedTool(trail) {
  for (const day of [4, 11]) {
    const when = time(day, 8.5);
    const owner = {
      account: STAGING,
      region: US,
      ip: OFFICE[0] ?? '',
      agent: AGENTS.java,
      identity: {
        type: 'IAMUser',
        principalId: 'AIDAEXAMPLEREPORTTOOL',
        arn: `arn:aws:iam::${STAGING}:user/report-tool`,
        accountId: STAGING,
        accessKeyId: 'AKIAEXAMPLEREPORT001',
        userName: 'report-tool',
      },
    };
    const key = trail.temporaryKey();
    const arn = `arn:aws:sts::${STAGING}:federated-user/weekly-report`;
    trail.add(owner, 'sts:GetFederationToken', when, {
      request: { name: 'weekly-report', durationSeconds: 3600 },
      response: {
        credentials: {
          accessKeyId: key,
          sessionToken: 'EXAMPLE-SESSION-TOKEN-NOT-REAL',
          expiration: usDate(when + 3600),
        },
        federatedUser: { federatedUserId: `${STAGING}:weekly-report`, arn },
        packedPolicySize: 6,
      },
    });
    const identity = {
      type: 'FederatedUser',
      principalId: `${STAGING}:weekly-report`,
      arn,
      accountId: STAGING,
      accessKeyId: key,
      sessionContext: {
        sessionIssuer: {
          type: 'IAMUser',
          principalId: 'AIDAEXAMPLEREPORTTOOL',
          arn: `arn:aws:iam::${STAGING}:user/report-tool`,
          accountId: STAGING,
          userName: 'report-tool',
        },
        attributes: {
          creationDate: iso(when),
          mfaAuthenticated: 'false',
        },
      },
    };
    const user = { ...owner, region: EU, identity };
    for (let i = 0; i < 12; i++)
      addObjectCall(trail, user, 'GetObject', when + 5 + i, {
        bucket: 'shop-reports-staging',
        key: `weekly/part-${i}.csv`,
        bytes: 40960,
      });
  }
}

/** @param {Trail} trail @param {string} seed */
export function addVisitors(trail, seed) {
  visitors(trail, createRandom(`${seed}/visitors`));
  federatedTool(trail);
}
