// @ts-check
// What the people on call do about the incident: that evening, and the morning after.

import { enterAccount, portalSignIn, usDate } from './sessions.mjs';
import { CI_KEY, CI_NEW_KEY, EU, FINANCE_BUCKET, INTRUDER, OPS_KEY, PROD, US, at, person } from './world.mjs';

/** @typedef {import('./identities.mjs').Actor} Actor */
/** @typedef {import('./identities.mjs').Json} Json */
/** @typedef {import('./trail.mjs').Trail} Trail */

/** @param {string} clock on the evening of the incident */
const evening = (clock) => at(`2025-10-10T${clock}Z`);
/** @param {string} clock on the morning after */
const morning = (clock) => at(`2025-10-11T${clock}Z`);

/** 20:58 – the person on call locks the keys out. @param {Trail} trail @param {Actor} browser */
export function response(trail, browser) {
  const grace = person('grace.lind@example.com');
  const wish = { person: grace, ip: grace.home, by: /** @type {const} */ ('console'), account: PROD };
  portalSignIn(trail, wish, evening('20:57:53'), '5ec0ffee-0000-4000-8000-000000000000');
  const responder = enterAccount(trail, wish, evening('20:58:44'));
  const bucket = { bucketName: FINANCE_BUCKET, Host: `${FINANCE_BUCKET}.s3.${EU}.amazonaws.com` };
  const resources = [{ accountId: PROD, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${FINANCE_BUCKET}` }];
  /** @type {[string, string, Json | null][]} */
  const steps = [
    [
      '20:59:31',
      'cloudtrail:LookupEvents',
      {
        lookupAttributes: [{ attributeKey: 'ResourceName', attributeValue: FINANCE_BUCKET }],
        maxResults: 50,
      },
    ],
    [
      '21:01:10',
      'cloudtrail:LookupEvents',
      { lookupAttributes: [{ attributeKey: 'Username', attributeValue: INTRUDER }], maxResults: 50 },
    ],
    ['21:02:20', 'iam:ListAccessKeys', { userName: INTRUDER }],
    ['21:03:02', 'iam:GetAccessKeyLastUsed', { accessKeyId: CI_KEY }],
    ['21:04:12', 'iam:UpdateAccessKey', { userName: 'ci-deployer', accessKeyId: CI_KEY, status: 'Inactive' }],
    ['21:05:03', 'iam:UpdateAccessKey', { userName: INTRUDER, accessKeyId: OPS_KEY, status: 'Inactive' }],
    ['21:05:50', 'iam:DeleteLoginProfile', { userName: INTRUDER }],
    [
      '21:06:24',
      'iam:AttachUserPolicy',
      { userName: INTRUDER, policyArn: 'arn:aws:iam::aws:policy/AWSDenyAll' },
    ],
    ['21:11:37', 's3:DeleteBucketPolicy', { ...bucket, policy: '' }],
    [
      '21:12:16',
      's3:PutBucketPublicAccessBlock',
      {
        ...bucket,
        publicAccessBlock: '',
        PublicAccessBlockConfiguration: {
          RestrictPublicBuckets: true,
          BlockPublicPolicy: true,
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
        },
      },
    ],
  ];
  for (const [clock, action, request] of steps) {
    trail.add(responder, action, evening(clock), {
      request,
      ...(action.startsWith('s3') ? { resources } : {}),
    });
  }
  // The console session lives on, and finds every door shut.
  for (const [i, action] of [
    's3:ListBuckets',
    'iam:ListUsers',
    'iam:ListAccessKeys',
    's3:GetBucketPolicy',
    'iam:CreateAccessKey',
  ].entries()) {
    const resource = action.startsWith('iam')
      ? `arn:aws:iam::${PROD}:user/${INTRUDER}`
      : `arn:aws:s3:::${FINANCE_BUCKET}`;
    const permission = action === 's3:ListBuckets' ? 's3:ListAllMyBuckets' : action;
    trail.add(browser, action, evening('21:07:02') + i * 37, {
      error: [
        'AccessDenied',
        `User: ${String(browser.identity['arn'])} is not authorized to perform: ${permission} on resource: ${resource} with an explicit deny in an identity-based policy`,
      ],
    });
  }
}

/** The next morning: the user goes, and the pipeline gets a new key. @param {Trail} trail */
export function cleanUp(trail) {
  const farid = person('farid.haddad@example.com');
  const wish = { person: farid, ip: farid.home, by: /** @type {const} */ ('cli'), account: PROD };
  portalSignIn(trail, wish, morning('08:02:30'), '5ec0ffee-0001-4000-8000-000000000000');
  const responder = { ...enterAccount(trail, wish, morning('08:03:10')), region: US };
  const user = { userName: INTRUDER };
  trail.add(responder, 'iam:ListAttachedUserPolicies', morning('08:14:02'), { request: user });
  for (const [i, policy] of ['AdministratorAccess', 'AWSDenyAll'].entries()) {
    trail.add(responder, 'iam:DetachUserPolicy', morning('08:15:20') + i * 12, {
      request: { ...user, policyArn: `arn:aws:iam::aws:policy/${policy}` },
    });
  }
  trail.add(responder, 'iam:DeleteAccessKey', morning('08:16:05'), {
    request: { ...user, accessKeyId: OPS_KEY },
  });
  trail.add(responder, 'iam:DeleteUser', morning('08:22:47'), { request: user });
  const ci = { userName: 'ci-deployer' };
  trail.add(responder, 'iam:CreateAccessKey', morning('08:31:09'), {
    request: ci,
    response: {
      accessKey: {
        accessKeyId: CI_NEW_KEY,
        status: 'Active',
        createDate: usDate(morning('08:31:09')),
        ...ci,
      },
    },
  });
  trail.add(responder, 'iam:DeleteAccessKey', morning('08:33:52'), {
    request: { ...ci, accessKeyId: CI_KEY },
  });
}
