// @ts-check
// What runs all day by itself: instances, functions and tasks.

import { FUNCTIONS, TABLES, resourceId } from './actions.mjs';
import { through } from './identities.mjs';
import { createRandom, hexOf } from './random.mjs';
import { serviceAssumesRole } from './sessions.mjs';
import { addObjectCall } from './trail.mjs';
import { AGENTS, DAYS, EU, FINANCE_BUCKET, INSTANCES, PROD, STAGING, isWorkday, time } from './world.mjs';

/** @typedef {import('./identities.mjs').Actor} Actor */
/** @typedef {import('./trail.mjs').Trail} Trail */
/** @typedef {import('./random.mjs').Random} Random */

/** Share of the day's peak, by UTC hour: a shop for Europe. */
const RHYTHM = [2, 1, 1, 1, 1, 2, 4, 6, 8, 9, 9, 9, 10, 9, 9, 8, 8, 9, 10, 10, 8, 6, 4, 3];

/** @param {Trail} trail @param {Actor} actor @param {string} host @param {number} when @param {import('./identities.mjs').Json} context */
function decrypt(trail, actor, host, when, context) {
  const arn = `arn:aws:kms:${actor.region}:${actor.account}:key/${hexOf(actor.account, 8)}-0000-4000-8000-0e5a0b6097e9`;
  trail.add(through(actor, host), 'kms:Decrypt', when, {
    request: { encryptionContext: context, encryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
    resources: [{ accountId: actor.account, type: 'AWS::KMS::Key', ARN: arn }],
  });
}

/** @param {Trail} trail @param {Actor} actor @param {string} name @param {number} when */
function readSecret(trail, actor, name, when) {
  const arn = `arn:aws:secretsmanager:${actor.region}:${actor.account}:secret:${name}-ExAmPl`;
  trail.add(actor, 'secretsmanager:GetSecretValue', when, { request: { secretId: name } });
  decrypt(trail, actor, 'secretsmanager.amazonaws.com', when, {
    SecretARN: arn,
    SecretVersionId: 'AWSCURRENT',
  });
}

/** @param {Trail} trail @param {Random} random @param {Actor} actor @param {string} name @param {number} when */
function item(trail, random, actor, name, when) {
  const table = random.pick(TABLES);
  const arn = `arn:aws:dynamodb:${actor.region}:${actor.account}:table/${table}`;
  trail.add(actor, `dynamodb:${name}`, when, {
    request: { tableName: table, key: { id: `ord-${random.int(10000, 99999)}` } },
    ...(name === 'PutItem' && random.chance(0.12)
      ? { error: ['ConditionalCheckFailedException', 'The conditional request failed'] }
      : {}),
    resources: [{ accountId: actor.account, type: 'AWS::DynamoDB::Table', ARN: arn }],
  });
}

/** @param {Trail} trail @param {string} seed */
export function addInstances(trail, seed) {
  const random = createRandom(`${seed}/instances`);
  for (const account of [PROD, STAGING]) {
    for (const instance of INSTANCES[account] ?? []) {
      for (let hour = 0; hour < DAYS * 24; hour += 6) {
        const created = time(0, hour) + random.int(60, 200);
        const role = account === PROD ? 'app-server' : 'app-server-staging';
        const base = serviceAssumesRole(trail, 'ec2.amazonaws.com', created, {
          account,
          role,
          session: instance.id,
          seconds: 21600,
          region: EU,
        });
        const attributes = { ...base.identity };
        const context = /** @type {import('./identities.mjs').Json} */ (attributes['sessionContext']);
        attributes['sessionContext'] = { ...context, ec2RoleDelivery: '2.0' };
        const actor = {
          ...base,
          identity: attributes,
          ip: instance.ip,
          agent: AGENTS.ssmAgent,
          vpce: resourceId('vpce', account),
        };
        for (let h = 0; h < 6; h++)
          instanceHour(trail, random, actor, instance.id, created + 60 + h * 3600, (hour + h) % 24);
      }
    }
  }
}

/** @param {Trail} trail @param {Random} random @param {Actor} actor @param {string} id @param {number} when @param {number} hour */
function instanceHour(trail, random, actor, id, when, hour) {
  trail.add(actor, 'ssm:UpdateInstanceInformation', when, {
    request: {
      instanceId: id,
      agentVersion: '3.3.2746.0',
      agentStatus: 'Active',
      platformType: 'Linux',
      platformName: 'Amazon Linux',
    },
  });
  const app = { ...actor, agent: AGENTS.java };
  if (hour % 6 === 0) readSecret(trail, app, 'shop/database', when + 31);
  if (hour % 3 === 0) {
    trail.add(app, 'ssm:GetParametersByPath', when + 40, {
      request: { path: '/shop/', recursive: true, withDecryption: true },
    });
    decrypt(trail, app, 'ssm.amazonaws.com', when + 40, {
      PARAMETER_ARN: `arn:aws:ssm:${EU}:${app.account}:parameter/shop/api-key`,
    });
  }
  const busy = app.account === PROD ? Math.ceil((RHYTHM[hour] ?? 1) / 3) : 1;
  for (let i = 0; i < busy; i++) {
    const key = `uploads/${random.int(1, 9)}/${random.hex(6)}.jpg`;
    const bucket = app.account === PROD ? 'shop-assets' : 'shop-assets-staging';
    const name = random.chance(0.3) ? 'PutObject' : 'GetObject';
    const gone = name === 'GetObject' && random.chance(0.04);
    addObjectCall(trail, app, name, when + random.int(60, 3300), {
      bucket,
      key,
      ...(gone
        ? { error: /** @type {[string, string]} */ (['NoSuchKey', 'The specified key does not exist.']) }
        : {}),
      bytes: random.int(20, 400) * 1024,
    });
  }
}

/** @param {Trail} trail @param {string} seed */
export function addFunctions(trail, seed) {
  const random = createRandom(`${seed}/functions`);
  for (const [account, scale] of /** @type {[string, number][]} */ ([
    [PROD, 0.85],
    [STAGING, 0.16],
  ])) {
    for (let hour = 0; hour < DAYS * 24; hour++) {
      const quiet = isWorkday(Math.floor(hour / 24)) ? 1 : 0.7;
      let left = Math.round((RHYTHM[hour % 24] ?? 1) * scale * quiet * (0.8 + random.next() * 0.5));
      const name = random.pick(FUNCTIONS);
      const created = time(0, hour) + random.int(0, 500);
      if (left === 0) continue;
      const base = serviceAssumesRole(trail, 'lambda.amazonaws.com', created, {
        account,
        role: 'order-functions',
        session: name,
        region: EU,
      });
      const scope = {
        sourceArn: `arn:aws:lambda:${EU}:${account}:function:${name}`,
        sourceAccount: account,
        issuerType: 'AWS::Lambda',
        credentialsIssuedTo: `arn:aws:lambda:${EU}:${account}:function:${name}`,
      };
      const actor = {
        ...base,
        identity: { ...base.identity, inScopeOf: scope },
        ip: `192.0.2.${account === PROD ? 212 : 216}`,
        agent: AGENTS.lambda,
      };
      trail.add(actor, 'logs:CreateLogStream', created + 2, {
        request: { logGroupName: `/aws/lambda/${name}`, logStreamName: `2025/10/${random.hex(12)}` },
      });
      if (random.chance(0.3)) readSecret(trail, actor, 'shop/payment-gateway', created + 3);
      for (; left > 0; left--) {
        const when = created + random.int(4, 3000);
        item(
          trail,
          random,
          actor,
          random.pick(['GetItem', 'GetItem', 'PutItem', 'UpdateItem', 'Query']),
          when,
        );
      }
    }
  }
}

/** @param {Trail} trail @param {string} seed */
export function addTasks(trail, seed) {
  const random = createRandom(`${seed}/tasks`);
  for (let hour = 0; hour < DAYS * 24; hour++) {
    if (hour % 2 === 1) continue;
    const task = random.hex(16);
    const start = time(0, hour) + random.int(0, 90);
    const agent = serviceAssumesRole(trail, 'ecs-tasks.amazonaws.com', start, {
      account: PROD,
      role: 'report-task-execution',
      session: task,
      region: EU,
    });
    const puller = { ...agent, ip: '10.20.3.40', agent: AGENTS.ecsAgent, vpce: resourceId('vpce', PROD) };
    trail.add(puller, 'ecr:GetAuthorizationToken', start + 3);
    trail.add(puller, 'ecr:BatchGetImage', start + 5, {
      request: {
        registryId: PROD,
        repositoryName: 'reporting',
        imageIds: [{ imageTag: 'stable' }],
        acceptedMediaTypes: ['application/vnd.oci.image.manifest.v1+json'],
      },
      resources: [{ accountId: PROD, ARN: `arn:aws:ecr:${EU}:${PROD}:repository/reporting` }],
    });
    const base = serviceAssumesRole(trail, 'ecs-tasks.amazonaws.com', start + 8, {
      account: PROD,
      role: 'finance-reporting',
      session: task,
      region: EU,
    });
    const actor = { ...base, ip: '10.20.3.40', agent: AGENTS.java, vpce: resourceId('vpce', PROD) };
    for (let i = random.int(2, 6); i > 0; i--) {
      const key = `ledger/2025/09/ledger-${String(random.int(1, 1900)).padStart(5, '0')}.csv`;
      addObjectCall(trail, actor, 'GetObject', start + 20 + i * 7, {
        bucket: FINANCE_BUCKET,
        key,
        bytes: random.int(200, 900) * 128,
      });
    }
    addObjectCall(trail, actor, 'PutObject', start + 90, {
      bucket: 'shop-reports',
      key: `daily/report-${random.hex(6)}.parquet`,
      bytes: random.int(200, 900) * 1024,
    });
  }
}
