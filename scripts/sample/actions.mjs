// @ts-check
// What people and tools ask for in everyday work: an action and the parameters it takes.

import { hexOf } from './random.mjs';

/** @typedef {import('./identities.mjs').Json} Json */
/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {(random: Random, account: string, region: string) => Json | null} Parameters */

export const FUNCTIONS = ['order-intake', 'invoice-render', 'stock-sync', 'mail-dispatch'];
export const STACKS = ['shop-api', 'shop-web', 'order-flow', 'reporting'];
export const TABLES = ['orders', 'customers', 'stock'];
const LOG_GROUPS = FUNCTIONS.map((name) => `/aws/lambda/${name}`);
const ALARMS = ['api-5xx-rate', 'orders-queue-age', 'db-cpu-high'];

/** @param {string} kind @param {string} name e.g. a VPC id that is always the same for one name */
export const resourceId = (kind, name) => `${kind}-${hexOf(`${kind}/${name}`, 17)}`;

/** @param {string} account @param {string} region @param {string} stack */
export const stackArn = (account, region, stack) =>
  `arn:aws:cloudformation:${region}:${account}:stack/${stack}/${hexOf(`${account}/${stack}`, 8)}-0000-11f0-8000-0a1b2c3d4e5f`;

/** @type {Parameters} */
const nothing = () => null;
/** @type {Parameters} */
const ec2Page = () => ({ maxResults: 1000 });
/** @type {Parameters} */
const instancePage = () => ({
  maxResults: 100,
  instancesSet: {},
  filterSet: { items: [{ name: 'instance-state-name', valueSet: { items: [{ value: 'running' }] } }] },
});
/** @type {Parameters} */
const cluster = () => ({ cluster: 'shop' });

/** @type {Record<string, Parameters>} */
export const READS = {
  'ec2:DescribeInstances': instancePage,
  'ec2:DescribeSecurityGroups': ec2Page,
  'ec2:DescribeVpcs': () => ({ vpcSet: {}, filterSet: {} }),
  'ec2:DescribeSubnets': (_, account) => ({
    subnetSet: {},
    filterSet: { items: [{ name: 'vpc-id', valueSet: { items: [{ value: resourceId('vpc', account) }] } }] },
  }),
  'ec2:DescribeVolumes': ec2Page,
  'ec2:DescribeRegions': () => ({ regionSet: {}, allRegions: true }),
  'logs:DescribeLogGroups': () => ({ limit: 50 }),
  'logs:FilterLogEvents': (random) => ({
    logGroupName: random.pick(LOG_GROUPS),
    filterPattern: random.pick(['ERROR', 'timeout', '"order failed"']),
    limit: 100,
  }),
  'monitoring:DescribeAlarms': () => ({ maxRecords: 100, alarmTypes: ['MetricAlarm', 'CompositeAlarm'] }),
  'monitoring:GetDashboard': () => ({ dashboardName: 'shop-overview' }),
  'lambda:ListFunctions20150331': () => ({ maxItems: 50 }),
  'lambda:GetFunction20150331v2': (random) => ({ functionName: random.pick(FUNCTIONS) }),
  'cloudformation:DescribeStacks': (random) => ({ stackName: random.pick(STACKS) }),
  'cloudformation:ListStacks': () => ({ stackStatusFilter: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] }),
  'ecs:DescribeServices': () => ({ cluster: 'shop', services: ['web', 'worker'] }),
  'ecs:ListTasks': cluster,
  'dynamodb:DescribeTable': (random) => ({ tableName: random.pick(TABLES) }),
  'rds:DescribeDBInstances': () => ({ maxRecords: 100 }),
  's3:ListBuckets': () => ({ Host: 's3.eu-west-1.amazonaws.com' }),
  's3:GetBucketLocation': (random) => {
    const bucket = random.pick(['shop-assets', 'shop-artifacts', 'shop-reports']);
    return { bucketName: bucket, location: '', Host: `${bucket}.s3.eu-west-1.amazonaws.com` };
  },
  'iam:ListRoles': () => ({ maxItems: 1000 }),
  'iam:GetRole': (random) => ({ roleName: random.pick(['app-server', 'order-functions', 'web-task']) }),
  'tagging:GetResources': () => ({ resourcesPerPage: 100 }),
  'health:DescribeEventAggregates': () => ({
    aggregateField: 'eventTypeCategory',
    filter: { eventStatusCodes: ['open', 'upcoming'] },
  }),
  'ce:GetCostAndUsage': nothing,
};

