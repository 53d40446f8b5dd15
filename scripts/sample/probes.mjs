// @ts-check
// The questions a stolen key is asked first. All of them are refused.

import { EU, FINANCE_BUCKET, PROD, US } from './world.mjs';

/**
 * What the stolen key may not do: action, the permission it needs, the resource IAM names.
 *
 * @type {[string, string, string][]}
 */
export const PROBES = [
  ['iam:ListUsers', 'iam:ListUsers', `arn:aws:iam::${PROD}:user/`],
  ['iam:ListRoles', 'iam:ListRoles', `arn:aws:iam::${PROD}:role/`],
  ['iam:ListGroups', 'iam:ListGroups', `arn:aws:iam::${PROD}:group/`],
  ['iam:ListPolicies', 'iam:ListPolicies', `arn:aws:iam::${PROD}:policy/`],
  ['iam:GetAccountAuthorizationDetails', 'iam:GetAccountAuthorizationDetails', '*'],
  ['iam:GetAccountSummary', 'iam:GetAccountSummary', '*'],
  ['iam:GetAccountPasswordPolicy', 'iam:GetAccountPasswordPolicy', '*'],
  ['iam:ListMFADevices', 'iam:ListMFADevices', `arn:aws:iam::${PROD}:user/ci-deployer`],
  ['iam:ListAttachedUserPolicies', 'iam:ListAttachedUserPolicies', `arn:aws:iam::${PROD}:user/ci-deployer`],
  ['iam:ListUserPolicies', 'iam:ListUserPolicies', `arn:aws:iam::${PROD}:user/ci-deployer`],
  ['iam:ListAccessKeys', 'iam:ListAccessKeys', `arn:aws:iam::${PROD}:user/ci-deployer`],
  ['iam:GetUser', 'iam:GetUser', `arn:aws:iam::${PROD}:user/ci-deployer`],
  ['organizations:DescribeOrganization', 'organizations:DescribeOrganization', '*'],
  ['organizations:ListAccounts', 'organizations:ListAccounts', '*'],
  ['secretsmanager:ListSecrets', 'secretsmanager:ListSecrets', '*'],
  ['secretsmanager:GetSecretValue', 'secretsmanager:GetSecretValue', 'shop/database'],
  ['ssm:DescribeParameters', 'ssm:DescribeParameters', `arn:aws:ssm:${EU}:${PROD}:*`],
  ['ssm:GetParameters', 'ssm:GetParameters', `arn:aws:ssm:${EU}:${PROD}:parameter/shop/api-key`],
  ['ssm:DescribeInstanceInformation', 'ssm:DescribeInstanceInformation', `arn:aws:ssm:${EU}:${PROD}:*`],
  ['kms:ListKeys', 'kms:ListKeys', '*'],
  ['kms:ListAliases', 'kms:ListAliases', '*'],
  ['rds:DescribeDBInstances', 'rds:DescribeDBInstances', `arn:aws:rds:${EU}:${PROD}:db:*`],
  ['rds:DescribeDBSnapshots', 'rds:DescribeDBSnapshots', `arn:aws:rds:${EU}:${PROD}:snapshot:*`],
  ['dynamodb:ListTables', 'dynamodb:ListTables', `arn:aws:dynamodb:${EU}:${PROD}:table/*`],
  ['lambda:ListFunctions20150331', 'lambda:ListFunctions', '*'],
  ['ecs:ListClusters', 'ecs:ListClusters', '*'],
  ['eks:ListClusters', 'eks:ListClusters', `arn:aws:eks:${EU}:${PROD}:cluster/*`],
  ['ecr:DescribeRepositories', 'ecr:DescribeRepositories', `arn:aws:ecr:${EU}:${PROD}:repository/*`],
  ['logs:DescribeLogGroups', 'logs:DescribeLogGroups', `arn:aws:logs:${EU}:${PROD}:log-group::log-stream:`],
  ['monitoring:DescribeAlarms', 'cloudwatch:DescribeAlarms', `arn:aws:cloudwatch:${EU}:${PROD}:alarm:*`],
  ['cloudtrail:DescribeTrails', 'cloudtrail:DescribeTrails', '*'],
  ['cloudtrail:LookupEvents', 'cloudtrail:LookupEvents', '*'],
  ['guardduty:ListDetectors', 'guardduty:ListDetectors', `arn:aws:guardduty:${EU}:${PROD}:detector/*`],
  ['config:DescribeConfigurationRecorders', 'config:DescribeConfigurationRecorders', '*'],
  ['securityhub:DescribeHub', 'securityhub:DescribeHub', `arn:aws:securityhub:${EU}:${PROD}:hub/default`],
  ['ses:GetAccount', 'ses:GetAccount', '*'],
  ['ce:GetCostAndUsage', 'ce:GetCostAndUsage', `arn:aws:ce:${US}:${PROD}:/GetCostAndUsage`],
  ['sns:ListTopics', 'sns:ListTopics', `arn:aws:sns:${EU}:${PROD}:*`],
  ['route53:ListHostedZones', 'route53:ListHostedZones', '*'],
  ['elasticfilesystem:DescribeFileSystems', 'elasticfilesystem:DescribeFileSystems', '*'],
  ['s3:GetBucketPolicy', 's3:GetBucketPolicy', `arn:aws:s3:::${FINANCE_BUCKET}`],
];

/** The same for EC2, which words its refusals differently. */
export const EC2_PROBES = [
  'DescribeInstances',
  'DescribeSnapshots',
  'DescribeVpcs',
  'DescribeSecurityGroups',
  'DescribeImages',
  'DescribeKeyPairs',
];
