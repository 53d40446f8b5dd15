// @ts-check
// The one incident: the pipeline's key in the wrong hands on the evening of 2025-10-10, and the clean-up.
// The answer to it is in response.mjs. docs/sample-incident.md tells it; sample.test.ts holds both to the same facts.

import { iamUser, iamUserSession } from './identities.mjs';
import { EC2_PROBES, PROBES } from './probes.mjs';
import { createRandom } from './random.mjs';
import { cleanUp, response } from './response.mjs';
import { assumeRole, consoleLogin, usDate } from './sessions.mjs';
import { addObjectCall, denied } from './trail.mjs';
import {
  AGENTS,
  ATTACKER,
  CI_KEY,
  EU,
  FINANCE_BUCKET,
  INTRUDER,
  LOG_BUCKET,
  OPS_KEY,
  PROD,
  SECURITY,
  STAGING,
  TRAIL_ARN,
  US,
  at,
} from './world.mjs';

/** @typedef {import('./identities.mjs').Actor} Actor */
/** @typedef {import('./identities.mjs').Json} Json */
/** @typedef {import('./trail.mjs').Trail} Trail */
/** @typedef {import('./random.mjs').Random} Random */

export const READ_OBJECTS = 1800;
export const DELETED_OBJECTS = 600;

/** @param {string} clock on the evening of the incident */
const evening = (clock) => at(`2025-10-10T${clock}Z`);

/** @param {string} key @param {string} user @param {string} agent @returns {Actor} */
const intruder = (key, user, agent) => ({
  account: PROD,
  region: EU,
  identity: iamUser(PROD, user, key),
  ip: ATTACKER,
  agent,
});

/** The command line names its command in the user agent. @param {string} action */
function cliAgent(action) {
  const command = action.replace(':', '.').replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-');
  return `${AGENTS.attackerCli} command/${command.toLowerCase()}`;
}

/**
 * One command typed into the command line.
 *
 * @param {Trail} trail @param {Actor} actor @param {string} action @param {number} when
 * @param {import('./trail.mjs').CallDetails} [details]
 */
const typed = (trail, actor, action, when, details) =>
  trail.add({ ...actor, agent: cliAgent(action) }, action, when, details);

/** 18:42 – the key is tried out and the account is felt for. @param {Trail} trail @param {Random} random */
function discovery(trail, random) {
  const actor = intruder(CI_KEY, 'ci-deployer', AGENTS.attackerBoto);
  trail.add(actor, 'sts:GetCallerIdentity', evening('18:42:07'));
  let clock = evening('18:43:30');
  for (const [action, permission, resource] of PROBES) {
    clock += random.int(3, 9);
    const code =
      /^(organizations|ssm|kms|secretsmanager|ecs|logs|ecr|dynamodb|eks|cloudtrail|lambda|guardduty)/.test(
        action,
      )
        ? 'AccessDeniedException'
        : 'AccessDenied';
    trail.add(actor, action, clock, { error: [code, denied(actor, permission, resource)] });
  }
  for (const name of EC2_PROBES) {
    clock += random.int(2, 6);
    const reason = denied(actor, `ec2:${name}`, '*');
    const error = /** @type {[string, string]} */ ([
      'Client.UnauthorizedOperation',
      `You are not authorized to perform this operation. ${reason}`,
    ]);
    trail.add(actor, `ec2:${name}`, clock, { error });
  }
  trail.add(actor, 's3:ListBuckets', clock + 31, { request: { Host: `s3.${EU}.amazonaws.com` } });
  trail.add(actor, 'cloudformation:ListStacks', clock + 44);
}

