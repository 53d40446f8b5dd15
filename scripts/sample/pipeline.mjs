// @ts-check
// What runs by the clock: the deployments of a working day, the nightly backup and the inventory.

import { FUNCTIONS, READS, STACKS, resourceId, stackArn } from './actions.mjs';
import { iamUser, through } from './identities.mjs';
import { createRandom } from './random.mjs';
import { assumeRole, serviceAssumesRole } from './sessions.mjs';
import { addObjectCall, denied } from './trail.mjs';
import {
  AGENTS,
  BACKUP_KEY,
  BACKUP_SERVER,
  CI_KEY,
  CI_NEW_KEY,
  CI_RUNNERS,
  DAYS,
  EU,
  PROD,
  SECURITY,
  STAGING,
  US,
  WEST,
  at,
  isWorkday,
  time,
} from './world.mjs';

/** @typedef {import('./identities.mjs').Actor} Actor */
/** @typedef {import('./trail.mjs').Trail} Trail */
/** @typedef {import('./random.mjs').Random} Random */

/** @param {Trail} trail @param {Random} random @param {number} start @param {string} key */
function deploy(trail, random, start, key) {
  const stack = random.pick(STACKS);
  const ci = {
    account: PROD,
    region: EU,
    identity: iamUser(PROD, 'ci-deployer', key),
    ip: random.pick(CI_RUNNERS),
    agent: AGENTS.ci,
  };
  trail.add(ci, 'sts:GetCallerIdentity', start);
  const staging = assumeRole(trail, ci, start + 2, {
    account: STAGING,
    role: 'deploy',
    session: `ci-${stack}`,
    seconds: 900,
  });
  deployStack(trail, random, staging, stack, start + 5);
  deployStack(trail, random, ci, stack, start + 260);
}

/** @param {Trail} trail @param {Random} random @param {Actor} actor @param {string} stack @param {number} start */
function deployStack(trail, random, actor, stack, start) {
  const set = `deploy-${random.hex(6)}`;
  const name = { stackName: stackArn(actor.account, EU, stack) };
  addObjectCall(trail, actor, 'PutObject', start, {
    bucket: 'shop-artifacts',
    owner: PROD,
    key: `${stack}/${random.hex(8)}.zip`,
    bytes: random.int(900, 9000) * 512,
  });
  trail.add(actor, 'cloudformation:CreateChangeSet', start + 4, {
    request: { ...name, changeSetName: set, changeSetType: 'UPDATE', capabilities: ['CAPABILITY_NAMED_IAM'] },
    response: {
      id: `arn:aws:cloudformation:${EU}:${actor.account}:changeSet/${set}`,
      stackId: name.stackName,
    },
  });
  for (let i = 0; i < 2; i++)
    trail.add(actor, 'cloudformation:DescribeChangeSet', start + 9 + i * 5, {
      request: { ...name, changeSetName: set },
    });
  trail.add(actor, 'cloudformation:ExecuteChangeSet', start + 21, {
    request: { ...name, changeSetName: set },
  });
  if (random.chance(0.12)) {
    const message = `Stack with id ${stack}-preview does not exist`;
    trail.add(actor, 'cloudformation:DescribeStacks', start + 25, {
      request: { stackName: `${stack}-preview` },
      error: ['ValidationException', message],
    });
  }
  const engine = through(actor, 'cloudformation.amazonaws.com');
  trail.add(engine, 'lambda:UpdateFunctionCode20150331v2', start + 30, {
    request: {
      functionName: `${FUNCTIONS[STACKS.indexOf(stack)] ?? 'order-intake'}`,
      s3Bucket: 'shop-artifacts',
      publish: false,
      dryRun: false,
    },
  });
  if (random.chance(0.3))
    trail.add(engine, 'iam:PutRolePolicy', start + 38, {
      request: {
        roleName: 'order-functions',
        policyName: 'inline',
        policyDocument:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["dynamodb:*Item","dynamodb:Query"],"Resource":"*"}]}',
      },
    });
  trail.add(engine, 'ecs:UpdateService', start + 47, {
    request: { cluster: 'shop', service: 'web', taskDefinition: 'web' },
  });
  for (let i = 0; i < random.int(3, 8); i++)
    trail.add(actor, 'cloudformation:DescribeStackEvents', start + 30 + i * 10, { request: name });
  trail.add(actor, 'cloudformation:DescribeStacks', start + 110, { request: name });
}

