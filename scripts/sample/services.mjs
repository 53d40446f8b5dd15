// @ts-check
// AWS acting on its own: log delivery, Config, GuardDuty, scaling, rotation, the hourly clock.

import { resourceId } from './actions.mjs';
import { assumedRole, awsService, serviceActor } from './identities.mjs';
import { createRandom, hexOf } from './random.mjs';
import { assumeRole } from './sessions.mjs';
import { addObjectCall } from './trail.mjs';
import {
  ACCOUNTS,
  DAYS,
  EU,
  LOG_BUCKET,
  PROD,
  SECURITY,
  STAGING,
  TRAIL_ARN,
  US,
  at,
  time,
} from './world.mjs';

/** @typedef {import('./identities.mjs').Actor} Actor */
/** @typedef {import('./trail.mjs').Trail} Trail */
/** @typedef {import('./random.mjs').Random} Random */

const HOURS = DAYS * 24;

/** The trail writes to the log archive. @param {Trail} trail @param {Random} random */
function logDelivery(trail, random) {
  const service = serviceActor('cloudtrail.amazonaws.com', SECURITY, EU);
  const keyArn = `arn:aws:kms:${EU}:${SECURITY}:key/${hexOf('log key', 8)}-0000-4000-8000-0d5f2e10bb47`;
  for (let hour = 0; hour < HOURS; hour++) {
    const when = time(0, hour) + random.int(200, 320);
    trail.add(service, 's3:GetBucketAcl', when, {
      request: { bucketName: LOG_BUCKET, acl: '', Host: `${LOG_BUCKET}.s3.${EU}.amazonaws.com` },
      more: {
        SignatureVersion: 'SigV4',
        CipherSuite: 'TLS_AES_128_GCM_SHA256',
        bytesTransferredIn: 0,
        AuthenticationMethod: 'AuthHeader',
        bytesTransferredOut: 550,
      },
      resources: [{ accountId: SECURITY, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${LOG_BUCKET}` }],
      shared: trail.sharedId(),
    });
    for (const account of ACCOUNTS) {
      trail.add(service, 'kms:GenerateDataKey', when + 20, {
        request: {
          keyId: keyArn,
          encryptionContext: {
            'aws:cloudtrail:arn': TRAIL_ARN,
            'aws:s3:arn': `arn:aws:s3:::${LOG_BUCKET}/AWSLogs/${account}/*`,
          },
          keySpec: 'AES_256',
        },
        resources: [{ accountId: SECURITY, type: 'AWS::KMS::Key', ARN: keyArn }],
        shared: trail.sharedId(),
      });
    }
  }
}

/** Flow logs of prod and staging. @param {Trail} trail @param {Random} random */
function flowLogs(trail, random) {
  for (let hour = 0; hour < HOURS; hour++) {
    for (const account of [PROD, STAGING]) {
      const service = serviceActor('delivery.logs.amazonaws.com', account, EU);
      const bucket = account === PROD ? 'example-org-flow-logs' : 'example-org-flow-logs-staging';
      const when = time(0, hour) + random.int(0, 900);
      for (let part = 0; part < (account === PROD ? 3 : 1); part++) {
        addObjectCall(trail, service, 'PutObject', when + part * 900, {
          bucket,
          key: `AWSLogs/${account}/vpcflowlogs/${EU}/${resourceId('fl', account)}_${random.hex(8)}.log.gz`,
          bytes: random.int(100, 999) * 64,
        });
      }
    }
  }
}

/** Config and GuardDuty look at everything through service-linked roles. @param {Trail} trail @param {Random} random */
function watchers(trail, random) {
  /** @type {[string, string, string, string, string[]][]} */
  const services = [
    [
      'config.amazonaws.com',
      'AWSServiceRoleForConfig',
      'AWSConfig-Describe',
      EU,
      [
        'ec2:DescribeInstances',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeVolumes',
        'rds:DescribeDBInstances',
        'lambda:ListFunctions20150331',
        's3:ListBuckets',
        'iam:ListRoles',
        'cloudtrail:DescribeTrails',
      ],
    ],
    [
      'config.amazonaws.com',
      'AWSServiceRoleForConfig',
      'AWSConfig-Describe',
      US,
      [
        'ec2:DescribeSecurityGroups',
        'iam:ListUsers',
        'iam:ListPolicies',
        'iam:GetAccountAuthorizationDetails',
        'cloudtrail:DescribeTrails',
      ],
    ],
    [
      'guardduty.amazonaws.com',
      'AWSServiceRoleForAmazonGuardDuty',
      'GuardDuty',
      EU,
      [
        'ec2:DescribeInstances',
        'ec2:DescribeVpcEndpoints',
        'ec2:DescribeSubnets',
        'organizations:ListAccounts',
      ],
    ],
  ];
  for (let hour = 0; hour < HOURS; hour += 6) {
    for (const account of ACCOUNTS) {
      for (const [host, role, session, region, actions] of services) {
        const when = time(0, hour) + random.int(600, 2400);
        const path = `/aws-service-role/${host}/`;
        const base = assumeRole(trail, serviceActor(host, account, region), when, {
          account,
          role,
          path,
          session,
          region,
        });
        const actor = { ...base, identity: { ...base.identity, invokedBy: host }, ip: host, agent: host };
        for (const [i, action] of actions.entries())
          trail.add(actor, action, when + 4 + i * 2, {
            region,
            request: action.startsWith('ec2:') ? { maxResults: 1000 } : null,
          });
        if (session === 'AWSConfig-Describe' && region === EU) {
          bucketChecks(trail, actor, when + 24);
          trail.add(actor, 'config:PutEvaluations', when + 40, {
            request: { resultToken: 'HIDDEN_DUE_TO_SECURITY_REASONS', testMode: false },
            readOnly: false,
          });
        }
      }
    }
  }
}

/** Config asks every bucket for what it may not have. @param {Trail} trail @param {Actor} actor @param {number} when */
function bucketChecks(trail, actor, when) {
  const bucketName = actor.account === SECURITY ? LOG_BUCKET : 'shop-assets';
  const request = { bucketName, Host: `${bucketName}.s3.${EU}.amazonaws.com` };
  trail.add(actor, 's3:GetBucketTagging', when, {
    request,
    error: ['NoSuchTagSet', 'The TagSet does not exist'],
  });
  trail.add(actor, 's3:GetBucketReplication', when + 1, {
    request,
    error: ['ReplicationConfigurationNotFoundError', 'The replication configuration was not found'],
  });
}

/** The shop grows at six in the morning and shrinks at ten at night. @param {Trail} trail @param {Random} random */
function scaling(trail, random) {
  const host = 'autoscaling.amazonaws.com';
  for (let day = 0; day < DAYS; day++) {
    for (const [hour, action] of /** @type {[number, string][]} */ ([
      [6, 'ec2:RunInstances'],
      [22, 'ec2:TerminateInstances'],
    ])) {
      const when = time(day, hour) + random.int(10, 50);
      const identity = assumedRole({
        account: PROD,
        role: 'AWSServiceRoleForAutoScaling',
        path: `/aws-service-role/${host}/`,
        session: 'AutoScaling',
        key: trail.temporaryKey(),
        created: when - 5,
        invokedBy: host,
      });
      const actor = { account: PROD, region: EU, identity, ip: host, agent: host };
      const id = `i-${hexOf(`scaled ${day}`, 17)}`;
      const request =
        action === 'ec2:RunInstances'
          ? {
              instancesSet: { items: [{ minCount: 1, maxCount: 1 }] },
              launchTemplate: { launchTemplateId: resourceId('lt', 'shop'), version: '14' },
              subnetId: resourceId('subnet', PROD),
              monitoring: { enabled: false },
            }
          : { instancesSet: { items: [{ instanceId: id }] } };
      const response = {
        instancesSet: {
          items: [
            {
              instanceId: id,
              currentState: { code: hour === 6 ? 0 : 32, name: hour === 6 ? 'pending' : 'shutting-down' },
            },
          ],
        },
      };
      trail.add(actor, action, when, { request, response });
      trail.add(actor, 'ec2:DescribeInstanceStatus', when + 30, {
        request: { instancesSet: { items: [{ instanceId: id }] } },
      });
      trail.add(
        actor,
        hour === 6 ? 'elasticloadbalancing:RegisterTargets' : 'elasticloadbalancing:DeregisterTargets',
        when + 45,
        {
          request: {
            targetGroupArn: `arn:aws:elasticloadbalancing:${EU}:${PROD}:targetgroup/shop-web/${hexOf('target group', 16)}`,
            targets: [{ id }],
          },
        },
      );
    }
  }
}

/** Events of a service with no caller at all. @param {Trail} trail @param {Random} random */
function serviceEvents(trail, random) {
  for (let day = 0; day < DAYS; day++) {
    for (const account of [PROD, STAGING]) {
      /** @param {string} host */
      const actor = (host) => ({
        account,
        region: EU,
        identity: { accountId: account, invokedBy: host },
        ip: host,
        agent: host,
      });
      const job = `${random.hex(8)}-0000-4000-8000-000000000000`;
      const backup = { backupJobId: job, resourceType: 'RDS', backupVaultName: 'Default' };
      trail.add(actor('backup.amazonaws.com'), 'backup:BackupJobStarted', time(day, 2.1), {
        service: { ...backup, state: 'RUNNING' },
      });
      trail.add(
        actor('backup.amazonaws.com'),
        'backup:BackupJobCompleted',
        time(day, 2.4) + random.int(0, 300),
        { service: { ...backup, state: 'COMPLETED' } },
      );
      if (day % 7 === 3) {
        const secret = { secretId: `arn:aws:secretsmanager:${EU}:${account}:secret:shop/database-ExAmPl` };
        trail.add(actor('secretsmanager.amazonaws.com'), 'secretsmanager:RotationStarted', time(day, 4), {
          service: secret,
        });
        trail.add(
          actor('secretsmanager.amazonaws.com'),
          'secretsmanager:RotationSucceeded',
          time(day, 4) + 23,
          { service: secret },
        );
      }
    }
  }
  const rotated = {
    account: PROD,
    region: EU,
    identity: awsService('kms.amazonaws.com'),
    ip: 'AWS Internal',
    agent: 'AWS Internal',
  };
  trail.add(rotated, 'kms:RotateKey', at('2025-10-03T05:20:44Z'), {
    service: { keyId: `${hexOf(PROD, 8)}-0000-4000-8000-0e5a0b6097e9` },
  });
}

/** Every hour the clock starts a function. @param {Trail} trail @param {Random} random */
function hourlyJob(trail, random) {
  const name = 'stock-sync';
  for (let hour = 0; hour < HOURS; hour++) {
    for (const account of [PROD, STAGING]) {
      const arn = `arn:aws:lambda:${EU}:${account}:function:${name}`;
      trail.add(
        serviceActor('events.amazonaws.com', account, EU),
        'lambda:Invoke',
        time(0, hour) + random.int(1, 7),
        {
          request: {
            functionName: arn,
            invocationType: 'Event',
            sourceArn: `arn:aws:events:${EU}:${account}:rule/hourly`,
          },
          resources: [{ accountId: account, type: 'AWS::Lambda::Function', ARN: arn }],
          readOnly: false,
          shared: trail.sharedId(),
        },
      );
    }
  }
}

/** @param {Trail} trail @param {string} seed */
export function addServices(trail, seed) {
  const random = createRandom(`${seed}/services`);
  logDelivery(trail, random);
  flowLogs(trail, random);
  watchers(trail, random);
  scaling(trail, random);
  serviceEvents(trail, random);
  hourlyJob(trail, random);
}