/** @type {Record<string, Parameters>} */
export const SECURITY_READS = {
  'guardduty:ListFindings': () => ({ detectorId: hexOf('detector', 32), maxResults: 50 }),
  'guardduty:GetFindingsStatistics': () => ({
    detectorId: hexOf('detector', 32),
    findingStatisticTypes: ['COUNT_BY_SEVERITY'],
  }),
  'securityhub:GetFindings': () => ({ MaxResults: 100 }),
  'cloudtrail:DescribeTrails': () => ({ includeShadowTrails: true, trailNameList: [] }),
  'cloudtrail:LookupEvents': () => ({ maxResults: 50 }),
  'config:DescribeConfigurationRecorderStatus': nothing,
  'config:DescribeComplianceByConfigRule': () => ({}),
  'iam:GetAccountSummary': nothing,
  'iam:GetCredentialReport': nothing,
  'access-analyzer:ListFindings': (_, account) => ({
    analyzerArn: `arn:aws:access-analyzer:eu-west-1:${account}:analyzer/org`,
  }),
  's3:GetBucketPolicy': () => ({
    bucketName: 'example-org-cloudtrail-logs',
    policy: '',
    Host: 'example-org-cloudtrail-logs.s3.eu-west-1.amazonaws.com',
  }),
};

/** @type {Record<string, Parameters>} */
export const WRITES = {
  'ecs:UpdateService': (random) => ({ cluster: 'shop', service: 'web', desiredCount: random.int(2, 5) }),
  'lambda:UpdateFunctionConfiguration20150331v2': (random) => ({
    functionName: random.pick(FUNCTIONS),
    memorySize: random.pick([512, 1024]),
    timeout: 30,
  }),
  'logs:PutRetentionPolicy': (random) => ({ logGroupName: random.pick(LOG_GROUPS), retentionInDays: 30 }),
  'ssm:PutParameter': (random) => ({
    name: `/shop/${random.pick(['feature-flags', 'banner-text'])}`,
    type: 'String',
    value: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    overwrite: true,
  }),
  'ec2:StopInstances': (_, account) => ({
    instancesSet: { items: [{ instanceId: resourceId('i', `${account} bench`) }] },
    force: false,
  }),
  'ec2:StartInstances': (_, account) => ({
    instancesSet: { items: [{ instanceId: resourceId('i', `${account} bench`) }] },
  }),
  'ec2:CreateTags': (random, account) => ({
    resourcesSet: { items: [{ resourceId: resourceId('vol', account) }] },
    tagSet: { items: [{ key: 'owner', value: random.pick(['shop', 'orders', 'data']) }] },
  }),
  'ec2:AuthorizeSecurityGroupIngress': (_, account) => ({
    groupId: resourceId('sg', account),
    ipPermissions: {
      items: [
        {
          ipProtocol: 'tcp',
          fromPort: 443,
          toPort: 443,
          groups: {},
          ipRanges: { items: [{ cidrIp: '203.0.113.0/28', description: 'office' }] },
          ipv6Ranges: {},
          prefixListIds: {},
        },
      ],
    },
  }),
  'monitoring:PutMetricAlarm': (random) => ({
    alarmName: random.pick(ALARMS),
    threshold: random.int(2, 9),
    evaluationPeriods: 3,
    comparisonOperator: 'GreaterThanThreshold',
  }),
  'rds:CreateDBSnapshot': (random) => ({
    dBInstanceIdentifier: 'orders',
    dBSnapshotIdentifier: `orders-manual-${random.hex(4)}`,
  }),
  'ssm:StartSession': (_, account) => ({ target: resourceId('i', `${account} bench`) }),
};