/** @param {Trail} trail @param {string} seed */
export function addPipeline(trail, seed) {
  const random = createRandom(`${seed}/pipeline`);
  for (let day = 0; day < DAYS; day++) {
    if (!isWorkday(day)) continue;
    const key = time(day) < at('2025-10-11T00:00:00Z') ? CI_KEY : CI_NEW_KEY;
    for (let i = 0; i < 8; i++) deploy(trail, random, time(day, 7.5 + i * 1.05) + random.int(0, 1500), key);
  }
}

/** @param {Trail} trail @param {string} seed */
export function addBackup(trail, seed) {
  const random = createRandom(`${seed}/backup`);
  const actor = {
    account: PROD,
    region: EU,
    identity: iamUser(PROD, 'legacy-backup', BACKUP_KEY),
    ip: BACKUP_SERVER,
    agent: AGENTS.backup,
  };
  for (let day = 0; day < DAYS; day++) {
    const weekly = new Date(time(day) * 1000).getUTCDay() === 0;
    let clock = time(day, 1.5) + random.int(0, 40);
    trail.add(actor, 'ec2:DescribeVolumes', clock, { request: { volumeSet: {}, filterSet: {} } });
    for (let i = 0; i < 4; i++) {
      clock += random.int(3, 9);
      const volume = { volumeId: resourceId('vol', `backup ${i}`) };
      trail.add(actor, 'ec2:CreateSnapshot', clock, {
        request: { ...volume, description: 'nightly' },
        response: { ...volume, snapshotId: `snap-${random.hex(8)}000000000`, status: 'pending' },
      });
      trail.add(actor, 'ec2:DeleteSnapshot', clock + 2, {
        request: { snapshotId: `snap-${random.hex(8)}000000000`, force: false },
        response: { _return: true },
      });
    }
    for (let i = weekly ? 170 : 42; i > 0; i--) {
      clock += random.int(2, 11);
      addObjectCall(trail, actor, 'PutObject', clock, {
        bucket: 'shop-backups',
        key: `dump/${day + 1}/part-${String(i).padStart(4, '0')}.gz`,
        bytes: 8388608,
      });
    }
  }
}

/** @param {Trail} trail @param {string} seed */
export function addInventory(trail, seed) {
  const random = createRandom(`${seed}/inventory`);
  const names = Object.keys(READS).filter(
    (name) => !/FilterLog|GetDashboard|GetRole|health|GetCost/.test(name),
  );
  for (let day = 0; day < DAYS; day++) {
    const start = time(day, 3) + random.int(0, 30);
    const home = serviceAssumesRole(trail, 'lambda.amazonaws.com', start, {
      account: SECURITY,
      role: 'inventory',
      session: 'inventory-collector',
      region: EU,
    });
    const caller = { ...home, ip: '192.0.2.220', agent: AGENTS.inventory };
    for (const [i, account] of [PROD, STAGING].entries()) {
      const reader = assumeRole(trail, caller, start + 5 + i * 240, {
        account,
        role: 'inventory-reader',
        session: 'inventory-collector',
        externalId: 'inventory-2025',
        region: EU,
      });
      for (const [j, region] of [EU, US, WEST].entries()) {
        let clock = start + 10 + i * 240 + j * 70;
        for (const name of names) {
          if (region === WEST && !name.startsWith('ec2:')) continue;
          clock += random.int(0, 4);
          const request = READS[name]?.(random, account, region) ?? null;
          if (name === 'ec2:DescribeVolumes' || name === 'rds:DescribeDBInstances')
            throttle(trail, reader, name, clock, region, day);
          // On the 7th a policy change has just taken away most of its rights in prod, for one night.
          const permission = name.replace('monitoring:', 'cloudwatch:').replace(/20\d{6}(v2)?$/, '');
          /** @type {[string, string]} */
          const error = name.startsWith('ec2:')
            ? [
                'Client.UnauthorizedOperation',
                `You are not authorized to perform this operation. ${denied(reader, permission, '*')}`,
              ]
            : ['AccessDenied', denied(reader, permission, '*')];
          trail.add(reader, name, clock, {
            region,
            request,
            ...(day === 6 && account === PROD ? { error } : {}),
          });
        }
      }
    }
  }
}

/** @param {Trail} trail @param {Actor} actor @param {string} name @param {number} when @param {string} region @param {number} day */
function throttle(trail, actor, name, when, region, day) {
  if (day % 2 === 1 || region === WEST) return;
  /** @type {[string, string]} */
  const error = name.startsWith('ec2:')
    ? ['Client.RequestLimitExceeded', 'Request limit exceeded.']
    : ['ThrottlingException', 'Rate exceeded'];
  for (let i = 0; i < 3; i++) trail.add(actor, name, when + i, { region, error });
}