/** 19:02 – the pipeline may create IAM users, so it creates one. @param {Trail} trail */
function persistence(trail) {
  const actor = { ...intruder(CI_KEY, 'ci-deployer', AGENTS.attackerBoto), region: US };
  const user = { userName: INTRUDER };
  const { principalId, arn } = iamUser(PROD, INTRUDER, OPS_KEY);
  trail.add(actor, 'iam:CreateUser', evening('19:02:11'), {
    request: user,
    response: {
      user: { path: '/', arn, userId: principalId, createDate: usDate(evening('19:02:11')), ...user },
    },
  });
  trail.add(actor, 'iam:CreateAccessKey', evening('19:02:13'), {
    request: user,
    response: {
      accessKey: { accessKeyId: OPS_KEY, status: 'Active', createDate: usDate(evening('19:02:13')), ...user },
    },
  });
  trail.add(actor, 'iam:CreateLoginProfile', evening('19:02:58'), {
    request: { ...user, passwordResetRequired: false },
    response: {
      loginProfile: { createDate: usDate(evening('19:02:58')), passwordResetRequired: false, ...user },
    },
  });
  trail.add(actor, 'iam:AttachUserPolicy', evening('19:03:05'), {
    request: { ...user, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  });
  const admin = intruder(OPS_KEY, INTRUDER, cliAgent('iam:ListUsers'));
  typed(trail, admin, 'sts:GetCallerIdentity', evening('19:05:40'));
  typed(trail, admin, 'iam:ListUsers', evening('19:06:02'));
  typed(trail, admin, 'iam:ListRoles', evening('19:06:09'));
  typed(trail, admin, 's3:ListBuckets', evening('19:06:31'), { request: { Host: `s3.${EU}.amazonaws.com` } });
}

/** 19:14 – the console, with a password and nothing else. @param {Trail} trail @returns {Actor} */
function console(trail) {
  const created = evening('19:14:31');
  const actor = { ...intruder(OPS_KEY, INTRUDER, AGENTS.attackerBrowser), region: EU };
  consoleLogin(trail, { ...actor, identity: { ...actor.identity, accessKeyId: undefined } }, created, {
    mfa: false,
  });
  const identity = iamUserSession(PROD, INTRUDER, trail.temporaryKey(), { created, mfa: false });
  const signedIn = { ...actor, identity, console: true };
  /** @type {[string, string, Json | null][]} */
  const clicks = [
    ['19:14:40', 'health:DescribeEventAggregates', { aggregateField: 'eventTypeCategory' }],
    ['19:15:22', 's3:ListBuckets', { Host: `s3.${EU}.amazonaws.com` }],
    ['19:16:05', 's3:GetBucketLocation', { bucketName: FINANCE_BUCKET, location: '' }],
    ['19:16:06', 's3:GetBucketVersioning', { bucketName: FINANCE_BUCKET, versioning: '' }],
    ['19:16:07', 's3:GetBucketPolicy', { bucketName: FINANCE_BUCKET, policy: '' }],
    ['19:16:07', 's3:GetBucketPublicAccessBlock', { bucketName: FINANCE_BUCKET, publicAccessBlock: '' }],
    ['19:21:48', 'organizations:DescribeOrganization', null],
    ['19:22:03', 'organizations:ListAccounts', null],
    ['19:27:15', 'iam:ListRoles', { maxItems: 1000 }],
    ['19:28:51', 'iam:GetRole', { roleName: 'OrgPlatformAccess' }],
  ];
  for (const [clock, action, request] of clicks) trail.add(signedIn, action, evening(clock), { request });
  return signedIn;
}

/** 19:38 – prod → staging → security, and an attempt to blind the trail. @param {Trail} trail */
function sideways(trail) {
  const admin = intruder(OPS_KEY, INTRUDER, cliAgent('sts:AssumeRole'));
  for (const [clock, role] of [
    ['19:35:12', 'OrganizationAccountAccessRole'],
    ['19:35:40', 'deploy'],
    ['19:36:18', 'inventory-reader'],
  ]) {
    const arn = `arn:aws:iam::${STAGING}:role/${role}`;
    trail.add(admin, 'sts:AssumeRole', evening(clock ?? ''), {
      error: [
        'AccessDenied',
        `User: ${String(admin.identity['arn'])} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
      ],
    });
  }
  const staging = assumeRole(trail, admin, evening('19:38:20'), {
    account: STAGING,
    role: 'OrgPlatformAccess',
    session: INTRUDER,
  });
  typed(trail, staging, 'sts:GetCallerIdentity', evening('19:38:41'));
  typed(trail, staging, 'iam:ListRoles', evening('19:39:20'));
  typed(trail, staging, 's3:ListBuckets', evening('19:40:02'), {
    request: { Host: `s3.${EU}.amazonaws.com` },
  });
  typed(trail, staging, 'ec2:DescribeInstances', evening('19:40:55'), { request: { maxResults: 1000 } });
  typed(trail, staging, 'secretsmanager:ListSecrets', evening('19:41:37'));
  typed(trail, staging, 'secretsmanager:GetSecretValue', evening('19:42:10'), {
    request: { secretId: 'shop/database' },
  });

  const security = assumeRole(trail, staging, evening('19:45:02'), {
    account: SECURITY,
    role: 'LogArchiveMaintenance',
    session: INTRUDER,
  });
  typed(trail, security, 'sts:GetCallerIdentity', evening('19:45:20'));
  typed(trail, security, 'cloudtrail:DescribeTrails', evening('19:46:04'), {
    request: { includeShadowTrails: true, trailNameList: [] },
  });
  typed(trail, security, 'cloudtrail:GetTrailStatus', evening('19:46:31'), { request: { name: TRAIL_ARN } });
  /** @param {string} permission @param {string} resource @returns {[string, string]} */
  const forbidden = (permission, resource) => [
    permission.startsWith('s3') ? 'AccessDenied' : 'AccessDeniedException',
    `User: ${String(security.identity['arn'])} is not authorized to perform: ${permission} on resource: ${resource} with an explicit deny in a service control policy`,
  ];
  typed(trail, security, 'cloudtrail:StopLogging', evening('19:47:40'), {
    request: { name: TRAIL_ARN },
    error: forbidden('cloudtrail:StopLogging', TRAIL_ARN),
  });
  typed(trail, security, 'cloudtrail:DeleteTrail', evening('19:47:55'), {
    request: { name: TRAIL_ARN },
    error: forbidden('cloudtrail:DeleteTrail', TRAIL_ARN),
  });
  typed(trail, security, 'cloudtrail:PutEventSelectors', evening('19:48:26'), {
    request: { trailName: TRAIL_ARN },
    error: forbidden('cloudtrail:PutEventSelectors', TRAIL_ARN),
  });
  typed(trail, security, 's3:PutBucketLifecycle', evening('19:49:13'), {
    request: { bucketName: LOG_BUCKET, lifecycle: '', Host: `${LOG_BUCKET}.s3.${EU}.amazonaws.com` },
    error: forbidden('s3:PutLifecycleConfiguration', `arn:aws:s3:::${LOG_BUCKET}`),
  });
}

/** @param {number} number */
const ledger = (number) =>
  `ledger/2025/${number > 900 ? '09' : '08'}/ledger-${String(number).padStart(5, '0')}.csv`;

/** 19:55 – the bucket is opened, read and emptied. @param {Trail} trail @param {Random} random @param {Actor} browser */
function exfiltration(trail, random, browser) {
  const bucket = { bucketName: FINANCE_BUCKET, Host: `${FINANCE_BUCKET}.s3.${EU}.amazonaws.com` };
  const resources = [{ accountId: PROD, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${FINANCE_BUCKET}` }];
  trail.add(browser, 's3:DeleteBucketPublicAccessBlock', evening('19:55:10'), {
    request: { ...bucket, publicAccessBlock: '' },
    resources,
  });
  trail.add(browser, 's3:PutBucketPolicy', evening('19:55:31'), {
    request: {
      ...bucket,
      policy: '',
      bucketPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'share',
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::123456789012:root' },
            Action: ['s3:GetObject', 's3:ListBucket'],
            Resource: [`arn:aws:s3:::${FINANCE_BUCKET}`, `arn:aws:s3:::${FINANCE_BUCKET}/*`],
          },
        ],
      },
    },
    resources,
  });
  const sync = intruder(OPS_KEY, INTRUDER, cliAgent('s3:Sync'));
  trail.add(sync, 's3:ListObjects', evening('20:01:52'), {
    request: { ...bucket, prefix: '', 'list-type': '2', 'encoding-type': 'url' },
    resources,
  });
  const start = evening('20:02:00');
  for (let i = 0; i < READ_OBJECTS; i++) {
    addObjectCall(trail, sync, 'GetObject', start + Math.floor((i * 1739) / (READ_OBJECTS - 1)), {
      bucket: FINANCE_BUCKET,
      key: ledger(i + 1),
      bytes: random.int(200, 900) * 128,
    });
  }
  const remove = { ...sync, agent: cliAgent('s3:Rm') };
  for (let i = 0; i < DELETED_OBJECTS; i++) {
    addObjectCall(
      trail,
      remove,
      'DeleteObject',
      evening('20:33:04') + Math.floor((i * 472) / (DELETED_OBJECTS - 1)),
      { bucket: FINANCE_BUCKET, key: ledger(1201 + i), bytes: 0 },
    );
  }
  trail.add({ ...sync, agent: cliAgent('s3:Rb') }, 's3:DeleteBucket', evening('20:42:15'), {
    request: bucket,
    resources,
    error: [
      'AccessDenied',
      `User: ${String(sync.identity['arn'])} is not authorized to perform: s3:DeleteBucket on resource: "arn:aws:s3:::${FINANCE_BUCKET}" with an explicit deny in a resource-based policy`,
    ],
  });
}

/** @param {Trail} trail @param {string} seed */
export function addIncident(trail, seed) {
  const random = createRandom(`${seed}/incident`);
  discovery(trail, random);
  persistence(trail);
  const browser = console(trail);
  sideways(trail);
  exfiltration(trail, random, browser);
  response(trail, browser);
  cleanUp(trail);
}
